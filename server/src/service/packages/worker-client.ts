import { nameFault } from '../../base/entry-names';
import { HostError, type PackageHost } from '../../host/model';
import {
	type Job,
	NEXT,
	type PackageIdentity,
	type PackageListing,
	type PackageReading,
	type PackJob,
	type ReadJob,
	type ShowJob,
} from '../../jobs/model';
import { readReport } from '../../jobs/report-schema';

/** Why a worker gave no answer that can be used. */
export type WorkerFailure = 'deadline' | 'memory' | 'crash' | 'nonsense' | 'failed' | 'cancelled';

export interface BrokenOff {
	readonly failure: WorkerFailure;
	/** A full sentence for people. */
	readonly message: string;
}

export interface ReadOptions {
	/** Milliseconds; default 30 s, with an audit 120 s. */
	readonly deadline?: number;
	readonly signal?: AbortSignal;
	/** The list of files, before their contents are read. */
	onListing?(listing: PackageListing): void;
	/** What the package is by its bytes, before an audit of its contents. */
	onIdentity?(identity: PackageIdentity, listing: PackageListing): void;
	onProgress?(done: number, of: number): void;
	/** Takes a file of the package; the next comes when it resolves, and reading stops when it rejects. */
	onFile?(path: string, bytes: Uint8Array): Promise<void>;
}

const READ_DEADLINE = 30_000;
const AUDIT_DEADLINE = 120_000;
const PACK_DEADLINE = 300_000;
const MEMORY = 1024;

/**
 * Reads a package in a worker of its own. Resolves with what was read or with why nothing was; rejects only with
 * what `onFile` rejects with.
 */
export function readInWorker(
	host: PackageHost,
	job: ReadJob,
	options: ReadOptions = {},
): Promise<PackageReading | BrokenOff> {
	const deadline = options.deadline ?? (job.audit ? AUDIT_DEADLINE : READ_DEADLINE);
	let listing: PackageListing | undefined;
	return inWorker(host, job, deadline, options.signal, (message, worker, done, fail) => {
		if (isDeliveredFile(message) && job.deliver && options.onFile) {
			const { path, bytes } = message;
			if (nameFault(path) !== undefined || bytes.length > job.limits.entryBytes) return done(nonsense());
			options.onFile(path, bytes).then(() => worker.post(NEXT), fail);
			return;
		}
		const report = readReport(message);
		switch (report?.kind) {
			case 'listing':
				listing = report.listing;
				options.onListing?.(listing);
				return;
			case 'identity':
				if (!listing) return done(nonsense());
				options.onIdentity?.(report.identity, listing);
				return;
			case 'progress':
				options.onProgress?.(report.done, report.of);
				return;
			case 'reading':
				return done(report.reading);
			case 'failed':
				return done({ failure: 'failed', message: report.message });
			default:
				return done(nonsense());
		}
	});
}

/** One file of a package as text, or a description of it, read in a worker of its own. */
export function showInWorker(
	host: PackageHost,
	job: ShowJob,
	signal?: AbortSignal,
): Promise<{ readonly text: string; readonly described: boolean } | BrokenOff> {
	return inWorker<{ readonly text: string; readonly described: boolean }>(
		host,
		job,
		READ_DEADLINE,
		signal,
		(message, _worker, done) => {
			const report = readReport(message);
			if (report?.kind === 'shown') done({ text: report.text, described: report.described });
			else if (report?.kind === 'failed') done({ failure: 'failed', message: report.message });
			else done(nonsense());
		},
	);
}

/** Packs part of a package in a worker of its own. Rejects with `HostError` when the worker fails. */
export async function packInWorker(
	host: PackageHost,
	job: PackJob,
	signal?: AbortSignal,
): Promise<Uint8Array> {
	const result = await inWorker<Uint8Array>(host, job, PACK_DEADLINE, signal, (message, _worker, done) => {
		if (isPackedPart(message)) done(message.archive);
		else done(nonsense());
	});
	if (result instanceof Uint8Array) return result;
	throw new HostError(result.failure === 'cancelled' ? 'cancelled' : 'not-readable', result.message);
}

type OnMessage<Result> = (
	message: unknown,
	worker: { post(message: unknown): void },
	done: (result: Result | BrokenOff) => void,
	fail: (error: unknown) => void,
) => void;

/** Starts a worker, hands it one job, and ends it whatever happens. */
function inWorker<Result>(
	host: PackageHost,
	job: Job,
	deadline: number,
	signal: AbortSignal | undefined,
	onMessage: OnMessage<Result>,
): Promise<Result | BrokenOff> {
	return new Promise((resolve, reject) => {
		if (signal?.aborted) return resolve(cancelled());
		let settled = false;
		const settle = (act: () => void) => {
			if (settled) return;
			settled = true;
			signal?.removeEventListener('abort', onAbort);
			act();
			worker.end();
		};
		const onAbort = () => settle(() => resolve(cancelled()));
		const worker = host.startWorker({
			deadline,
			memory: MEMORY,
			onMessage(message) {
				onMessage(
					message,
					worker,
					result => settle(() => resolve(result)),
					error => settle(() => reject(error)),
				);
			},
			onEnd(failure) {
				settle(() => resolve(brokenOff(failure ?? 'crash')));
			},
		});
		signal?.addEventListener('abort', onAbort);
		worker.post(job);
	});
}

function brokenOff(failure: 'deadline' | 'memory' | 'crash'): BrokenOff {
	const messages = {
		deadline: 'Reading the package took too long and was stopped.',
		memory: 'Reading the package needed too much memory and was stopped.',
		crash: 'The program that reads the package ended unexpectedly.',
	};
	return { failure, message: messages[failure] };
}

function nonsense(): BrokenOff {
	return {
		failure: 'nonsense',
		message: 'The program that reads the package gave an answer that makes no sense.',
	};
}

function cancelled(): BrokenOff {
	return { failure: 'cancelled', message: 'Reading the package was cancelled.' };
}

function isDeliveredFile(message: unknown): message is { readonly path: string; readonly bytes: Uint8Array } {
	return (
		isKind(message, 'file') &&
		'path' in message &&
		typeof message.path === 'string' &&
		'bytes' in message &&
		message.bytes instanceof Uint8Array
	);
}

function isPackedPart(message: unknown): message is { readonly archive: Uint8Array } {
	return isKind(message, 'packed') && 'archive' in message && message.archive instanceof Uint8Array;
}

function isKind(message: unknown, kind: string): message is object {
	return typeof message === 'object' && message !== null && 'kind' in message && message.kind === kind;
}
