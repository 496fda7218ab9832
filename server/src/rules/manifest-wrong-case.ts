import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'manifest-wrong-case',
	title: 'A manifest key is written in another case',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST04',
	strength: 'strong',
	why: 'The reference tool takes `Permissions` for `permissions`, stricter ones ignore or refuse it: what is in force depends on the program.',
	fix: 'Write the key as the format has it.',
	scope: 'file',
	needs: ['manifest'],
	check(file) {
		return reportProblems(file, file.manifest?.problems, ['wrong-case'], {
			because: 'Some programs take it for that field and some do not.',
			fixes: problem => jsonFixes(file.path, problem),
		});
	},
});
