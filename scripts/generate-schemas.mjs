// Writes server/schemas/*.schema.json from the zod schemas of server/src/formats.
//   node scripts/generate-schemas.mjs
//   node scripts/generate-schemas.mjs --check     changes nothing, exits 1 when a file is stale
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const check = process.argv.includes('--check');

const outfile = path.join(root, 'out', 'generate', 'schemas.mjs');
await build({
	entryPoints: ['scripts/generate/schemas.ts'],
	outfile,
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	packages: 'external',
	logLevel: 'warning',
});
const { schemaFiles } = await import(pathToFileURL(outfile).href);

const stale = schemaFiles().filter(
	file => !existsSync(file.path) || readFileSync(file.path, 'utf8') !== file.text,
);
for (const file of stale) {
	if (check) {
		console.error(`Stale: ${file.path}. Run node scripts/generate-schemas.mjs.`);
		process.exitCode = 1;
		continue;
	}
	mkdirSync(path.dirname(file.path), { recursive: true });
	writeFileSync(file.path, file.text);
	console.log(`Written: ${file.path}`);
}
