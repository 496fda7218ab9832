import { defineRule } from './define';
import { aboutInstruction, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'instruction-self-modify',
	title: 'Text tells the agent to change its own instructions or memory',
	category: 'instructions',
	severity: 'medium',
	confidence: 'medium',
	ast: 'AST07',
	atlas: 'AML.T0051',
	strength: 'weak',
	why: 'Memory and instruction files are read at every start. What is written there once goes on steering the agent in other projects, even after the skill is removed, and was never reviewed.',
	fix: 'Keep what the skill needs in the skill. Where a note in a memory file is the purpose, let the person see and confirm each one.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'self-modify')) {
			yield {
				...aboutInstruction(instruction),
				...(instruction.fact.details.unguarded && { severity: 'high' as const }),
				message: `This text ${instruction.fact.what}. That stays in force after the skill is gone. Keep it in the skill, or let the person confirm each change.`,
			};
		}
	},
});
