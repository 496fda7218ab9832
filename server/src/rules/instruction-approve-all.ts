import { defineRule } from './define';
import { aboutInstruction, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'instruction-approve-all',
	title: 'Text tells the agent to act without asking',
	category: 'instructions',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0051',
	strength: 'weak',
	why: 'Asking before a risky step is the last moment at which a person can stop it. Text that tells the agent to skip that question, or to count everything as approved, takes it away for whatever comes later.',
	fix: 'Remove it. If one harmless step may be done without asking, name that step.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'approve-all')) {
			yield {
				...aboutInstruction(instruction),
				// Wordings of harmless steps come near; only a plain order weighs fully.
				severity: instruction.fact.confidence === 'high' ? 'high' : 'medium',
				message: `This text ${instruction.fact.what}: nobody is asked any more before something is done. Remove it, or name the one harmless step it is about.`,
			};
		}
	},
});
