import { escapeForDisplay } from '../base/display';
import { baseName, directoryOf } from '../base/files';
import { SKILL_FILE } from '../formats/skill/model';
import { defineRule } from './define';

export const rule = defineRule({
	id: 'skill-file-name',
	title: 'The skill’s file is not named SKILL.md',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'Most agents look for `SKILL.md` in capitals. Where file names distinguish case (Linux, packages) they do not find this one, and the skill does nothing.',
	fix: 'Rename the file to `SKILL.md`.',
	scope: 'file',
	needs: ['skill'],
	*check(file) {
		const name = baseName(file.path);
		if (file.kind !== 'skill' || name === SKILL_FILE) return;
		const directory = directoryOf(file.path);
		const to = directory === '' ? SKILL_FILE : `${directory}/${SKILL_FILE}`;
		yield {
			location: { path: file.path, range: { start: 0, end: 0 } },
			message: `Most agents look for “${SKILL_FILE}” and do not find “${escapeForDisplay(name)}”. Rename it.`,
			fixes: [
				{
					title: `Rename to ${SKILL_FILE}`,
					effect: 'neutral',
					edits: [],
					rename: [{ from: file.path, to }],
					preferred: true,
				},
			],
		};
	},
});
