import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { fieldOf, nameFix, skillOf, slugOf, textField } from './support/frontmatter';

export const rule = defineRule({
	id: 'skill-name-hyphens',
	title: 'The skill’s name has a hyphen at its edge or two in a row',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'The specification allows single hyphens between words only. Validators refuse the skill, and uploads fail.',
	fix: 'Keep one hyphen between words and none at the ends.',
	scope: 'file',
	needs: ['skill'],
	*check(file) {
		const document = skillOf(file);
		const field = fieldOf(document, 'name');
		const name = textField(document, 'name');
		if (!field || name === undefined || !/^-|-$|--/.test(name)) return;
		const slug = slugOf(name);
		yield {
			location: { path: file.path, range: field.valueRange },
			message: `“${escapeForDisplay(name, 80)}” has ${
				name.includes('--') ? 'two hyphens in a row' : 'a hyphen at its edge'
			}, which validators refuse.${slug === '' ? '' : ` Write “${slug}”.`}`,
			fixes: nameFix(file.path, field, slug),
		};
	},
});
