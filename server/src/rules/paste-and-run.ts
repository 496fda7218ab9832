import { defineRule } from './define';
import { aboutInstruction, detail, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'paste-and-run',
	title: 'Text asks to paste a command from elsewhere into a terminal',
	category: 'instructions',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0011',
	strength: 'strong',
	why: 'The command stands on a page that can change and that no review of the skill has seen. Pasted into a terminal it runs with everything the person may do.',
	fix: 'Do not follow it. A command that is needed stands in the skill, where it can be read first.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'paste-and-run')) {
			const host = detail(instruction, 'host');
			yield {
				...aboutInstruction(instruction),
				severity: instruction.fact.confidence === 'low' ? 'medium' : 'high',
				message: `This text ${instruction.fact.what}${host === undefined ? '' : ` (${host})`}. Nobody who reads the skill sees that command. Do not follow it; put a command that is needed into the skill.`,
			};
		}
	},
});
