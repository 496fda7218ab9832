import { defineRule } from './define';
import { aboutInstruction, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'description-claims-everything',
	title: 'The description claims every task for itself',
	category: 'instructions',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST04',
	atlas: 'AML.T0051',
	strength: 'weak',
	why: 'Agents choose skills by their descriptions. One that says “always use this first, for everything” is loaded for tasks it has nothing to do with, and then sees and steers them.',
	fix: 'Say what the skill does and for which requests it is meant.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'claim-everything')) {
			yield {
				...aboutInstruction(instruction),
				message: `This text ${instruction.fact.what}: the skill would see and steer tasks that are none of its business. Say for which requests it is meant.`,
			};
		}
	},
});
