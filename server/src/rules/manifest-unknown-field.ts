import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'manifest-unknown-field',
	title: 'The manifest has a field that the format does not know',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'Nothing reads it, so whatever it was meant to limit or declare has no effect, and strict tools refuse the file.',
	fix: 'Correct its spelling or remove it.',
	scope: 'file',
	needs: ['manifest'],
	check(file) {
		return reportProblems(file, file.manifest?.problems, ['unknown-field'], {
			fixes: problem => jsonFixes(file.path, problem),
		});
	},
});
