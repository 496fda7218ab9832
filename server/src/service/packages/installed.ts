import { DEFAULT_ARCHIVE_LIMITS } from '../../base/archive';
import type { Withdrawal } from '../../base/claim';
import { uriBelow } from '../../base/uris';
import type { Receipt } from '../../formats/receipt/model';
import type { TrustStore } from '../../formats/trust-store/model';
import { HostError, type PackageHost } from '../../host/model';
import { listForPacking } from './pack-listing';
import { loadReceipts } from './receipts';
import { loadTrust } from './trust';

/** How an installed folder compares with its receipt. Paths are relative to the folder, sorted. */
export interface FolderState {
	/** `gone`: the folder is not there. */
	readonly state: 'intact' | 'changed' | 'gone';
	readonly changed: readonly string[];
	readonly missing: readonly string[];
	readonly added: readonly string[];
}

/** An installed extension and what became of it. */
export interface InstalledExtension extends FolderState {
	readonly receipt: Receipt;
	/** Of its package or its signer, since it was installed or before. */
	readonly withdrawn: readonly Withdrawal[];
}

export interface InstalledExtensions {
	readonly extensions: readonly InstalledExtension[];
	/** URIs of receipts that could not be read. */
	readonly unreadable: readonly string[];
}

/** Every receipt of the person, without a look at the installed files. */
export async function listInstalled(host: PackageHost): Promise<readonly Receipt[]> {
	return (await loadReceipts(host)).receipts;
}

/** Every installed extension compared with its receipt and with what was withdrawn since. */
export async function statusOfInstalled(
	host: PackageHost,
	signal?: AbortSignal,
): Promise<InstalledExtensions> {
	const [{ receipts, unreadable }, trust] = await Promise.all([loadReceipts(host), loadTrust(host)]);
	const extensions: InstalledExtension[] = [];
	for (const receipt of receipts) {
		const state = await compareWithReceipt(host, receipt, signal);
		extensions.push({ receipt, ...state, withdrawn: withdrawals(receipt, trust) });
	}
	return { extensions, unreadable };
}

/** What the trust store has withdrawn of an installed extension. */
export function withdrawals(receipt: Receipt, trust: TrustStore): readonly Withdrawal[] {
	const { fingerprint } = receipt.signature;
	return trust.revoked.filter(({ subject }) => subject === receipt.package.digest || subject === fingerprint);
}

/** Compares an installed folder, file by file, with its receipt. */
export async function compareWithReceipt(
	host: PackageHost,
	receipt: Receipt,
	signal?: AbortSignal,
): Promise<FolderState> {
	const { target, files } = receipt;
	const known = new Map(files.map(file => [file.path, file]));
	const folder = await host.files.stat(target);
	if (folder?.type !== 'folder') {
		return { state: 'gone', changed: [], missing: [...known.keys()].sort(), added: [] };
	}
	const changed: string[] = [];
	const listing = await listForPacking(host, target, DEFAULT_ARCHIVE_LIMITS, signal);
	// What cannot be listed, or holds version control, is nothing that an installation put there.
	const others = [...listing.leftOut, ...listing.refused].flatMap(({ path }) =>
		path === undefined ? [] : [path],
	);
	const added = others.map(path => `${path}/`);
	for (const entry of listing.entries) {
		const expected = known.get(entry.path);
		known.delete(entry.path);
		if (!expected) added.push(entry.path);
		else if (entry.type !== 'file' || entry.size !== expected.size) changed.push(entry.path);
		else if ((await hashOf(host, uriBelow(target, entry.path), signal)) !== expected.sha256)
			changed.push(entry.path);
	}
	const missing = [...known.keys()].sort();
	const intact = changed.length + missing.length + added.length === 0;
	return { state: intact ? 'intact' : 'changed', changed: changed.sort(), missing, added: added.sort() };
}

/** `undefined` when it cannot be read. */
async function hashOf(host: PackageHost, uri: string, signal?: AbortSignal): Promise<string | undefined> {
	try {
		return host.crypto.sha256(await host.files.read(uri, DEFAULT_ARCHIVE_LIMITS.entryBytes, signal));
	} catch (error) {
		if (error instanceof HostError && error.code !== 'cancelled') return undefined;
		throw error;
	}
}
