import assert from 'node:assert/strict';
import { LineIndex } from '../../server/src/base/lines';
import type { Context, ExtensionFacts, FileFacts } from '../../server/src/facts/model';
import { rule as internalError } from '../../server/src/rules/internal-error';
import type { FileRule, Report, Rule } from '../../server/src/rules/model';
import { createRunner, LISTED_PER_RULE, READ_PER_CHECK } from '../../server/src/rules/runner';

const TEXT = 'alpha beta\nalpha gamma\n';

describe('rule runner', () => {
	it('completes a report with the rule, the excerpt and a fingerprint', () => {
		const [finding] = run([rule([{ location: at(0, 5), message: 'found' }])]);
		assert.deepEqual(
			{ ...finding, fingerprint: finding?.fingerprint.length },
			{
				rule: 'sample',
				severity: 'high',
				confidence: 'medium',
				message: 'found',
				location: at(0, 5),
				related: [],
				excerpt: 'alpha',
				fingerprint: 16,
				fixes: [],
			},
		);
	});

	it('gives equal texts in one file different fingerprints, the same ones when lines are added above', () => {
		const reports = [0, 11].map(start => ({ location: at(start, start + 5), message: 'found' }));
		const before = run([rule(reports)]).map(finding => finding.fingerprint);
		const after = run(
			[rule(reports.map(({ message }, i) => ({ location: at(i * 11 + 4, i * 11 + 9), message })))],
			file({ text: `new\n${TEXT}` }),
		).map(finding => finding.fingerprint);
		assert.equal(new Set(before).size, 2);
		assert.deepEqual(after, before);
	});

	it('reports a weak rule two levels milder where the context explains it, and says why', () => {
		const report = { location: at(0, 5), message: 'found', context: context('stands in a table') };
		const [weak] = run([rule([report], { strength: 'weak' })]);
		assert.equal(weak?.severity, 'low');
		assert.deepEqual(weak?.demotion, { from: 'high', reason: 'it stands in a table' });
		const [strong] = run([rule([report], { strength: 'strong' })]);
		assert.equal(strong?.severity, 'high');
		assert.equal(strong?.demotion, undefined);
	});

	it('never goes below info', () => {
		const report = { location: at(0, 5), message: 'found', context: context('is quoted') };
		assert.equal(run([rule([report], { strength: 'weak', severity: 'low' })])[0]?.severity, 'info');
	});

	it('turns a rule that throws into a finding and keeps what others, and it, had found', () => {
		const failing: Rule = {
			...rule([]),
			id: 'failing',
			*check() {
				yield { location: at(0, 5), message: 'before' };
				throw new Error('deep\u202Etrouble');
			},
		};
		const { findings, failedRules } = createRunner(
			[failing, rule([{ location: at(6, 10), message: 'b' }])],
			internalError,
		).runFileRules(file());
		assert.deepEqual(failedRules, ['failing']);
		assert.deepEqual(
			findings.map(finding => [finding.rule, finding.severity]),
			[
				['failing', 'high'],
				['internal-error', 'medium'],
				['sample', 'high'],
			],
		);
		assert.match(findings[1]?.message ?? '', /“failing” failed \(Error: deep‹U\+202E›trouble\)/);
	});

	it('orders by path, start and rule whatever the order of the checks, and drops doubles', () => {
		const reports = [
			{ location: at(6, 10), message: 'later' },
			{ location: at(0, 5), message: 'first' },
			{ location: at(0, 5), message: 'first' },
		];
		const found = run([
			{ ...rule(reports), id: 'b' },
			{ ...rule(reports), id: 'a' },
		]);
		assert.deepEqual(
			found.map(finding => `${finding.location.range.start} ${finding.rule}`),
			['0 a', '0 b', '6 a', '6 b'],
		);
	});

	it('lists the most serious of many and says how many are not listed', () => {
		const reports = Array.from(
			{ length: LISTED_PER_RULE + 10 },
			(_, i): Report => ({
				location: at(i % 20, i % 20),
				message: `found ${i}`,
				severity: i === LISTED_PER_RULE + 9 ? 'critical' : 'low',
			}),
		);
		const found = run([rule(reports)]);
		assert.equal(found.length, LISTED_PER_RULE + 1);
		assert.equal(found.filter(finding => finding.severity === 'critical').length, 1);
		assert.equal(found.filter(finding => finding.message.startsWith('10 more of')).length, 1);
	});

	it("stops reading a check that never ends, and judges the unread at the rule's own severity", () => {
		let given = 0;
		const endless: Rule = {
			...rule([]),
			*check() {
				for (;;) yield { location: at(0, 5), message: `found ${given++}`, severity: 'info' as const };
			},
		};
		const found = run([endless]);
		assert.equal(given, READ_PER_CHECK + 1);
		assert.equal(found.filter(finding => finding.severity === 'high').length, 1);
	});

	it('skips a rule whose needs are all absent or empty', () => {
		const never: Rule = { ...rule([{ location: at(0, 5), message: 'found' }]), needs: ['uses', 'manifest'] };
		assert.deepEqual(run([never]), []);
	});

	it('judges the same facts once', () => {
		let checks = 0;
		const counting: Rule = {
			...rule([]),
			check() {
				checks++;
				return [];
			},
		};
		const runner = createRunner([counting], internalError);
		const facts = file();
		runner.runFileRules(facts);
		runner.runRules(extension(facts));
		assert.equal(checks, 1);
	});
});

function run(rules: readonly Rule[], facts = file()) {
	return createRunner(rules, internalError).runRules(extension(facts)).findings;
}

function rule(reports: readonly Report[], meta: Partial<FileRule> = {}): FileRule {
	return {
		id: 'sample',
		title: 'Sample',
		category: 'behaviour',
		severity: 'high',
		confidence: 'medium',
		ast: 'AST01',
		strength: 'strong',
		why: '',
		fix: '',
		scope: 'file',
		needs: [],
		check: () => reports,
		...meta,
	};
}

function at(start: number, end: number) {
	return { path: 'SKILL.md', range: { start, end } };
}

function context(reason: string): Context {
	return { container: 'prose', sections: [], mitigations: [{ kind: 'table', reason }] };
}

function file({ text = TEXT } = {}): FileFacts {
	return {
		entry: { path: 'SKILL.md', type: 'file', size: text.length },
		path: 'SKILL.md',
		kind: 'skill',
		encoding: 'utf-8',
		bom: false,
		lines: LineIndex.of(text),
		length: text.length,
		text,
		uses: [],
		flows: [],
		references: [],
		settings: [],
		instructions: [],
		hidden: [],
		secrets: [],
		mentions: [],
		notExamined: [],
	};
}

function extension(...files: readonly FileFacts[]): ExtensionFacts {
	return {
		folder: '',
		files,
		observed: {
			hosts: new Map(),
			ipLiterals: new Map(),
			reads: new Map(),
			writes: new Map(),
			shell: [],
			subprocess: [],
			possible: {
				hosts: new Set(),
				ipLiterals: new Set(),
				reads: new Set(),
				writes: new Set(),
				shell: false,
				subprocess: false,
			},
			unresolved: { network: [], reads: [], writes: [], process: [] },
		},
		flows: [],
		notExamined: [],
	};
}
