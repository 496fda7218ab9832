import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { Finding } from '../../server/src/base/finding';
import { RULES } from '../../server/src/rules/run';
import { applyFix } from '../support/apply-fix';
import { expectedOf, type FixtureCase, findingsOf, fixtureCases } from '../support/fixtures';

for (const rule of RULES.values()) {
	if (rule.scope === 'runner') continue;
	describe(`rule ${rule.id}`, () => {
		const cases = fixtureCases(rule.id);
		const expected = expectedFile(rule.id);
		for (const fixture of cases) {
			it(fixture.name, () => {
				const findings = findingsOf(fixture);
				assert.equal(
					findings.some(finding => finding.rule === rule.id),
					fixture.bad,
					fixture.bad ? 'the rule does not report it' : 'the rule reports it',
				);
				assert.deepEqual(
					findings.filter(finding => finding.rule === 'internal-error'),
					[],
				);
				assert.deepEqual(
					expectedOf(fixture),
					expected[fixture.name],
					'run `npm run update` and read the change',
				);
				for (const finding of findings.filter(({ rule: id }) => id === rule.id))
					assertFixesHelp(fixture, finding);
			});
		}
	});
}

/** Every fix offered makes its finding go away; those that may be applied unasked bring no new serious one. */
function assertFixesHelp(fixture: FixtureCase, finding: Finding): void {
	for (const fix of finding.fixes) {
		const after = findingsOf({ ...fixture, files: applyFix(fixture.files, fix) });
		const left = after.filter(({ fingerprint }) => fingerprint === finding.fingerprint);
		assert.deepEqual(left, [], `“${fix.title}” leaves the finding`);
		if (fix.effect === 'widens') continue;
		const before = new Set(findingsOf(fixture).map(({ rule }) => rule));
		const brought = after.filter(
			({ rule, severity }) => !before.has(rule) && (severity === 'critical' || severity === 'high'),
		);
		assert.deepEqual(brought, [], `“${fix.title}” brings something worse`);
	}
}

function expectedFile(rule: string): Readonly<Record<string, unknown>> {
	const file = `fixtures/rules/${rule}/expected.json`;
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
