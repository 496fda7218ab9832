import { defineRule } from './define';
import { skillOf } from './support/frontmatter';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'skill-duplicate-key',
	title: 'A frontmatter key stands twice',
	category: 'format',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST04',
	strength: 'strong',
	why: 'YAML forbids it. Some agents refuse the whole frontmatter, others take the first or the last value: a reviewer may read one description and the agent another.',
	fix: 'Keep one of them.',
	scope: 'file',
	needs: ['skill'],
	check(file) {
		return reportProblems(file, skillOf(file)?.problems, ['yaml-duplicate-key'], {
			because: 'Agents differ in which one they take, and some refuse the file.',
		});
	},
});
