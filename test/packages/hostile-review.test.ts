import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { MAX_EVIDENCE, MAX_USES } from '../../server/src/base/observed';
import { startWorker } from '../../server/src/host/node/worker';
import { MAX_FINDINGS } from '../../server/src/jobs/report-schema';
import { Review } from '../../server/src/protocol';
import { type ReviewRequest, reviewPackage } from '../../server/src/service/review/review';
import { cook, type RecipeEntry } from '../support/archive-recipe';
import { GREETER, makeSandbox, type Sandbox } from '../support/package-host';

/** Characters of a review as it goes over the wire. */
const MAX_REVIEW = 24 * 1024 * 1024;

describe('the review of a package that is too much', () => {
	let sandbox: Sandbox;
	before(async () => {
		sandbox = await makeSandbox();
	});
	after(() => sandbox.remove());

	async function review(
		files: Readonly<Record<string, string>>,
		options: Partial<ReviewRequest> = {},
		host = sandbox.host,
	): Promise<Review> {
		const entries = Object.entries(files).map(
			([name, text]): RecipeEntry => ({ name, text, method: 'store' }),
		);
		await sandbox.write('a.aext', cook({ why: '', expect: [], entries }));
		const request = { package: sandbox.uri('a.aext'), rulesVersion: '0', ...options };
		const { review: found } = await reviewPackage(host, request);
		const words = JSON.stringify(found);
		assert.ok(words.length < MAX_REVIEW, `${words.length} characters`);
		return Review.parse(JSON.parse(words));
	}

	it('ends at its deadline when the worker hangs after its first words', async () => {
		const claim = { outcome: 'not-signed', message: 'Nobody.', withdrawn: [] };
		const identity = { digest: `sha256:${'0'.repeat(64)}`, size: 1, firstBytes: '', claim };
		const reports = [
			{ kind: 'listing', listing: { entries: [], problems: [], moreProblems: 0 } },
			{ kind: 'identity', identity },
		];
		await sandbox.write(
			'hanging.cjs',
			`const { parentPort } = require('node:worker_threads');
			parentPort.once('message', () => {
				for (const each of ${JSON.stringify(reports)}) parentPort.postMessage(JSON.stringify(each));
				for (;;);
			});`,
		);
		const host = {
			...sandbox.host,
			startWorker: (options: Parameters<typeof startWorker>[1]) =>
				startWorker(sandbox.path('hanging.cjs'), options),
		};
		let first = 0;
		const found = await review(GREETER, { deadline: 1000, onIdentity: () => first++ }, host);
		assert.equal(first, 1);
		assert.equal(found.verdict, 'cannot-judge');
		assert.match(
			found.headline,
			/^Could not be examined: Reading the package took too long and was stopped\.$/,
		);
		assert.equal(found.notExamined[0]?.gap, true);
	});

	it('does not read a manifest of 50 MB, and says so', async () => {
		const noise = createHash('shake256', { outputLength: 25_000_000 }).digest('hex');
		const found = await review({ ...GREETER, 'aem.json': `{"schema":"${noise}"}` });
		assert.equal(found.identity.manifest, 'invalid');
		assert.notEqual(found.verdict, 'nothing-found');
		assert.ok(found.reasons.some(({ message }) => /aem\.json is larger than 4 MiB/.test(message)));
	});

	it('has a verdict on a manifest nested 100,000 deep', async () => {
		for (const piece of ['[', '{"a":']) {
			const found = await review({ ...GREETER, 'aem.json': piece.repeat(100_000) });
			assert.equal(found.identity.manifest, 'invalid', piece);
			assert.notEqual(found.verdict, 'nothing-found', piece);
		}
	});

	it('lists at most 10,000 findings, and says how many there are', async () => {
		const noise = (index: number) => createHash('sha256').update(String(index)).digest('hex').toUpperCase();
		const lines = Array.from(
			{ length: 60 },
			(_, at) =>
				`AKIA${noise(at)
					.replace(/[0189]/g, 'Z')
					.slice(0, 16)}\n\n`,
		);
		const files = Array.from({ length: 210 }, (_, index) => [`d${index}.md`, lines.join('')]);
		const found = await review({ ...GREETER, ...Object.fromEntries(files) });
		assert.notEqual(found.verdict, 'nothing-found');
		assert.equal(found.findings.length, MAX_FINDINGS);
		assert.equal(found.complete, false);
		assert.ok(found.notExamined.some(({ reason }) => /^only 10000 of \d+ findings are listed$/.test(reason)));
	});

	it('lists at most 5,000 uses with 20 places each, and says how many more there are', async () => {
		const again = 'curl https://again.example/\n'.repeat(100);
		const hosts = (name: string) =>
			Array.from({ length: 3_000 }, (_, at) => `curl https://${name}${at}.example/\n`);
		const script = (name: string) => `#!/bin/sh\n${again}${hosts(name).join('')}`;
		const found = await review({ ...GREETER, 'a.sh': script('a'), 'b.sh': script('b') });
		assert.ok(found.permissions.length <= MAX_USES);
		const most = Math.max(...found.permissions.map(({ evidence }) => evidence.length));
		assert.equal(most, MAX_EVIDENCE);
		assert.ok(found.notExamined.some(({ reason }) => /^\d+ further uses are not listed$/.test(reason)));
	});

	it('shows names of 4,000 characters cut, and refuses none without a word', async () => {
		const found = await review({ ...GREETER, [`${'a/'.repeat(50)}${'long'.repeat(1000)}.md`]: 'x' });
		assert.notEqual(found.headline, '');
		for (const { path } of found.entries) assert.ok(path.length <= 310);
		assert.ok([...found.problems, ...found.notExamined].length > 0);
	});
});
