import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Judged } from './judge';
import type { Sample } from './sample';

/** Samples that a thread is given at a time. */
const BATCH = 8;

/** What goes to a thread, and what it answers. */
export interface Batch {
	readonly at: number;
	readonly samples: readonly Sample[];
}
export interface JudgedBatch {
	readonly at: number;
	readonly judged: readonly Judged[];
}

/**
 * Judges samples on several threads; results come in the order of the samples. Rejects when a thread fails.
 *
 * @param program the program whose worker side answers batches.
 */
export async function judgeOnThreads(
	program: URL,
	samples: readonly Sample[],
	threads = availableParallelism(),
): Promise<readonly Judged[]> {
	const results = new Array<Judged>(samples.length);
	let next = 0;
	const work = async (): Promise<void> => {
		const worker = new Worker(program);
		try {
			while (next < samples.length) {
				const at = next;
				next += BATCH;
				const batch: Batch = { at, samples: samples.slice(at, at + BATCH) };
				worker.postMessage(batch);
				const [answer]: JudgedBatch[] = await once(worker, 'message');
				for (const [offset, one] of (answer?.judged ?? []).entries()) results[at + offset] = one;
			}
		} finally {
			await worker.terminate();
		}
	};
	await Promise.all(Array.from({ length: Math.max(1, threads) }, work));
	return results;
}
