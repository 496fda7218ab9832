import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'manifest-null',
	title: 'A manifest value is null',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'Programs differ in what `null` means: nothing, everything, or an error.',
	fix: 'Leave the field out, or give it a value.',
	scope: 'file',
	needs: ['manifest'],
	check(file) {
		return reportProblems(file, file.manifest?.problems, ['null-value'], {
			fixes: problem => jsonFixes(file.path, problem),
		});
	},
});
