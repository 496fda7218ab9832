import { codePointName, escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { fieldOf, nameFix, skillOf, slugOf, textField } from './support/frontmatter';

export const rule = defineRule({
	id: 'skill-name-format',
	title: 'The skill’s name has characters that agents refuse',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'The specification allows lower-case letters, digits and hyphens. With others the skill is refused by some agents, and renamed by others, so that it cannot be called by its name.',
	fix: 'Write the name in lower-case letters, digits and hyphens.',
	limits: 'Letters other than a–z are accepted by the specification’s own validator, not by all agents.',
	editorCheck: 'skill-name-characters',
	scope: 'file',
	needs: ['skill'],
	*check(file) {
		const document = skillOf(file);
		const field = fieldOf(document, 'name');
		const name = textField(document, 'name');
		if (!field || name === undefined || /^[a-z0-9-]+$/.test(name)) return;
		const wrong = [...new Set(name.replace(/[a-z0-9-]/g, ''))].slice(0, 5);
		const slug = slugOf(name);
		yield {
			location: { path: file.path, range: field.valueRange },
			message: `A skill’s name holds only a–z, 0–9 and hyphens; this one has ${wrong.map(shown).join(', ')}.${
				slug === '' ? '' : ` Write “${slug}”.`
			}`,
			fixes: nameFix(file.path, field, slug),
		};
	},
});

function shown(character: string): string {
	if (character === ' ') return 'a space';
	// Letters that look like a–z and are none cannot be told by their looks.
	const code = /[a-z0-9\p{P}\p{S}]/iu.test(character) ? '' : ` (${codePointName(character)})`;
	return `“${escapeForDisplay(character)}”${code}`;
}
