import { escapeForDisplay } from '../base/display';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'obfuscated-command',
	title: 'A command is written so that it is not recognised',
	category: 'behaviour',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0050',
	strength: 'strong',
	why: 'Quotes, backslashes, variables or foreign letters inside a command’s name change nothing for the shell. They only keep people and scanners from seeing which command it is.',
	fix: 'Write the command plainly. If it is not yours, do not run it.',
	limits: 'A backslash in front of the name (`\\rm`), which leaves out an alias, is not reported.',
	scope: 'file',
	needs: ['uses'],
	*check(file) {
		for (const use of file.uses) {
			const { fact } = use;
			if (fact.kind !== 'process' || !fact.via?.includes(DISGUISED)) continue;
			yield {
				...at(use),
				confidence: fact.confidence,
				message: `This runs ${fact.program === null ? 'a program' : `“${escapeForDisplay(fact.program, 40)}”`}, written so that its name is not recognised. Write it plainly; if it is not yours, do not run it.`,
			};
		}
	},
});

/** What the shell analyser names in `via` when a command's name had to be pieced together. */
const DISGUISED = 'disguised command name';
