import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'command-out-of-view',
	title: 'White space pushes a command out of view',
	category: 'hidden',
	severity: 'high',
	confidence: 'high',
	ast: 'AST04',
	strength: 'strong',
	why: 'An editor shows the beginning of a line. A command that begins far to the right is run and not seen.',
	fix: 'Remove the white space, and read the command.',
	scope: 'file',
	needs: ['settings'],
	*check(file) {
		for (const setting of file.settings) {
			if (setting.fact.kind !== 'pushed-out-of-view') continue;
			yield {
				...at(setting),
				message: `White space pushes “${escapeForDisplay(setting.fact.command, 120)}” out of view. Remove it, and read what is run.`,
			};
		}
	},
});
