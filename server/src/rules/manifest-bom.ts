import { defineRule } from './define';
import { jsonFixes } from './support/json-fixes';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'manifest-bom',
	title: 'The manifest begins with a byte order mark',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: 'The three invisible bytes at the start make strict readers refuse the whole manifest, with a message that points at nothing.',
	fix: 'Save the file as UTF-8 without a byte order mark (in VS Code: “Save with Encoding”, “UTF-8”).',
	scope: 'file',
	needs: ['manifest'],
	check(file) {
		return reportProblems(file, file.manifest?.problems, ['json-bom'], {
			fixes: problem => jsonFixes(file.path, problem),
		});
	},
});
