import { defineRule } from './define';

export const rule = defineRule({
	id: 'skill-bom',
	title: 'SKILL.md begins with a byte order mark',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'The invisible bytes stand before the `---` of the frontmatter. Agents that look for it at the very start find none: Claude Code skipped such skills without a word until 2.1.239.',
	fix: 'Save the file as UTF-8 without a byte order mark. In VS Code: click the encoding in the status bar, “Save with Encoding”, “UTF-8”.',
	scope: 'file',
	needs: ['skill'],
	*check(file) {
		if (file.kind !== 'skill' || !file.bom) return;
		yield {
			location: { path: file.path, range: { start: 0, end: 0 } },
			message:
				'Before the first line stands an invisible byte order mark, which makes some agents miss the frontmatter. Save the file as “UTF-8” (not “UTF-8 with BOM”).',
		};
	},
});
