import path from 'node:path';
import { build } from 'esbuild';
import { WORKER_BUNDLES } from '../../scripts/worker-bundles.mjs';

let built: Promise<string> | undefined;

/** Path of the worker program, bundled as it is shipped, once per test process. */
export function workerProgram(): Promise<string> {
	built ??= bundle();
	return built;
}

async function bundle(): Promise<string> {
	const folder = path.resolve('out', 'test-worker', String(process.pid));
	await Promise.all(
		Object.entries(WORKER_BUNDLES).map(([name, options]) =>
			build({
				...options,
				outfile: path.join(folder, `${name}.cjs`),
				bundle: true,
				platform: 'node',
				format: 'cjs',
				target: 'node20',
				mainFields: ['module', 'main'],
				logLevel: 'error',
			}),
		),
	);
	return path.join(folder, 'worker.cjs');
}
