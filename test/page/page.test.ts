import assert from 'node:assert/strict';
import { parseHTML } from 'linkedom';
import { FRESH_STATE, type PageContext, type PageState } from '../../client/src/page/context';
import { FILES_SHOWN, FINDINGS_SHOWN, filteredFiles } from '../../client/src/page/lists';
import { type FromPage, isToPage, readFromPage } from '../../client/src/page/messages';
import { pageFor } from '../../client/src/page/page';
import type { Review } from '../../server/src/protocol';

const HOSTILE = '<img src=x onerror=alert(1)>\u202E\u0007';

function review(parts: Partial<Review> = {}): Review {
	return {
		digest: `sha256:${'a'.repeat(64)}`,
		size: 10,
		verdict: 'review-needed',
		headline: 'Nobody has signed this.',
		sentence: 'Review needed.',
		reasons: [],
		summary: [],
		identity: { name: 'com.example.x', manifest: 'valid' },
		signature: { outcome: 'not-signed', message: 'Nobody has signed this package.', withdrawn: [] },
		permissions: [],
		findings: [],
		files: [],
		entries: [],
		problems: [],
		moreProblems: 0,
		notExamined: [],
		complete: true,
		rules: '0',
		...parts,
	};
}

function file(path: string): Review['files'][number] {
	return {
		path,
		size: 1,
		sha256: '',
		executable: false,
		kind: 'text',
		binary: false,
		hidden: false,
		findings: 0,
	};
}

const start = { line: 4, character: 2 };
const finding: Review['findings'][number] = {
	rule: 'pipe-to-shell',
	severity: 'high',
	confidence: 'high',
	message: HOSTILE,
	path: 'x.sh',
	place: { file: 0, range: { start, end: start } },
	excerpt: HOSTILE,
	fingerprint: '0'.repeat(16),
	related: [],
};

describe('the review page', () => {
	let sent: FromPage[];
	let previous: Document;

	before(() => {
		previous = globalThis.document;
		globalThis.document = parseHTML('<html><body></body></html>').document;
	});
	after(() => {
		globalThis.document = previous;
	});

	function draw(shown: Review, state: Partial<PageState> = {}): HTMLElement {
		return drawn({ kind: 'review', review: shown, stale: false }, state);
	}

	function drawn(message: Parameters<typeof pageFor>[0], state: Partial<PageState> = {}): HTMLElement {
		sent = [];
		const context: PageContext = {
			name: 'x.aext',
			state: { ...FRESH_STATE, ...state },
			send: message => sent.push(message),
			change: () => undefined,
			nextFinding: () => undefined,
		};
		return pageFor(message, context);
	}

	it('says the verdict first, has one h1, and names what was not examined even when that is nothing', () => {
		const page = draw(review());
		assert.equal(page.querySelectorAll('h1').length, 1);
		assert.equal(page.querySelector('h1')?.textContent, 'Review needed');
		assert.match(page.querySelector('#not-examined')?.textContent ?? '', /Everything was examined/);
	});

	it('shows while reading what is known already, and a verdict only where it is certain', () => {
		const first = { token: 't', digest: 'sha256:0', size: 1, entries: 1, sentence: 'A sentence.' };
		const signed = drawn({
			kind: 'reading',
			first: { ...first, verdict: 'cannot-judge', headline: "Intact and signed by '<b>'" },
		});
		assert.equal(signed.querySelector('h1')?.textContent, 'Reading the package…');
		assert.equal(signed.querySelector('strong')?.textContent, "Intact and signed by '<b>'");
		const refused = drawn({
			kind: 'reading',
			first: { ...first, verdict: 'do-not-install', headline: 'Changed after signing' },
		});
		assert.equal(refused.querySelector('h1')?.textContent, 'Do not install');
		assert.equal(refused.querySelector('header')?.getAttribute('data-verdict'), 'do-not-install');
		for (const page of [signed, refused]) assert.ok(page.querySelector('progress'));
	});

	it('shows text of a package as text, whatever it holds', () => {
		const page = draw(
			review({
				files: [file(HOSTILE), file(`${'long'.repeat(1000)}.md`)],
				findings: [finding],
				identity: { name: HOSTILE, id: HOSTILE, manifest: 'valid' },
				notExamined: [{ path: HOSTILE, reason: HOSTILE, gap: true }],
			}),
		);
		assert.equal(page.querySelectorAll('img, script, a, iframe').length, 0);
		assert.match(page.textContent ?? '', /<img src=x/);
		for (const row of page.querySelectorAll('#files tbody th')) {
			assert.doesNotMatch(row.textContent ?? '', /[\u202E\u0007]/);
			assert.ok((row.textContent ?? '').length < 300);
		}
	});

	it('draws at most a page of 10,000 files and findings, and says how many there are', () => {
		const files = Array.from({ length: 10_000 }, (_, index) => file(`f${index}`));
		const findings = files.map(() => finding);
		const page = draw(review({ files, findings }), { filesFrom: 9_900 });
		assert.equal(page.querySelectorAll('#files tbody tr').length, 100);
		assert.equal(page.querySelector('#files table')?.getAttribute('aria-rowcount'), '10001');
		assert.equal(page.querySelector('#files tbody tr')?.getAttribute('aria-rowindex'), '9902');
		assert.equal(page.querySelectorAll('.finding').length, FINDINGS_SHOWN);
		assert.ok(FILES_SHOWN <= 200);
	});

	it('says first what the files use, not the pattern that permits it', () => {
		const row = { kind: 'network' as const, declared: true, used: 'yes' as const, evidence: [] };
		const page = draw(
			review({
				permissions: [
					{ ...row, value: 'files.example', observed: true },
					{ ...row, value: '*', observed: false },
					{ ...row, value: '', used: 'unknown', observed: true },
				],
			}),
		);
		const terms = [...page.querySelectorAll('.facts dt')];
		const its = terms.find(term => term.textContent === 'Its files')?.nextElementSibling;
		assert.equal(its?.textContent, 'contact files.example');
		const names = [...page.querySelectorAll('#permissions tbody th')].map(each => each.textContent);
		assert.deepEqual(names, [
			'contact files.example',
			'contact any host',
			'contact a host that is not named',
		]);
	});

	it('sends indexes', () => {
		const page = draw(review({ files: [file('x.sh')], findings: [finding] }));
		const button = page.querySelector<HTMLButtonElement>('.finding button.link');
		assert.equal(button?.textContent, 'x.sh:5');
		button?.click();
		assert.deepEqual(sent, [{ kind: 'finding', index: 0 }]);
	});

	it('lists the gravest findings first and still names them by their index', () => {
		const findings = [
			{ ...finding, severity: 'low' as const },
			{ ...finding, severity: 'critical' as const },
		];
		const page = draw(review({ files: [file('x.sh')], findings }));
		page.querySelector<HTMLButtonElement>('#finding-0 button.link')?.click();
		assert.deepEqual(sent, [{ kind: 'finding', index: 1 }]);
	});

	it('filters files by any of what is chosen', () => {
		const all = [file('a'), { ...file('b'), hidden: true }, { ...file('c'), findings: 2 }];
		const names = (found: ReturnType<typeof filteredFiles>) =>
			found.map(([{ path }, index]) => `${path}${index}`);
		assert.deepEqual(names(filteredFiles(all, ['hidden', 'findings'], '')), ['b1', 'c2']);
		assert.deepEqual(names(filteredFiles(all, [], 'C')), ['c2']);
	});

	it('says of a refused package why, and never that everything was examined', () => {
		const problems = [{ code: 'name-parent', message: 'It would be written outside.' }];
		const page = draw(review({ verdict: 'do-not-install', problems, complete: false }));
		assert.match(page.querySelector('#refusal')?.textContent ?? '', /outside/);
		assert.doesNotMatch(page.textContent ?? '', /Everything was examined|Nothing was found/);
	});

	it('takes no message but its own', () => {
		for (const message of [
			undefined,
			'ready',
			{ kind: 'open', path: '/etc/passwd' },
			{ kind: 'file', index: -1 },
			{ kind: 'file', index: 0.5 },
			{ kind: 'file', index: '0' },
			{ kind: 'act', act: 'workbench.action.quit' },
			{ kind: 'violation', directive: 'a\nb' },
		]) {
			assert.equal(readFromPage(message), undefined, JSON.stringify(message));
		}
		assert.deepEqual(readFromPage({ kind: 'file', index: 3, path: 'x' }), { kind: 'file', index: 3 });
		assert.equal(isToPage({ kind: 'eval' }), false);
	});
});
