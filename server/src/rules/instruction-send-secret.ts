import { defineRule } from './define';
import { aboutInstruction, detail, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'instruction-send-secret',
	title: 'Text tells the agent to give secrets away',
	category: 'instructions',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0057',
	strength: 'weak',
	why: 'The agent can read what the person can: keys, tokens, private files, the conversation itself. Told to put them into a request, a link or an answer, it hands them to whoever receives that.',
	fix: 'Remove it. A service that needs a key gets it from its own setting, not from text.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'send-secret')) {
			const to = detail(instruction, 'url') ?? detail(instruction, 'host');
			yield {
				...aboutInstruction(instruction),
				severity: instruction.fact.confidence === 'low' ? 'medium' : 'high',
				message: `This text ${instruction.fact.what}${to === undefined ? '' : ` (to ${to})`}. Whoever receives it can act as the person. Remove it.`,
			};
		}
	},
});
