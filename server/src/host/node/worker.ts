import { Worker } from 'node:worker_threads';
import type { WorkerHandle, WorkerOptions } from '../model';

/**
 * Starts the worker program on a thread of its own, without environment variables, arguments or standard streams.
 * Whatever it does, it is ended at its deadline.
 */
export function startWorker(program: string, options: WorkerOptions): WorkerHandle {
	const worker = new Worker(program, {
		resourceLimits: { maxOldGenerationSizeMb: options.memory, maxYoungGenerationSizeMb: 32 },
		env: {},
		argv: [],
		execArgv: [],
		stdin: false,
		stdout: true,
		stderr: true,
	});
	let ended = false;
	const end = (failure?: 'deadline' | 'memory' | 'crash') => {
		if (ended) return;
		ended = true;
		clearTimeout(timer);
		// Rejects only when the thread is gone already.
		worker.terminate().then(undefined, () => undefined);
		options.onEnd(failure);
	};
	const timer = setTimeout(() => end('deadline'), options.deadline);
	worker.on('message', message => {
		if (!ended) options.onMessage(message);
	});
	worker.on('messageerror', () => end('crash'));
	worker.on('error', error =>
		end('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash'),
	);
	worker.on('exit', () => end('crash'));
	return {
		post(message, transfer = []) {
			if (!ended) worker.postMessage(message, [...transfer]);
		},
		end: () => end(),
	};
}
