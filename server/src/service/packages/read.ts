import { type ArchiveLimits, DEFAULT_ARCHIVE_LIMITS } from '../../base/archive';
import { EMPTY_TRUST_STORE, type TrustStore } from '../../formats/trust-store/model';
import { HostError, type PackageHost } from '../../host/model';
import type { PackageReading, PackageSource, ReadJob } from '../../jobs/model';
import { readTextFile, readTextFileIfAny } from './text-file';
import { loadTrust } from './trust';
import { type BrokenOff, type ReadOptions, readInWorker } from './worker-client';

/** A package and how it is to be verified. */
export interface PackageRequest extends ReadOptions {
	/** URI of the `.aext` file. */
	readonly package: string;
	/** URI of the signature file; absent: the one beside the package, if there is one. */
	readonly signature?: string;
	/** A public key that the person names for this package: then no other counts. */
	readonly key?: Uint8Array;
	/** From the person's own settings only. */
	readonly limits?: ArchiveLimits;
}

/** `name.sig.json` beside `name.aext`. */
export function signatureUri(packageUri: string): string {
	return `${packageUri.replace(/\.aext$/i, '')}.sig.json`;
}

/**
 * Text of the signature of a package; `undefined` when none was named and none lies beside it. What is no text, or
 * far too long for a signature, is given as an empty one: malformed, not missing.
 */
export async function loadSignature(host: PackageHost, request: PackageRequest): Promise<string | undefined> {
	try {
		if (request.signature !== undefined) return (await readTextFile(host, request.signature)).text;
		return await readTextFileIfAny(host, signatureUri(request.package));
	} catch (error) {
		if (error instanceof HostError && (error.code === 'too-large' || error.code === 'not-readable'))
			return '';
		throw error;
	}
}

export interface Reading {
	readonly reading: PackageReading | BrokenOff;
	readonly trust: TrustStore;
}

/** Reads a package in a worker, with the person's trust store. Rejects when the file itself cannot be had. */
export async function readPackage(
	host: PackageHost,
	request: PackageRequest,
	what: Pick<ReadJob, 'audit' | 'digests' | 'deliver' | 'manifests'>,
): Promise<Reading> {
	const [signature, trust, source] = await Promise.all([
		loadSignature(host, request),
		loadTrust(host),
		sourceOfPackage(host, request),
	]);
	const job: ReadJob = {
		job: 'read',
		source,
		limits: request.limits ?? DEFAULT_ARCHIVE_LIMITS,
		...(signature !== undefined && { signature }),
		...(request.key && { givenKey: request.key }),
		trust,
		...what,
	};
	const reading = await readInWorker(host, job, request);
	if (isBrokenOff(reading) && reading.failure === 'cancelled')
		throw new HostError('cancelled', reading.message);
	return { reading, trust };
}

/** Reads a package for its structure and digest alone: no signature, no trust, no audit. */
export async function readStructure(
	host: PackageHost,
	source: PackageSource,
	options: ReadOptions & { readonly limits?: ArchiveLimits; readonly digests?: boolean } = {},
): Promise<PackageReading | BrokenOff> {
	const limits = options.limits ?? DEFAULT_ARCHIVE_LIMITS;
	const job: ReadJob = {
		job: 'read',
		source,
		limits,
		trust: EMPTY_TRUST_STORE,
		audit: false,
		digests: options.digests ?? false,
		deliver: false,
	};
	return readInWorker(host, job, options);
}

/** Whether the worker broke off instead of giving a reading. */
export function isBrokenOff(reading: PackageReading | BrokenOff): reading is BrokenOff {
	return 'failure' in reading;
}

/** What the worker is to read. Rejects with `HostError` when there is no such file. */
export async function sourceOfPackage(
	host: PackageHost,
	request: Pick<PackageRequest, 'package' | 'limits' | 'signal'>,
): Promise<PackageSource> {
	const path = host.localPath(request.package);
	if (path === undefined) {
		const { archiveBytes } = request.limits ?? DEFAULT_ARCHIVE_LIMITS;
		return { bytes: await host.files.read(request.package, archiveBytes, request.signal) };
	}
	const found = await host.files.stat(request.package);
	if (!found) throw new HostError('not-found', `There is no ${request.package}.`);
	if (found.type === 'folder')
		throw new HostError('not-readable', `${request.package} is a folder, not a package.`);
	return { path };
}
