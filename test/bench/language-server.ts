import { readFile } from 'node:fs/promises';
import { LspClient, TestFolder } from '../support/lsp-client';
import { type Figure, quantile } from './measure';
import { scriptText, skillText } from './skill-text';

const EDITS = 200;

/** Time from one-character edits to fresh diagnostics, as a pulling editor waits for them. */
async function keystrokes(
	name: string,
	size: number,
	scripts: number,
	limits: readonly [number, number],
): Promise<readonly Figure[]> {
	const text = skillText(size);
	const files = Object.fromEntries(
		Array.from({ length: scripts }, (_each, at) => [`bench/scripts/s${at}.py`, scriptText(at)]),
	);
	const folder = await TestFolder.create({ 'bench/SKILL.md': text, ...files });
	const client = await LspClient.start({ folders: [folder.uri] });
	try {
		const uri = `${folder.uri}/bench/SKILL.md`;
		await client.open(uri, text);
		await client.pull(uri);
		const lines = text.split('\n');
		const prose = lines.flatMap((line, at) => (line.startsWith('Read the file') ? [at] : []));
		const times: number[] = [];
		for (let edit = 0; edit < EDITS; edit++) {
			const line = prose[Math.floor((edit / EDITS) * prose.length)] ?? 7;
			const position = { line, character: 5 };
			const started = performance.now();
			await client.change(uri, { range: { start: position, end: position }, text: 'x' });
			await client.pull(uri);
			times.push(performance.now() - started);
		}
		return [
			{ name: `${name}, median`, value: quantile(times, 0.5), unit: 'ms', limit: limits[0] },
			{ name: `${name}, p99`, value: quantile(times, 0.99), unit: 'ms', limit: limits[1] },
		];
	} finally {
		await client.stop();
		await folder.remove();
	}
}

/** Process start to the first diagnostics of a small skill; the best of five, as starts are noisy upwards. */
async function start(): Promise<Figure> {
	const text = skillText(2000);
	const folder = await TestFolder.create({ 'bench/SKILL.md': text });
	const times: number[] = [];
	for (let run = 0; run < 5; run++) {
		const started = performance.now();
		const client = await LspClient.start({ folders: [folder.uri] });
		const uri = `${folder.uri}/bench/SKILL.md`;
		await client.open(uri, text);
		await client.pull(uri);
		times.push(performance.now() - started);
		await client.stop();
	}
	await folder.remove();
	return {
		name: 'server start to first diagnostics, median of 5',
		value: quantile(times, 0.5),
		unit: 'ms',
		limit: 300,
	};
}

/** Resident memory of the server with 500 documents of 10 kB open, each judged. */
async function memory(): Promise<Figure> {
	const text = skillText(10_000);
	const count = 500;
	const files = Object.fromEntries(Array.from({ length: count }, (_each, at) => [`s${at}/SKILL.md`, text]));
	const folder = await TestFolder.create(files);
	const client = await LspClient.start({ folders: [folder.uri] });
	try {
		for (let at = 0; at < count; at++) {
			const uri = `${folder.uri}/s${at}/SKILL.md`;
			await client.open(uri, `${text}\nNumber ${at}.\n`);
			await client.pull(uri);
		}
		const status = await readFile(`/proc/${client.process.pid}/status`, 'utf8');
		const resident = Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]) / 1024;
		return { name: '500 open documents of 10 kB, resident', value: resident, unit: 'MiB', limit: 200 };
	} finally {
		await client.stop();
		await folder.remove();
	}
}

/** Figures of the language server, over stdio. */
export async function languageServerFigures(): Promise<readonly Figure[]> {
	return [
		...(await keystrokes('keystroke, 10 kB', 10_000, 0, [5, 20])),
		...(await keystrokes('keystroke, 10 kB and ten scripts', 10_000, 10, [10, 40])),
		...(await keystrokes('keystroke, 200 kB', 200_000, 0, [40, 100])),
		...(await keystrokes('keystroke, 200 kB and ten scripts', 200_000, 10, [80, 200])),
		await start(),
		...(process.platform === 'linux' ? [await memory()] : []),
	];
}
