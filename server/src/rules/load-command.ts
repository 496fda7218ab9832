import { escapeForDisplay } from '../base/display';
import { contains } from '../base/range';
import type { Severity } from '../base/severity';
import type { Use } from '../facts/grades';
import { defineRule } from './define';

export const rule = defineRule({
	id: 'load-command',
	title: 'A command runs as soon as the skill is loaded',
	category: 'behaviour',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0050',
	strength: 'strong',
	why: 'Claude Code runs `` !`command` `` before the agent or the person has read a word of the skill, reportedly even inside examples and comments. Loading a skill then is already running it.',
	fix: 'Let the agent run the command as a step of the task. For text about this notation, break it up so that it does not stand there literally.',
	limits: 'What the command does is judged by its own rules as well.',
	scope: 'file',
	needs: ['skill'],
	*check(file) {
		for (const { range, textRange } of file.skill?.loadCommands ?? []) {
			const uses = file.uses.filter(
				use => use.context.container === 'load-command' && contains(textRange, use.range),
			);
			const serious = uses.find(use => reachesOut(use.fact));
			const command = escapeForDisplay(file.text?.slice(textRange.start, textRange.end) ?? '', 120);
			const severity: Severity = serious ? 'medium' : 'info';
			yield {
				location: { path: file.path, range },
				severity,
				related: serious
					? [{ location: { path: serious.path, range: serious.range }, message: serious.fact.how }]
					: [],
				message: `“${command}” runs when the skill is loaded, before anybody is asked. ${
					serious ? 'It reaches beyond the project: l' : 'L'
				}et the agent run it as a step instead.`,
			};
		}
	},
});

/** Whether a use changes something, or reaches outside the machine. */
function reachesOut(use: Use): boolean {
	switch (use.kind) {
		case 'network':
		case 'package':
		case 'persistence':
		case 'safety-off':
		case 'dynamic-code':
			return true;
		case 'file':
		case 'agent-config':
			return use.access !== 'read';
		case 'process':
			return use.elevated;
		case 'environment':
			return false;
	}
}
