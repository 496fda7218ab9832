import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'manifest-missing-field',
	title: 'A required manifest field is missing',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'Without it the manifest does not say what it is for, and tools refuse it.',
	fix: 'Add the field.',
	scope: 'file',
	needs: ['manifest'],
	check(file) {
		return reportProblems(file, file.manifest?.problems, ['missing-field'], {
			fixes: problem => jsonFixes(file.path, problem),
		});
	},
});
