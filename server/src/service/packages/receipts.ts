import { DEFAULT_LIMITS } from '../../base/limits';
import { uriBelow } from '../../base/uris';
import type { Receipt } from '../../formats/receipt/model';
import { formatReceipt, parseReceipt } from '../../formats/receipt/parse';
import { HostError, type PackageHost } from '../../host/model';
import { readTextFileIfAny } from './text-file';

const MAX_RECEIPT_BYTES = 32 * 1024 * 1024;

/** URI of the folder that holds the person's receipts. */
function receiptsFolder(host: PackageHost): string {
	return `${host.person.own}/receipts`;
}

/** URI of the receipt for an installed folder. */
export function receiptUri(host: PackageHost, target: string): string {
	const name = host.crypto.sha256(new TextEncoder().encode(target)).slice(0, 32);
	return `${receiptsFolder(host)}/${name}.json`;
}

/** The receipt for an installed folder; `undefined` when this program installed nothing there. */
export async function loadReceipt(host: PackageHost, target: string): Promise<Receipt | undefined> {
	const receipt = await readReceipt(host, receiptUri(host, target));
	return receipt?.target === target ? receipt : undefined;
}

/** All receipts of the person, by target, and the files among them that are none. */
export async function loadReceipts(
	host: PackageHost,
): Promise<{ readonly receipts: readonly Receipt[]; readonly unreadable: readonly string[] }> {
	const folder = receiptsFolder(host);
	const found = await host.files.stat(folder);
	if (!found) return { receipts: [], unreadable: [] };
	const { entries } = await host.files.list(folder, DEFAULT_LIMITS);
	const receipts: Receipt[] = [];
	const unreadable: string[] = [];
	for (const { path } of entries) {
		if (path.includes('/') || !path.endsWith('.json')) continue;
		const uri = uriBelow(folder, path);
		const receipt = await readReceipt(host, uri).catch(() => undefined);
		if (receipt) receipts.push(receipt);
		else unreadable.push(uri);
	}
	receipts.sort((a, b) => (a.target < b.target ? -1 : 1));
	return { receipts, unreadable };
}

/** Writes the receipt for a folder. The one before is kept, under its digest. */
export async function saveReceipt(host: PackageHost, receipt: Receipt): Promise<Receipt> {
	await host.writer.ensureFolder(receiptsFolder(host), 0o700);
	const previous = await archiveReceipt(host, receipt.target);
	const { previous: _, ...rest } = receipt;
	const saved: Receipt = previous === undefined ? rest : { ...rest, previous };
	await host.writer.write(
		receiptUri(host, receipt.target),
		new TextEncoder().encode(formatReceipt(saved)),
		0o600,
	);
	return saved;
}

/** Takes the receipt of a folder that is no longer installed out of force; it is kept with the earlier ones. */
export async function removeReceipt(host: PackageHost, target: string): Promise<void> {
	await archiveReceipt(host, target);
	await host.writer.remove(receiptUri(host, target));
}

/** Keeps the text of the receipt in force under its digest, and resolves with that. */
async function archiveReceipt(host: PackageHost, target: string): Promise<string | undefined> {
	const uri = receiptUri(host, target);
	if (!(await host.files.stat(uri))) return undefined;
	const bytes = await host.files.read(uri, MAX_RECEIPT_BYTES);
	const digest = host.crypto.sha256(bytes);
	await host.writer.ensureFolder(`${receiptsFolder(host)}/earlier`, 0o700);
	await host.writer.write(`${receiptsFolder(host)}/earlier/${digest}.json`, bytes, 0o600);
	return digest;
}

async function readReceipt(host: PackageHost, uri: string): Promise<Receipt | undefined> {
	const text = await readTextFileIfAny(host, uri);
	if (text === undefined) return undefined;
	const receipt = parseReceipt(text);
	if (!receipt) throw new HostError('not-readable', `The receipt ${uri} is damaged.`);
	return receipt;
}
