// Writes what is generated: the rules' index and pages, the fixtures' expected findings, the import table in
// docs/architecture.md, and the JSON Schemas.
//   npm run update
//   npm run update -- --check     changes nothing, exits 1 when something is stale
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const check = process.argv.includes('--check');
const stale = [];

// The index comes first: everything else is made from the rules that it lists.
const { rulesIndex } = await bundled('scripts/generate/rules-index.ts');
settle(rulesIndex(root));
const { generatedFiles } = await bundled('scripts/generate/all.ts');
const generated = generatedFiles(root);
for (const file of generated) settle(file);
dropPagesOfNoRule(new Set(generated.map(file => file.path)));
generateSchemas();

if (check && stale.length > 0) {
	console.error(`Stale, run \`npm run update\`:\n${stale.map(file => `  ${file}`).join('\n')}`);
	process.exitCode = 1;
} else {
	console.log(stale.length === 0 ? 'Everything was up to date.' : `Written: ${stale.join(', ')}`);
}

async function bundled(entry) {
	const outfile = path.join(root, 'out', 'generate', path.basename(entry).replace(/\.ts$/, '.mjs'));
	await build({
		entryPoints: [entry],
		outfile,
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		packages: 'external',
		logLevel: 'warning',
	});
	return import(pathToFileURL(outfile).href);
}

function settle({ path: file, text }) {
	if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
	stale.push(file);
	if (check) return;
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, text);
}

function dropPagesOfNoRule(known) {
	for (const name of readdirSync('docs/rules')) {
		const file = `docs/rules/${name}`;
		if (known.has(file)) continue;
		stale.push(file);
		if (!check) rmSync(file);
	}
}

function generateSchemas() {
	const script = 'scripts/generate-schemas.mjs';
	if (!existsSync(script)) return;
	const { status } = spawnSync(process.execPath, [script, ...(check ? ['--check'] : [])], {
		stdio: 'inherit',
	});
	if (status !== 0) stale.push('the JSON Schemas');
}
