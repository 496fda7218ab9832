import { DEFAULT_ARCHIVE_LIMITS } from '../../base/archive';
import { directoryOf } from '../../base/files';
import { uriBelow } from '../../base/uris';
import { EMPTY_TRUST_STORE } from '../../formats/trust-store/model';
import { HostError, type PackageHost } from '../../host/model';
import type { PackageReading } from '../../jobs/model';
import { isBrokenOff, type PackageRequest, sourceOfPackage } from './read';
import { readInWorker } from './worker-client';

/** A folder beside the target, complete and not yet in its place. */
export interface Stage {
	readonly folder: string;
}

/**
 * Extracts a package that was judged before into a new folder beside its target. The package is read and checked
 * once more, and must be the very one that was judged. Leaves nothing behind when it fails.
 */
export async function stagePackage(
	host: PackageHost,
	request: PackageRequest,
	judged: PackageReading,
	target: string,
): Promise<Stage> {
	const parent = target.slice(0, target.lastIndexOf('/'));
	const folder = `${parent}/.aext-${nameFrom(host)}`;
	await host.writer.createFolder(folder, 0o700);
	try {
		await extract(host, request, judged, folder);
		await host.writer.setMode(folder, 0o755);
		return { folder };
	} catch (error) {
		await host.writer.remove(folder);
		throw error;
	}
}

async function extract(
	host: PackageHost,
	request: PackageRequest,
	judged: PackageReading,
	folder: string,
): Promise<void> {
	const expected = new Map(judged.files.map(file => [file.path, file]));
	const folders = new Set(['']);
	const { limits = DEFAULT_ARCHIVE_LIMITS, signal } = request;
	const reading = await readInWorker(
		host,
		{
			job: 'read',
			source: await sourceOfPackage(host, request),
			limits,
			trust: EMPTY_TRUST_STORE,
			audit: false,
			digests: false,
			deliver: true,
		},
		{
			...(signal && { signal }),
			async onFile(path, bytes) {
				const file = expected.get(path);
				if (!file || host.crypto.sha256(bytes) !== file.sha256) throw changed();
				expected.delete(path);
				const below = directoryOf(path);
				if (!folders.has(below)) await host.writer.ensureFolder(uriBelow(folder, below), 0o755);
				folders.add(below);
				await host.writer.create(uriBelow(folder, path), bytes, file.executable ? 0o755 : 0o644);
			},
		},
	);
	if (isBrokenOff(reading)) {
		throw new HostError(reading.failure === 'cancelled' ? 'cancelled' : 'not-readable', reading.message);
	}
	if (reading.digest !== judged.digest || reading.problems.length > 0 || expected.size > 0) throw changed();
}

/**
 * Puts a stage in the place of its target. What was there, if anything, is moved aside first and comes back when
 * that fails.
 */
export async function putInPlace(
	host: PackageHost,
	stage: Stage,
	target: string,
	replace: boolean,
): Promise<void> {
	if (!replace) return host.writer.rename(stage.folder, target);
	const aside = `${target.slice(0, target.lastIndexOf('/'))}/.aext-${nameFrom(host)}`;
	await host.writer.rename(target, aside);
	try {
		await host.writer.rename(stage.folder, target);
	} catch (error) {
		await host.writer.rename(aside, target);
		throw error;
	}
	await host.writer.remove(aside);
}

function nameFrom(host: PackageHost): string {
	return [...host.crypto.random(8)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function changed(): HostError {
	return new HostError('not-readable', 'The package changed while it was installed. Nothing was installed.');
}
