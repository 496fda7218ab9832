import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyseExtension } from '../../server/src/facts/analyse-extension';
import { runRules } from '../../server/src/rules/run';
import { LISTED_PER_RULE } from '../../server/src/rules/runner';

describe('rules on hostile extensions', () => {
	it('take thousands of declared values in their stride', () => {
		const domains = Array.from({ length: 20_000 }, (_, index) => `*.h${index}.example.com`);
		const run = audit({ 'aem.json': manifest({ network: { domains } }), 'SKILL.md': '# Sample\n' });
		assert.deepEqual(run.failedRules, []);
		for (const [rule, count] of counted(run.findings.map(finding => finding.rule))) {
			assert.ok(count <= LISTED_PER_RULE + 1, `${rule}: ${count}`);
		}
	});

	it('never fail, and give the same findings twice', () => {
		const word = fc.constantFrom(
			'---\n',
			'name: ',
			'a: b: c\n',
			'"',
			'[x](y.md)',
			'`',
			'!`ls`',
			'\u202E',
			'\u200B',
			'*',
			'{',
			']',
			'\n',
		);
		const text = fc.array(word, { maxLength: 40 }).map(words => words.join(''));
		fc.assert(
			fc.property(text, text, fc.jsonValue(), (skill, other, permissions) => {
				const files = {
					'SKILL.md': skill,
					'aem.json': manifest(permissions),
					'policy.json': other,
					'a/skill.md': other,
				};
				const [first, second] = [audit(files), audit(files)];
				assert.deepEqual(first.failedRules, []);
				assert.deepEqual(second, first);
			}),
			{ numRuns: 150 },
		);
	});
});

function audit(files: Readonly<Record<string, string>>) {
	const sources = Object.entries(files).map(
		([path, text]) => ({ path, type: 'file', size: text.length, text }) as const,
	);
	return runRules(analyseExtension({ folder: 'sample', files: sources, unlisted: [] }));
}

function manifest(permissions: unknown): string {
	return JSON.stringify({
		schema: 'aessf.dev/aem/v0',
		id: 'com.example.sample',
		type: 'skill',
		version: '1.0.0',
		permissions,
	});
}

function counted(words: readonly string[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}
