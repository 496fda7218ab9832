import type { Fix } from '../base/finding';
import type { Problem } from '../base/problem';
import type { Range } from '../base/range';
import { defineRule } from './define';
import { skillOf } from './support/frontmatter';
import { dataText, reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'skill-frontmatter-syntax',
	title: 'The frontmatter cannot be read as YAML',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'Claude Code then loads the skill without name and description, Codex refuses it, Gemini reads it line by line. A colon followed by a space inside unquoted text is the most common cause.',
	fix: 'Mend the line shown; put text with `: ` in it in quotes.',
	scope: 'file',
	needs: ['skill'],
	check(file) {
		return reportProblems(
			file,
			skillOf(file)?.problems,
			[
				'frontmatter-unclosed',
				'frontmatter-not-mapping',
				'frontmatter-empty',
				'yaml-syntax',
				'yaml-alias',
				'yaml-unquoted-colon',
				'yaml-too-large',
			],
			{ fixes: problem => repairs(file.path, problem) },
		);
	},
});

function repairs(path: string, problem: Problem): readonly Fix[] {
	const edit = (title: string, range: Range, newText: string): readonly Fix[] => [
		{ title, effect: 'neutral', edits: [{ path, range, newText }], preferred: true },
	];
	const insertAt = problem.data?.insertAt;
	if (problem.code === 'frontmatter-unclosed' && typeof insertAt === 'number') {
		return edit('Add the closing line', { start: insertAt, end: insertAt }, '---\n');
	}
	const quoted = dataText(problem, 'quoted');
	return quoted !== undefined ? edit('Put the text in quotes', problem.range, quoted) : [];
}
