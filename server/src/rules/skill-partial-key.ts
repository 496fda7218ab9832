import { agentNames, KNOWN_FIELDS } from '../formats/skill/fields';
import { defineRule } from './define';
import { skillOf } from './support/frontmatter';

export const rule = defineRule({
	id: 'skill-partial-key',
	title: 'Only some agents read this frontmatter field',
	category: 'format',
	severity: 'info',
	confidence: 'high',
	ast: 'AST10',
	strength: 'strong',
	why: 'The skill behaves differently from agent to agent. A limit such as `disallowed-tools` limits nothing where it is not read.',
	fix: 'Keep it if the skill is for the agents named. Do not rely on it elsewhere: say what matters in the body too.',
	limits: 'States what agents read as of November 2026.',
	editorCheck: 'skill-unknown-attribute',
	scope: 'file',
	needs: ['skill'],
	*check(file) {
		for (const { key, keyRange } of skillOf(file)?.frontmatter?.fields ?? []) {
			const field = KNOWN_FIELDS.get(key);
			if (!field || field.status === 'standard') continue;
			yield {
				location: { path: file.path, range: keyRange },
				message: `“${key}” is read by ${agentNames(field, true).join(', ')}, not by ${agentNames(field, false).join(', ')}. Do not rely on it there.`,
			};
		}
	},
});
