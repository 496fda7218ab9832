import { defineRule } from './define';
import { aboutInstruction, instructionsOf } from './support/instructions';

const SEVERITIES = { high: 'high', medium: 'medium', low: 'low' } as const;

export const rule = defineRule({
	id: 'instruction-conceal',
	title: 'Text tells the agent to hide something from the person',
	category: 'instructions',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0051',
	strength: 'weak',
	why: 'What an agent does is safe only as long as the person can see it and object. Text that asks for silence about commands, files or data wants something done that would not be agreed to.',
	fix: 'Remove it, and let the agent say what it does.',
	limits: '“Do not tell the user” about harmless things (wording, progress) is common and is not reported.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'conceal')) {
			yield {
				...aboutInstruction(instruction),
				// Wordings of harmless steps come near; only a plain order weighs fully.
				severity: SEVERITIES[instruction.fact.confidence],
				message: `This text ${instruction.fact.what}, so the person could not object to it. Remove it, and let the agent say what it does.`,
			};
		}
	},
});
