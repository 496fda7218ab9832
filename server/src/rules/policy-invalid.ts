import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'policy-invalid',
	title: 'The policy says something that the format does not know',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'A rule under a wrong name or with a wrong value is not applied. What the author believes to be forbidden is not.',
	fix: 'Correct the field or value at the place shown.',
	scope: 'file',
	needs: ['policy'],
	check(file) {
		return reportProblems(
			file,
			file.policy?.problems,
			['unknown-field', 'wrong-case', 'null-value', 'wrong-type', 'missing-field', 'bad-value'],
			{ fixes: problem => jsonFixes(file.path, problem).map(fix => ({ ...fix, effect: 'neutral' })) },
		);
	},
});
