// Measures the detector on labelled sets: npm run eval -- set.jsonl.gz… [--json out.json] [--baseline old.json] [--show]
import { spawnSync } from 'node:child_process';
import { build } from 'esbuild';

const outfile = 'out/eval/main.mjs';
await build({
	entryPoints: ['test/eval/main.ts'],
	outfile,
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	packages: 'external',
	sourcemap: 'inline',
	logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...process.argv.slice(2)], {
	stdio: 'inherit',
});
process.exitCode = status ?? 1;
