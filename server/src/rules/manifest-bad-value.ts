import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'manifest-bad-value',
	title: 'A manifest value is not one of those allowed',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'Tools that check the manifest refuse it, and updates cannot be compared by a version that is none.',
	fix: 'Write a value of the form that the message names.',
	scope: 'file',
	needs: ['manifest'],
	check(file) {
		return reportProblems(file, file.manifest?.problems, ['bad-value'], {
			fixes: problem => jsonFixes(file.path, problem),
		});
	},
});
