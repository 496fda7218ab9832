import { defineRule } from './define';
import { addFieldFix, fieldOf, skillOf, textField } from './support/frontmatter';

export const rule = defineRule({
	id: 'skill-description-missing',
	title: 'The skill has no description',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'Agents decide by the description when to use a skill. Codex and Gemini do not load one without it.',
	fix: 'Say in one or two sentences what the skill does and when to use it.',
	editorCheck: 'skill-description-missing',
	scope: 'file',
	needs: ['skill'],
	*check(file) {
		const document = skillOf(file);
		if (!document?.frontmatter || textField(document, 'description') !== undefined) return;
		const field = fieldOf(document, 'description');
		const { start } = document.frontmatter.range;
		yield {
			location: { path: file.path, range: field?.range ?? { start, end: start + 3 } },
			identity: 'description',
			message:
				'There is no `description`. Codex and Gemini do not load the skill, others do not know when to use it. Say what it does and when to use it.',
			fixes: field
				? []
				: addFieldFix(
						file.path,
						document,
						'description: What it does, and when to use it.',
						'Add a description',
					),
		};
	},
});
