// The disposable program that reads what nobody trusts yet. It is given one job, answers and is ended.
import { once } from 'node:events';
import { type MessagePort, parentPort } from 'node:worker_threads';
import * as z from 'zod/mini';
import { type ByteSource, sourceOf } from '../base/archive';
import { nodeArchiveCodec } from '../host/node/archive-codec';
import { openFileSource } from '../host/node/file-source';
import { jobSchema } from '../jobs/job-schema';
import type {
	DeliveredFile,
	PackageSource,
	PackedPart,
	PackJob,
	ReadJob,
	ShowJob,
	WorkerReport,
} from '../jobs/model';
import { readPackage } from './read-package';

async function run(message: unknown, port: MessagePort): Promise<void> {
	const { data: job } = z.safeParse(jobSchema, message, { jitless: true });
	if (!job)
		return report(port, { kind: 'failed', message: 'The worker was asked for something it does not know.' });
	if (job.job === 'pack') await pack(job, port);
	else if (job.job === 'show') await show(job, port);
	else await read(job, port);
}

async function show(job: ShowJob, port: MessagePort): Promise<void> {
	const { showFile } = await import('./show-file');
	const { source, close } = openSource(job.source);
	try {
		report(port, showFile(job, source, nodeArchiveCodec));
	} finally {
		close();
	}
}

function openSource(from: PackageSource): { readonly source: ByteSource; close(): void } {
	if ('bytes' in from) return { source: sourceOf(from.bytes), close: () => undefined };
	const source = openFileSource(from.path);
	return { source, close: () => source.close() };
}

async function read(job: ReadJob, port: MessagePort): Promise<void> {
	const { source, close } = openSource(job.source);
	try {
		const reading = await readPackage(job, source, nodeArchiveCodec, {
			onListing: listing => report(port, { kind: 'listing', listing }),
			onIdentity: identity => report(port, { kind: 'identity', identity }),
			onProgress: (done, of) => report(port, { kind: 'progress', done, of }),
			async deliver(path, bytes) {
				// A new buffer of its own: a `Buffer` may be a view of Node's pool, which cannot be transferred.
				const copy = new Uint8Array(bytes);
				const delivered: DeliveredFile = { kind: 'file', path, bytes: copy };
				const next = once(port, 'message');
				port.postMessage(delivered, [copy.buffer]);
				await next;
			},
			startAudit: async () => new (await import('./audit')).Audit(),
		});
		report(port, { kind: 'reading', reading });
	} finally {
		close();
	}
}

async function pack(job: PackJob, port: MessagePort): Promise<void> {
	const { packPart } = await import('../pack/part');
	const archive = await packPart(job.files, job.ratio);
	const part: PackedPart = { kind: 'packed', archive };
	port.postMessage(part);
}

function report(port: MessagePort, message: WorkerReport): void {
	port.postMessage(JSON.stringify(message));
}

const port = parentPort;
if (port) {
	once(port, 'message')
		.then(([message]) => run(message, port))
		.catch((error: unknown) => {
			const words = error instanceof Error ? error.message : String(error);
			report(port, { kind: 'failed', message: `The package could not be read: ${words}` });
		});
}
