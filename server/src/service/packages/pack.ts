import { type ArchiveLimits, DEFAULT_ARCHIVE_LIMITS } from '../../base/archive';
import { escapeForDisplay } from '../../base/display';
import type { FileEntry } from '../../base/files';
import { uriBelow } from '../../base/uris';
import type { ExtensionType } from '../../formats/manifest/model';
import { HostError, type PackageHost } from '../../host/model';
import type { LeftOut, PackedFile, Refusal } from '../../pack/model';
import { IGNORE_FILE, planPackage } from '../../pack/plan';
import { writePackage } from '../../pack/write';
import { checkContents } from './pack-checks';
import { listForPacking } from './pack-listing';
import { isBrokenOff, readStructure } from './read';
import { readTextFileIfAny } from './text-file';
import { packInWorker } from './worker-client';

export interface PackRequest {
	/** URI of the extension's folder. */
	readonly folder: string;
	/** URI of the package; absent: beside the folder, named after the manifest's id and version. */
	readonly output?: string;
	/** From the person's own settings only. */
	readonly limits?: ArchiveLimits;
	readonly signal?: AbortSignal;
	onProgress?(done: number, of: number): void;
}

export type PackResult =
	| {
			readonly status: 'written';
			readonly package: string;
			readonly digest: string;
			readonly size: number;
			readonly files: readonly { readonly path: string; readonly size: number }[];
			readonly leftOut: readonly LeftOut[];
			readonly extension: { readonly id: string; readonly type: ExtensionType; readonly version: string };
	  }
	/** Nothing was written, and a package that was there before is as it was. */
	| {
			readonly status: 'refused';
			readonly refused: readonly Refusal[];
			readonly leftOut: readonly LeftOut[];
	  };

const READ_BATCH = 16;
/** Below this many bytes, starting threads costs more than they save. */
const BYTES_FOR_THREADS = 2 * 1024 * 1024;
const MOST_THREADS = 4;

/**
 * Packs a folder: the same files give the same bytes, whenever and wherever. Every reason to refuse is told at once.
 * The result is read back through the strict reader before it is written. Rejects with `HostError` when the disk
 * fails or the person cancels.
 */
export async function packFolder(host: PackageHost, request: PackRequest): Promise<PackResult> {
	const { folder, signal, limits = DEFAULT_ARCHIVE_LIMITS } = request;
	const [listing, ignore] = await Promise.all([
		listForPacking(host, folder, limits, signal),
		readTextFileIfAny(host, uriBelow(folder, IGNORE_FILE)),
	]);
	const plan = planPackage(listing.entries, { limits, ...(ignore !== undefined && { ignore }) });
	const files = await readAll(host, folder, plan.included, limits, request);
	const leftOut = [...listing.leftOut, ...plan.leftOut];
	const soFar = [...listing.refused, ...plan.refused];
	// Other threads compress while this one looks into the files; where that says no, their work is thrown away.
	const abandoned = new AbortController();
	const packing =
		soFar.length > 0 ? undefined : packOnThreads(host, files, limits, [signal, abandoned.signal]);
	const checks = await checkContents(host, files);
	const refused = [...soFar, ...checks.refused];
	if (refused.length > 0 || !checks.extension) {
		abandoned.abort();
		await packing?.catch(() => undefined);
		return { status: 'refused', refused, leftOut };
	}
	const bytes = await (packing ?? writePackage(files, limits));
	const digest = await readBack(host, bytes, files, limits, signal);
	const { id, version } = checks.extension;
	const output = request.output ?? `${parentOf(folder)}/${encodeURIComponent(fileName(id, version))}`;
	await host.writer.write(output, bytes, 0o644);
	return {
		status: 'written',
		package: output,
		digest,
		size: bytes.length,
		files: files.map(file => ({ path: file.path, size: file.bytes.length })),
		leftOut,
		extension: checks.extension,
	};
}

async function readAll(
	host: PackageHost,
	folder: string,
	entries: readonly FileEntry[],
	limits: ArchiveLimits,
	{ signal, onProgress }: PackRequest,
): Promise<readonly PackedFile[]> {
	const files: PackedFile[] = [];
	for (let at = 0; at < entries.length; at += READ_BATCH) {
		const batch = entries.slice(at, at + READ_BATCH);
		const contents = await Promise.all(
			batch.map(entry => host.files.read(uriBelow(folder, entry.path), limits.entryBytes, signal)),
		);
		for (const [index, { path }] of batch.entries()) {
			files.push({ path, bytes: contents[index] as Uint8Array });
		}
		onProgress?.(files.length, entries.length);
	}
	return files;
}

/** Packs in workers; `undefined` when the files are too small for that to be faster. */
function packOnThreads(
	host: PackageHost,
	files: readonly PackedFile[],
	limits: ArchiveLimits,
	signals: readonly (AbortSignal | undefined)[],
): Promise<Uint8Array> | undefined {
	const total = files.reduce((sum, file) => sum + file.bytes.length, 0);
	if (total < BYTES_FOR_THREADS) return undefined;
	const { ratio } = limits;
	const signal = AbortSignal.any(signals.filter(each => each !== undefined));
	return writePackage(files, {
		ratio,
		threads: Math.min(host.processors, MOST_THREADS),
		pack: part => packInWorker(host, { job: 'pack', ratio, files: part }, signal),
	});
}

/** Reads the package as a stranger would; it must hold the very files that were packed. Resolves with its digest. */
async function readBack(
	host: PackageHost,
	bytes: Uint8Array,
	files: readonly PackedFile[],
	limits: ArchiveLimits,
	signal: AbortSignal | undefined,
): Promise<string> {
	const reading = await readStructure(host, { bytes }, { limits, digests: true, ...(signal && { signal }) });
	if (isBrokenOff(reading)) {
		throw new HostError(reading.failure === 'cancelled' ? 'cancelled' : 'not-writable', reading.message);
	}
	const [problem] = reading.problems;
	const read = new Map(reading.files.map(file => [file.path, file.sha256]));
	const same =
		read.size === files.length && files.every(file => read.get(file.path) === host.crypto.sha256(file.bytes));
	if (problem || !same) {
		const why = problem?.message ?? 'It holds other files than the folder.';
		throw new HostError(
			'not-writable',
			`The package was not written, since it could not be read back. ${why}`,
		);
	}
	return reading.digest;
}

function parentOf(folder: string): string {
	return folder.slice(0, folder.lastIndexOf('/'));
}

/** `com.example.fetcher-1.2.0.aext`, of characters that every file system takes. */
function fileName(id: string, version: string): string {
	const safe = `${id}-${version}`.replace(/[^A-Za-z0-9._+-]+/g, '-').replace(/^[.-]+/, '');
	return `${escapeForDisplay(safe, 150).replace(/…$/, '') || 'extension'}.aext`;
}
