import type { Fix } from '../base/finding';
import type { Frontmatter, SkillDocument } from '../formats/skill/model';
import { defineRule } from './define';
import { folderOf, skillOf, slugOf } from './support/frontmatter';
import { reportProblems } from './support/problems';

export const rule = defineRule({
	id: 'skill-frontmatter-missing',
	title: 'SKILL.md has no frontmatter at its start',
	category: 'format',
	severity: 'low',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'Agents read name and description from the lines between `---` at the very start. Without them Codex and Gemini do not load the skill, and others do not know when to use it.',
	fix: 'Begin the file with `---`, `name:`, `description:` and `---`.',
	scope: 'extension',
	needs: ['files'],
	*check(extension) {
		for (const file of extension.files) {
			const document = skillOf(file);
			yield* reportProblems(file, document?.problems, ['frontmatter-missing', 'frontmatter-not-first'], {
				because: 'Some agents do not load the skill so.',
				fixes: problem =>
					problem.code === 'frontmatter-missing'
						? [addFrontmatter(file.path, folderOf(file.path, extension.folder))]
						: document?.frontmatter
							? [moveToStart(file.path, document, document.frontmatter)]
							: [],
			});
		}
	},
});

function addFrontmatter(path: string, folder: string): Fix {
	const name = slugOf(folder) || 'skill-name';
	const newText = `---\nname: ${name}\ndescription: What it does, and when to use it.\n---\n\n`;
	return {
		title: 'Add frontmatter with name and description',
		effect: 'neutral',
		edits: [{ path, range: { start: 0, end: 0 }, newText }],
		preferred: true,
	};
}

/** What stands before the frontmatter goes behind it; white space goes. */
function moveToStart(path: string, { text }: SkillDocument, { range }: Frontmatter): Fix {
	const before = text.slice(0, range.start).trim();
	const behind = { start: range.end, end: range.end };
	return {
		title: 'Move the frontmatter to the start',
		effect: 'neutral',
		edits: [
			{ path, range: { start: 0, end: range.start }, newText: '' },
			...(before === '' ? [] : [{ path, range: behind, newText: `\n${before}\n` }]),
		],
		preferred: true,
	};
}
