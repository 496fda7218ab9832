import { DEFAULT_ARCHIVE_LIMITS } from '../../base/archive';
import { escapeForDisplay } from '../../base/display';
import type { Finding } from '../../base/finding';
import type { Observed } from '../../base/observed';
import { canonicalUri, nameOfUri, parentUri, uriBelow } from '../../base/uris';
import { observedOf } from '../../facts/observed';
import type { Permissions } from '../../formats/manifest/model';
import type { Receipt } from '../../formats/receipt/model';
import { HostError, type PackageHost } from '../../host/model';
import type { PackageReading } from '../../jobs/model';
import { Workspace } from '../workspace';

/** One side of a comparison: a package, a folder or what is installed. */
export interface Subject {
	/** "your installed 1.2.0", "other.aext" */
	readonly name: string;
	/** Of a package. */
	readonly digest?: string;
	/** Absent: no manifest that can be read. */
	readonly permissions?: Permissions;
	/** Absent: the files could not be examined. */
	readonly observed?: Observed;
	readonly findings: readonly Finding[];
	/** SHA-256 by path. */
	readonly files: ReadonlyMap<string, string>;
	/** Everything in it was examined. */
	readonly complete: boolean;
}

/** A package that was read. */
export function packageSubject(name: string, reading: PackageReading): Subject {
	const { manifest, audit, files, digest } = reading;
	return {
		name,
		digest,
		...(manifest.state === 'valid' && { permissions: manifest.manifest.permissions }),
		...(audit && { observed: audit.observed }),
		findings: audit?.findings ?? [],
		files: new Map(files.map(file => [file.path, file.sha256])),
		complete: audit?.complete ?? false,
	};
}

/** An extension's folder, audited. Rejects with `HostError` when it cannot be listed. */
export async function folderSubject(
	host: PackageHost,
	uri: string,
	rulesVersion: string,
	signal?: AbortSignal,
): Promise<Subject> {
	const workspace = new Workspace(host, { rulesVersion, trusted: false, wholeFolders: true, waivers: false });
	const root = canonicalUri(uri);
	workspace.setFolders([root]);
	const { extensions } = await workspace.audit(undefined, signal);
	const report = extensions.find(each => each.root === root);
	const name = `the folder ${escapeForDisplay(nameOfUri(root), 80)}`;
	if (!report) throw new HostError('not-found', `${name} is not an extension.`);
	const { facts, findings, complete } = report;
	const files = new Map<string, string>();
	for (const { path } of facts.files) {
		const bytes = await host.files.read(uriBelow(root, path), DEFAULT_ARCHIVE_LIMITS.entryBytes, signal);
		files.set(path, host.crypto.sha256(bytes));
	}
	const permissions = facts.manifest?.manifest.manifest.permissions;
	return {
		name,
		...(permissions && { permissions }),
		observed: observedOf(facts, findings),
		findings,
		files,
		complete,
	};
}

/**
 * What is installed: what its receipt says of it and, while its folder can be read, what its files do now.
 * @param copies how many of this extension are installed: of several the name says which one it is.
 */
export async function installedSubject(
	host: PackageHost,
	receipt: Receipt,
	copies: number,
	rulesVersion: string,
	signal?: AbortSignal,
): Promise<Subject> {
	const version = escapeForDisplay(receipt.extension.version, 40);
	const which =
		copies > 1
			? ` in ${escapeForDisplay(nameOfUri(parentUri(receipt.target)), 80)} (latest of ${copies} copies)`
			: '';
	const name = `your installed ${version}${which}`;
	const files = new Map(receipt.files.map(file => [file.path, file.sha256]));
	const { permissions } = receipt;
	try {
		const folder = await folderSubject(host, receipt.target, rulesVersion, signal);
		return { ...folder, name, permissions, files };
	} catch (error) {
		if (!(error instanceof HostError) || error.code === 'cancelled') throw error;
		host.log('info', `The installed copy is compared by its receipt alone: ${error.message}`);
		return { name, permissions, findings: [], files, complete: false };
	}
}
