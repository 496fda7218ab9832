import { escapeForDisplay } from '../base/display';
import { directoryOf } from '../base/files';
import type { Fix } from '../base/finding';
import { isSkillName } from '../formats/skill/fields';
import { defineRule } from './define';
import { fieldOf, folderOf, nameFix, skillOf, textField } from './support/frontmatter';

export const rule = defineRule({
	id: 'skill-name-folder',
	title: 'The skill’s name is not the name of its folder',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'The specification wants both to be equal. Some agents call the skill by its folder, some by its name, so people and other skills refer to it in vain.',
	fix: 'Change one of them.',
	limits: 'Not checked in a package, whose folder has no name.',
	editorCheck: 'skill-name-folder',
	scope: 'extension',
	needs: ['files'],
	*check(extension) {
		for (const file of extension.files) {
			const document = skillOf(file);
			const field = fieldOf(document, 'name');
			const name = textField(document, 'name');
			const folder = folderOf(file.path, extension.folder);
			if (!field || name === undefined || folder === '') continue;
			if (name.normalize('NFKC') === folder.normalize('NFKC')) continue;
			const from = directoryOf(file.path);
			const to = from === '' ? `../${name}` : `${from.slice(0, from.length - folder.length)}${name}`;
			const renameFolder: readonly Fix[] = isSkillName(name)
				? [{ title: `Rename the folder to “${name}”`, effect: 'neutral', edits: [], rename: [{ from, to }] }]
				: [];
			yield {
				location: { path: file.path, range: field.valueRange },
				message: `The name is “${escapeForDisplay(name, 80)}”, the folder “${escapeForDisplay(folder, 80)}”. Agents differ in which they go by: make them equal.`,
				fixes: [...nameFix(file.path, field, folder), ...renameFolder],
			};
		}
	},
});
