import { defineRule } from './define';
import { aboutInstruction, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'instruction-persist',
	title: 'Text asks for something that stays after the task',
	category: 'instructions',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0051',
	strength: 'weak',
	why: 'A program or instruction that starts again by itself works on when the person believes the task is over, and survives the removal of the skill.',
	fix: 'Remove it, or let the person set it up knowingly, with how to undo it.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'persist')) {
			yield {
				...aboutInstruction(instruction),
				message: `This text ${instruction.fact.what}. It goes on when the task is over. Remove it, or say how the person sets it up and undoes it.`,
			};
		}
	},
});
