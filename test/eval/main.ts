import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort } from 'node:worker_threads';
import { VERSION } from '../../server/src/version';
import { type Judged, judgeSample } from './judge';
import { baselineText, reportText } from './report';
import { readSamples } from './sample';
import { type Batch, type JudgedBatch, judgeOnThreads } from './spread';
import { summaryText } from './summary';

/**
 * `npm run eval -- <file.jsonl[.gz]>… [--json out.json] [--baseline old.json] [--summary page.md [--date YYYY-MM-DD]]
 * [--show] [--only words] [--threads n]`
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			json: { type: 'string' },
			baseline: { type: 'string' },
			summary: { type: 'string' },
			date: { type: 'string' },
			show: { type: 'boolean' },
			only: { type: 'string' },
			threads: { type: 'string' },
		},
	});
	if (positionals.length === 0)
		throw new Error('Name at least one labelled set: npm run eval -- set.jsonl.gz');
	const threads = Number(values.threads ?? availableParallelism());
	if (!Number.isInteger(threads) || threads < 1) throw new Error('--threads takes a number from 1 on.');
	const samples = (await Promise.all(positionals.map(readSamples))).flat();
	const chosen = samples.filter(sample => values.only === undefined || sample.id.includes(values.only));
	const started = performance.now();
	const judged =
		threads === 1 ? chosen.map(judgeSample) : await judgeOnThreads(new URL(import.meta.url), chosen, threads);
	const run = {
		wall: performance.now() - started,
		threads,
		memory: process.resourceUsage().maxRSS / 1024,
	};
	process.stdout.write(reportText(judged, run, values.show ?? false));
	if (values.baseline !== undefined) {
		const old: Judged[] = JSON.parse(await readFile(values.baseline, 'utf8'));
		process.stdout.write(baselineText(old, judged));
	}
	if (values.json !== undefined) await writeFile(values.json, JSON.stringify(judged));
	if (values.summary !== undefined) {
		const date = values.date ?? new Date().toISOString().slice(0, 10);
		await writeFile(values.summary, summaryText(judged, run, { date, rulesVersion: VERSION }));
	}
}

if (isMainThread) await main();
else {
	parentPort?.on('message', ({ at, samples }: Batch) => {
		const answer: JudgedBatch = { at, judged: samples.map(judgeSample) };
		parentPort?.postMessage(answer);
	});
}
