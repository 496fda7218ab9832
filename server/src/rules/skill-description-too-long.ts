import { LISTED_DESCRIPTION, MAX_DESCRIPTION } from '../formats/skill/fields';
import { defineRule } from './define';
import { fieldOf, skillOf, textField } from './support/frontmatter';

export const rule = defineRule({
	id: 'skill-description-too-long',
	title: 'The description is longer than 1,024 characters',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'What is beyond the limit is not read: VS Code cuts the description at 1,024 characters without a word, Claude Code at 1,536, and Codex does not load the skill at all.',
	fix: 'Keep what says when to use the skill, and move the rest into the body.',
	scope: 'file',
	needs: ['skill'],
	*check(file) {
		const document = skillOf(file);
		const field = fieldOf(document, 'description');
		const length = [...(textField(document, 'description') ?? '')].length;
		if (!field || length <= MAX_DESCRIPTION) return;
		const claude = length > LISTED_DESCRIPTION ? `, Claude Code lists the first ${LISTED_DESCRIPTION}` : '';
		yield {
			location: { path: file.path, range: field.keyRange },
			identity: 'description',
			message: `The description has ${length} characters. VS Code cuts it at ${MAX_DESCRIPTION}${claude}, and Codex does not load the skill. Move the rest into the body.`,
		};
	},
});
