import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'manifest-syntax',
	title: 'The manifest is not strict JSON',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'A manifest that strict readers refuse is no manifest: the extension cannot be installed, and what one lenient program reads from it another does not.',
	fix: 'Mend it at the place shown: plain JSON, one object, no comments, no comma after the last entry, nothing after the closing brace.',
	scope: 'file',
	needs: ['manifest'],
	check(file) {
		return reportProblems(
			file,
			file.manifest?.problems,
			[
				'json-syntax',
				'json-empty',
				'json-comment',
				'json-trailing-comma',
				'json-trailing-content',
				'json-too-deep',
				'json-too-large',
				'json-not-object',
			],
			{
				fixes: problem => jsonFixes(file.path, problem),
			},
		);
	},
});
