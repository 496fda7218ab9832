import type { Severity } from '../base/severity';
import type { Container } from '../facts/model';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'agent-permissions',
	title: 'The agent is told not to ask',
	category: 'permissions',
	severity: 'high',
	confidence: 'high',
	ast: 'AST03',
	strength: 'weak',
	why: 'The questions an agent asks before it runs a command are the last thing between a misled agent and the machine. Settings shipped with an extension or project switch them off for whoever opens it.',
	fix: 'Allow the few commands that are needed, by name, and leave the mode to the person.',
	scope: 'file',
	needs: ['settings'],
	*check(file) {
		for (const setting of file.settings) {
			if (setting.fact.kind !== 'agent-permission') continue;
			yield {
				...at(setting),
				severity: severityOf(setting.fact.all, setting.context.container),
				message: `${setting.fact.what}. Allow only the commands that are needed, by name, and leave the rest to the person.`,
			};
		}
	},
});

/** A skill's own list is in force only while it is loaded, and is shown when it is installed. */
function severityOf(all: boolean, container: Container): Severity {
	if (container === 'frontmatter') return 'low';
	return all && container === 'config' ? 'high' : 'medium';
}
