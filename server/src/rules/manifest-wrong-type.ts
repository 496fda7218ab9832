import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'manifest-wrong-type',
	title: 'A manifest value has the wrong type',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'Strict tools refuse the file; lenient ones may read `"false"` as true.',
	fix: 'Give the value the type that the format asks for.',
	scope: 'file',
	needs: ['manifest'],
	check(file) {
		return reportProblems(file, file.manifest?.problems, ['wrong-type'], {
			fixes: problem => jsonFixes(file.path, problem),
		});
	},
});
