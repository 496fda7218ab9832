import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../server/src/base/finding';
import { matchesPath } from '../../server/src/base/path-pattern';
import type { Waiver, WaiverEntry } from '../../server/src/formats/waivers/model';
import { applyWaivers } from '../../server/src/verdict/waivers';

function finding(rule: string, path: string, fingerprint = '0123456789abcdef'): Finding {
	return {
		rule,
		severity: 'high',
		confidence: 'high',
		message: 'm',
		location: { path, range: { start: 0, end: 1 } },
		related: [],
		excerpt: 'x',
		fingerprint,
		fixes: [],
	};
}

function entry(waiver: Partial<Waiver>): WaiverEntry {
	const range = { start: 0, end: 0 };
	return {
		waiver: { rule: 'r', path: '**', reason: 'known', owner: 'ann', expires: '2030-01-31', ...waiver },
		range,
		expiresRange: range,
	};
}

describe('matchesPath', () => {
	const cases: readonly [pattern: string, path: string, expected: boolean][] = [
		['SKILL.md', 'SKILL.md', true],
		['./SKILL.md', 'SKILL.md', true],
		['SKILL.md', 'skill.md', false],
		['*.sh', 'run.sh', true],
		['*.sh', 'scripts/run.sh', false],
		['**/*.sh', 'scripts/deep/run.sh', true],
		['**/*.sh', 'run.sh', true],
		['skills/**', 'skills/a/b.md', true],
		['skills/**/b.md', 'skills/b.md', true],
		['skills/**/b.md', 'skills/x/y/c.md', false],
		['skills/*/b.md', 'skills/x/y/b.md', false],
		['a*c*e', 'abcde', true],
		['a*c*e', 'abcd', false],
		['**', 'anything/at/all', true],
		['scripts', 'scripts/run.sh', false],
		['*', '', true],
	];
	for (const [pattern, path, expected] of cases) {
		it(`${pattern} ${expected ? 'matches' : 'does not match'} ${path}`, () => {
			assert.equal(matchesPath(pattern, path), expected);
		});
	}

	it('answers at once for a pattern built to backtrack', () => {
		assert.equal(matchesPath('*a'.repeat(2000), 'a'.repeat(3999)), true);
		assert.equal(matchesPath(`${'**/a/'.repeat(1000)}b`, 'a/'.repeat(2000)), false);
	});

	it('agrees with a regular expression', () => {
		const part = fc.constantFrom('a', 'b', '*', 'ab', 'a*');
		const pattern = fc.array(fc.oneof(part, fc.constant('**')), { minLength: 1, maxLength: 5 });
		const path = fc.array(fc.constantFrom('a', 'b', 'ab', 'abb'), { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(pattern, path, (patternParts, pathParts) => {
				const source = patternParts
					.map(each => (each === '**' ? '(?:[^/]+/)*' : `${each.replaceAll('*', '[^/]*')}/`))
					.join('');
				assert.equal(
					matchesPath(patternParts.join('/'), pathParts.join('/')),
					new RegExp(`^${source}$`).test(`${pathParts.join('/')}/`),
				);
			}),
		);
	});
});

describe('applyWaivers', () => {
	it('marks what an entry covers and drops nothing', () => {
		const findings = [finding('r', 'SKILL.md'), finding('other', 'SKILL.md')];
		const covering = entry({});
		const result = applyWaivers(findings, [covering], '2029-12-31');
		assert.deepEqual(result.findings[0]?.waiver, { reason: 'known', owner: 'ann', expires: '2030-01-31' });
		assert.equal(result.findings[1]?.waiver, undefined);
		assert.deepEqual([...result.used], [covering]);
	});

	it('holds until the end of the last day and no longer', () => {
		const findings = [finding('r', 'SKILL.md')];
		assert.ok(applyWaivers(findings, [entry({})], '2030-01-31').findings[0]?.waiver);
		const after = applyWaivers(findings, [entry({})], '2030-02-01');
		assert.equal(after.findings[0]?.waiver, undefined);
		assert.equal(after.used.size, 0);
	});

	it('reads paths from the folder of the waivers file', () => {
		const findings = [finding('r', 'run.sh')];
		const entries = [entry({ path: 'skills/web/run.sh' })];
		assert.ok(applyWaivers(findings, entries, '2029-01-01', 'skills/web').findings[0]?.waiver);
		assert.equal(applyWaivers(findings, entries, '2029-01-01').findings[0]?.waiver, undefined);
	});

	it('keeps to one finding when a fingerprint is given', () => {
		const findings = [finding('r', 'a.sh', '1111111111111111'), finding('r', 'a.sh', '2222222222222222')];
		const result = applyWaivers(findings, [entry({ fingerprint: '2222222222222222' })], '2029-01-01');
		assert.deepEqual(
			result.findings.map(each => each.waiver !== undefined),
			[false, true],
		);
	});

	it('shows the first of several entries and counts them all as used', () => {
		const entries = [entry({ reason: 'first' }), entry({ reason: 'second' })];
		const result = applyWaivers([finding('r', 'a')], entries, '2029-01-01');
		assert.equal(result.findings[0]?.waiver?.reason, 'first');
		assert.equal(result.used.size, 2);
	});
});
