import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'manifest-duplicate-key',
	title: 'A key stands twice in the manifest',
	category: 'format',
	severity: 'high',
	confidence: 'high',
	ast: 'AST04',
	strength: 'strong',
	why: 'Programs differ in which of the two they take. A reviewer can be shown one permission while another is in force.',
	fix: 'Keep one of them.',
	scope: 'file',
	needs: ['manifest'],
	check(file) {
		return reportProblems(file, file.manifest?.problems, ['json-duplicate-key'], {
			fixes: problem => jsonFixes(file.path, problem),
		});
	},
});
