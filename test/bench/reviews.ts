import { readFile } from 'node:fs/promises';
import { DEFAULT_ARCHIVE_LIMITS } from '../../server/src/base/archive';
import { writePackage } from '../../server/src/pack/write';
import { InspectPackage, ReviewProgress } from '../../server/src/protocol';
import { LspClient, TestFolder } from '../support/lsp-client';
import { GREETER } from '../support/package-host';
import { type Figure, quantile } from './measure';
import { scriptText } from './skill-text';

const RUNS = 5;
const OPENED = 50;

/** A package with the greeter's files and others. */
function packed(count: number, text: (index: number) => string): Promise<Uint8Array> {
	const files = [
		...Object.entries(GREETER),
		...Array.from({ length: count }, (_, index) => [`d${index % 50}/f${index}.py`, text(index)] as const),
	];
	return writePackage(
		files.map(([path, content]) => ({ path, bytes: new TextEncoder().encode(content) })),
		DEFAULT_ARCHIVE_LIMITS,
	);
}

/** Reviews over stdio: of 10,000 entries, and the server's memory over 50 packages reviewed one after the other. */
export async function reviewFigures(): Promise<readonly Figure[]> {
	const folder = await TestFolder.create({
		'many.aext': await packed(9_997, index => `print(${index})\n`),
		'usual.aext': await packed(100, scriptText),
	});
	const client = await LspClient.start();
	try {
		const times = { first: [] as number[], whole: [] as number[] };
		for (let run = 0; run < RUNS; run++) {
			const token = `run ${run}`;
			const started = performance.now();
			const listening = client.connection.onNotification(ReviewProgress.method, () => {
				times.first.push(performance.now() - started);
			});
			await review(client, `${folder.uri}/many.aext`, token);
			listening.dispose();
			times.whole.push(performance.now() - started);
		}
		const figures: Figure[] = [
			{
				name: 'review of 10,000 entries, first verdict',
				value: quantile(times.first, 0.5),
				unit: 'ms',
				limit: 1000,
			},
			{ name: 'review of 10,000 entries, whole', value: quantile(times.whole, 0.5), unit: 'ms' },
		];
		return process.platform === 'linux'
			? [...figures, await growth(client, `${folder.uri}/usual.aext`)]
			: figures;
	} finally {
		await client.stop();
		await folder.remove();
	}
}

async function review(client: LspClient, uri: string, token: string): Promise<void> {
	const answer = await client.request(InspectPackage.method, { package: uri, workDoneToken: token });
	const { complete } = InspectPackage.result.parse(answer);
	if (!complete) throw new Error(`${uri} was not examined whole.`);
}

/** What the server's resident memory grows by over 50 reviews, after the first ten have warmed it. */
async function growth(client: LspClient, uri: string): Promise<Figure> {
	for (let run = 0; run < 10; run++) await review(client, uri, `warm ${run}`);
	const before = await resident(client);
	for (let run = 0; run < OPENED; run++) await review(client, uri, `opened ${run}`);
	const value = (await resident(client)) - before;
	return { name: '50 packages reviewed, growth of the resident server', value, unit: 'MiB', limit: 30 };
}

async function resident(client: LspClient): Promise<number> {
	const status = await readFile(`/proc/${client.process.pid}/status`, 'utf8');
	return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]) / 1024;
}
