// Runs test suites and closes with one line: N passed, N failed, N skipped.
//   node scripts/test.mjs                  every suite, in the order below
//   node scripts/test.mjs unit lsp         some suites
//   node scripts/test.mjs test/base/x.test.ts --grep words
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { filesOf, SUITES } from './suites.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const words = process.argv.slice(2);
const grepAt = words.indexOf('--grep');
const grep = grepAt >= 0 ? words.splice(grepAt, 2)[1] : undefined;
const files = words.filter(word => word.endsWith('.ts'));
const names = words.filter(word => !word.endsWith('.ts'));
const unknown = names.filter(name => !(name in SUITES));
if (unknown.length > 0) {
	console.error(`No suite named ${unknown.join(', ')}. Suites: ${Object.keys(SUITES).join(', ')}.`);
	process.exit(2);
}

const totals = { passed: 0, failed: 0, skipped: 0 };
const chosen =
	names.length > 0
		? names
		: files.length > 0
			? []
			: Object.keys(SUITES).filter(name => !SUITES[name].onDemand);
const runs = [
	...(files.length > 0 ? [{ name: 'chosen files', suite: { prepare: undefined }, files }] : []),
	...chosen.map(name => ({ name, suite: SUITES[name], files: filesOf(name) })),
];
for (const run of runs) {
	if (run.files.length === 0 && !run.suite.run) continue;
	console.log(`\n# ${run.name}`);
	const started = Date.now();
	const result = run.suite.run ? await run.suite.run(run.files, grep) : await runMocha(run.name, run.files);
	totals.passed += result.passed;
	totals.failed += result.failed;
	totals.skipped += result.skipped;
	console.log(`# ${run.name}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 || totals.passed + totals.failed + totals.skipped === 0 ? 1 : 0;

/** Bundles the files (shared code in shared chunks, packages left outside) and runs them in one mocha process. */
async function runMocha(name, sources) {
	// Of this run alone: two runs at once must not take each other's files.
	const outdir = path.join('out', 'test', `${name.replace(/\W+/g, '-')}-${process.pid}`);
	await mkdir(outdir, { recursive: true });
	await build({
		entryPoints: sources,
		outdir,
		outbase: '.',
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		packages: 'external',
		sourcemap: 'inline',
		outExtension: { '.js': '.mjs' },
		logLevel: 'warning',
	});
	const report = path.join(outdir, 'report.json');
	const args = [
		'--enable-source-maps',
		'node_modules/mocha/bin/mocha.js',
		'--reporter',
		path.join('scripts', 'mocha-reporter.cjs'),
		'--reporter-option',
		`output=${report}`,
		'--timeout',
		'20000',
		...(grep === undefined ? [] : ['--grep', grep]),
		...sources.map(source => path.join(outdir, source.replace(/\.ts$/, '.mjs'))),
	];
	const code = await new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, { stdio: 'inherit' });
		child.on('error', reject);
		child.on('close', resolve);
	});
	const text = await readFile(report, 'utf8').catch(() => undefined);
	await rm(outdir, { recursive: true, force: true });
	if (text === undefined) {
		console.error(`The suite ended without a report (exit ${code}).`);
		return { passed: 0, failed: 1, skipped: 0 };
	}
	const counted = JSON.parse(text);
	// A process that dies after its last test (a late throw, a leaked handle) is a failure of its own.
	if (code !== 0 && counted.failed === 0) counted.failed = 1;
	return counted;
}
