import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'policy-syntax',
	title: 'The policy is not strict JSON',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'A policy that cannot be read decides nothing: tools stop, or go on without it.',
	fix: 'Mend it at the place shown: plain JSON, one object, each key once, no comments, no comma after the last entry.',
	scope: 'file',
	needs: ['policy'],
	check(file) {
		return reportProblems(
			file,
			file.policy?.problems,
			[
				'json-syntax',
				'json-empty',
				'json-bom',
				'json-comment',
				'json-trailing-comma',
				'json-trailing-content',
				'json-duplicate-key',
				'json-too-deep',
				'json-too-large',
				'json-not-object',
			],
			{ fixes: problem => jsonFixes(file.path, problem) },
		);
	},
});
