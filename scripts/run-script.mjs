import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Bundles a TypeScript script of this folder into out/scripts/ and imports it; returns its exports. */
export async function importScript(entry) {
	const outfile = path.resolve('out', 'scripts', entry.replace(/\.ts$/, '.mjs').replaceAll('/', '-'));
	await build({
		entryPoints: [entry],
		outfile,
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		packages: 'external',
		sourcemap: 'inline',
		logLevel: 'warning',
	});
	return import(pathToFileURL(outfile).href);
}
