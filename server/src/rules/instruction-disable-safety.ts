import { defineRule } from './define';
import { aboutInstruction, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'instruction-disable-safety',
	title: 'Text tells the agent or the person to switch a protection off',
	category: 'instructions',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0051',
	strength: 'weak',
	why: 'Sandboxes, virus scanners, permission questions and content rules stand between a mistake and its damage. What needs them to be off usually is what they were made to stop, and they rarely come back on afterwards.',
	fix: 'Remove it. Where a protection gets in the way of honest work, say which exception is needed and why.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'disable-safety')) {
			yield {
				...aboutInstruction(instruction),
				severity: instruction.fact.confidence === 'low' ? 'medium' : 'high',
				message: `This text ${instruction.fact.what}. What it protects against can then happen unseen. Remove it, or ask for the one exception that is needed.`,
			};
		}
	},
});
