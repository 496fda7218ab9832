import path from 'node:path';
import { build } from 'esbuild';

let built: Promise<string> | undefined;

/** Path of the worker program, bundled as it is shipped, once per test process. */
export function workerProgram(): Promise<string> {
	built ??= bundle();
	return built;
}

async function bundle(): Promise<string> {
	const outfile = path.resolve('out', 'test-worker', `worker-${process.pid}.cjs`);
	await build({
		entryPoints: ['server/src/worker/main.ts'],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		mainFields: ['module', 'main'],
		logLevel: 'error',
	});
	return outfile;
}
