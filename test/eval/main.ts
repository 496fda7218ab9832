import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Judged, judgeSample } from './judge';
import { baselineText, reportText } from './report';
import { readSamples } from './sample';

/** `npm run eval -- <file.jsonl[.gz]>… [--json out.json] [--baseline old.json] [--show]` */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			json: { type: 'string' },
			baseline: { type: 'string' },
			show: { type: 'boolean' },
			only: { type: 'string' },
		},
	});
	if (positionals.length === 0)
		throw new Error('Name at least one labelled set: npm run eval -- set.jsonl.gz');
	const samples = (await Promise.all(positionals.map(readSamples))).flat();
	const chosen = samples.filter(sample => values.only === undefined || sample.id.includes(values.only));
	const started = performance.now();
	const judged = chosen.map(judgeSample);
	const wall = performance.now() - started;
	process.stdout.write(reportText(judged, wall, values.show ?? false));
	if (values.baseline !== undefined) {
		const old: Judged[] = JSON.parse(await readFile(values.baseline, 'utf8'));
		process.stdout.write(baselineText(old, judged));
	}
	if (values.json !== undefined) await writeFile(values.json, JSON.stringify(judged));
}

await main();
