import { defineRule } from './define';
import { aboutInstruction, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'instruction-deferred',
	title: 'Text makes the agent behave differently later',
	category: 'instructions',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST07',
	atlas: 'AML.T0051',
	strength: 'weak',
	why: 'A behaviour that begins on a date, after some uses or at a secret word does not show while somebody is trying the skill out.',
	fix: 'Remove the condition, or say openly what it is for.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'deferred')) {
			yield {
				...aboutInstruction(instruction),
				message: `This text ${instruction.fact.what}, so a trial would not show it. Remove the condition, or say openly what it is for.`,
			};
		}
	},
});
