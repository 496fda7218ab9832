import { defineRule } from './define';
import { addFieldFix, fieldOf, folderOf, nameFix, skillOf, slugOf, textField } from './support/frontmatter';

export const rule = defineRule({
	id: 'skill-name-missing',
	title: 'The skill has no name',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'The specification and several agents require `name`. Claude Code and Codex take the folder’s name instead; elsewhere the skill may not load.',
	fix: 'Add `name:` with the name of the folder.',
	editorCheck: 'skill-name-missing',
	scope: 'extension',
	needs: ['files'],
	*check(extension) {
		for (const file of extension.files) {
			const document = skillOf(file);
			if (!document?.frontmatter || textField(document, 'name') !== undefined) continue;
			const field = fieldOf(document, 'name');
			const { start } = document.frontmatter.range;
			const name = slugOf(folderOf(file.path, extension.folder)) || 'skill-name';
			yield {
				location: { path: file.path, range: field?.range ?? { start, end: start + 3 } },
				identity: 'name',
				message: `The frontmatter has no \`name\`, which some agents need to load the skill. Add \`name: ${name}\`.`,
				fixes: field
					? nameFix(file.path, field, name).filter(() => field.style !== 'empty')
					: addFieldFix(file.path, document, `name: ${name}`, `Add the name “${name}”`),
			};
		}
	},
});
