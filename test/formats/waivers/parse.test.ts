import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseWaivers } from '../../../server/src/formats/waivers/parse';
import { assertInside, assertProblems, shown } from '../problems';

const WAIVER = {
	rule: 'network-undeclared',
	path: 'scripts/**',
	reason: 'Only in tests.',
	owner: 'Ada',
	expires: '2030-01-31',
};
const file = (...waivers: readonly unknown[]): string =>
	JSON.stringify({ schema: 'aext/waivers/v1', waivers });

describe('parseWaivers', () => {
	it('reads entries with their places', () => {
		const text = file(WAIVER, { ...WAIVER, fingerprint: '0123456789abcdef' });
		const { entries, problems } = parseWaivers(text);
		assert.deepEqual(problems, []);
		assert.deepEqual(
			entries.map(entry => entry.waiver),
			[WAIVER, { ...WAIVER, fingerprint: '0123456789abcdef' }],
		);
		const [first] = entries;
		assert.equal(text.slice(first?.range.start, first?.range.end), JSON.stringify(WAIVER));
		assert.equal(text.slice(first?.expiresRange.start, first?.expiresRange.end), '"2030-01-31"');
	});

	const refused: readonly (readonly [why: string, change: Record<string, unknown>, problem: string])[] = [
		['without a rule', { rule: undefined }, 'missing-field "{"'],
		['without a path', { path: undefined }, 'missing-field "{"'],
		['without a reason', { reason: undefined }, 'missing-field "{"'],
		['without an owner', { owner: undefined }, 'missing-field "{"'],
		['without an end', { expires: undefined }, 'missing-field "{"'],
		['with an empty reason', { reason: '' }, 'bad-value "\\"\\""'],
		['with a reason of spaces', { reason: '  ' }, 'bad-value "\\"  \\""'],
		['with a rule that cannot exist', { rule: '*' }, 'bad-value "\\"*\\""'],
		['with a short fingerprint', { fingerprint: 'abc' }, 'bad-value "\\"abc\\""'],
		['with a field too many', { until: 'x' }, 'unknown-field "\\"until\\""'],
		['with a null', { fingerprint: null }, 'null-value "null"'],
		['with a key in another case', { reason: undefined, Reason: 'x' }, 'wrong-case "\\"Reason\\""'],
		...['2030-02-30', '2029-02-29', '2030-13-01', '2030-1-1', '2030-01-31T00:00:00Z', '31.01.2030', ''].map(
			expires =>
				[`until ${expires}`, { expires }, `bad-value ${JSON.stringify(JSON.stringify(expires))}`] as const,
		),
	];
	for (const [why, change, problem] of refused) {
		it(`refuses an entry ${why}, and only that one`, () => {
			const text = file(WAIVER, { ...WAIVER, ...change });
			const { entries, problems } = parseWaivers(text);
			assert.deepEqual(shown(text, problems), [problem]);
			assert.equal(entries.length, 1);
		});
	}

	it('accepts a leap day', () => {
		assert.equal(parseWaivers(file({ ...WAIVER, expires: '2028-02-29' })).entries.length, 1);
	});

	it('names the entry in its message', () => {
		const [problem] = parseWaivers(file(WAIVER, { ...WAIVER, expires: 'never' })).problems;
		assert.match(
			problem?.message ?? '',
			/^"expires" of entry 2 of "waivers" must be a date .*, not "never"\.$/,
		);
	});

	const unusable: Readonly<Record<string, string>> = {
		'another version': file(WAIVER).replace('v1', 'v2'),
		'no version': file(WAIVER).replace('"schema":"aext/waivers/v1",', ''),
		'an unfinished text': file(WAIVER).slice(0, -1),
		'a second root': `${file(WAIVER)}{}`,
		'a repeated list': file(WAIVER).replace('{"schema"', '{"waivers":[],"schema"'),
	};
	for (const [why, text] of Object.entries(unusable)) {
		it(`waives nothing with ${why}`, () => {
			const { entries, problems } = parseWaivers(text);
			assert.ok(problems.length > 0);
			assert.deepEqual(entries, []);
		});
	}

	it('waives nothing when there are more problems than are kept', () => {
		const bad = Array.from({ length: 300 }, () => ({ ...WAIVER, expires: 'never' }));
		assert.deepEqual(parseWaivers(file(WAIVER, ...bad)).entries, []);
	});

	it('gives ranges inside the text, and no entry with a problem in it', () => {
		const whole = file(WAIVER, WAIVER);
		fc.assert(
			fc.property(fc.nat(whole.length), fc.nat(20), fc.string({ unit: 'binary' }), (at, cut, inserted) => {
				const text = whole.slice(0, at) + inserted + whole.slice(at + cut);
				const { entries, problems } = parseWaivers(text);
				assertProblems(text, problems);
				for (const { range, expiresRange } of entries) {
					assertInside(text, range, 'entry');
					assert.ok(range.start < expiresRange.start && expiresRange.end < range.end);
					assert.ok(
						!problems.some(problem => range.start <= problem.range.start && problem.range.end <= range.end),
					);
				}
			}),
		);
	});
});
