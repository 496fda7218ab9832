import { MAX_NAME } from '../formats/skill/fields';
import { defineRule } from './define';
import { fieldOf, nameFix, skillOf, slugOf, textField } from './support/frontmatter';

export const rule = defineRule({
	id: 'skill-name-too-long',
	title: 'The skill’s name is longer than 64 characters',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'The specification allows 64 characters. VS Code cuts the name there without a word, Codex counts a plugin’s prefix in, validators refuse it.',
	fix: 'Shorten it, and the folder’s name with it.',
	scope: 'file',
	needs: ['skill'],
	*check(file) {
		const document = skillOf(file);
		const field = fieldOf(document, 'name');
		const length = [...(textField(document, 'name') ?? '')].length;
		if (!field || length <= MAX_NAME) return;
		yield {
			location: { path: file.path, range: field.valueRange },
			message: `The name has ${length} characters; the specification allows ${MAX_NAME}, VS Code cuts the rest off and validators refuse it. Shorten it.`,
			fixes: nameFix(file.path, field, slugOf(textField(document, 'name') ?? '')),
		};
	},
});
