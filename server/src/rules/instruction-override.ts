import { defineRule } from './define';
import { aboutInstruction, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'instruction-override',
	title: 'Text tells the agent to drop its earlier instructions',
	category: 'instructions',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0051',
	strength: 'weak',
	why: 'An agent follows what it reads. Text that tells it to ignore what it was told before takes the agent away from the person it works for: what follows is done in their name and with their permissions.',
	fix: 'Remove the sentence. A skill adds to what the agent knows; it has no reason to cancel what it was told.',
	limits: 'Recognises wordings, not every way of saying it. Quoted examples are reported milder.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'override')) {
			yield {
				...aboutInstruction(instruction),
				severity: instruction.fact.confidence === 'low' ? 'medium' : 'high',
				message: `This text ${instruction.fact.what}: an agent that obeys it no longer works for the person who started it. Remove it.`,
			};
		}
	},
});
