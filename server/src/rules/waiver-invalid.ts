import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'waiver-invalid',
	title: 'The waivers file is not valid',
	category: 'waivers',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'An entry that cannot be understood waives nothing, and one without reason, owner or end would be a hole that nobody answers for.',
	fix: 'Correct it at the place shown. Every waiver needs rule, path, reason, owner and expires.',
	scope: 'waivers',
	*check({ path, document }) {
		const codes = document.problems.map(problem => problem.code);
		yield* reportProblems({ path }, document.problems, codes, {
			fixes: problem => jsonFixes(path, problem).map(fix => ({ ...fix, effect: 'neutral' })),
		});
	},
});
