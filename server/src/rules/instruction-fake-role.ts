import { defineRule } from './define';
import { aboutInstruction, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'instruction-fake-role',
	title: 'Text pretends to come from the system, a tool or the person',
	category: 'instructions',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0051',
	strength: 'weak',
	why: 'Agents give more weight to what the system or the person says than to a file. Text dressed up as such a message borrows that weight for whatever it asks.',
	fix: 'Write it as plain text of the skill. Show an example of a message inside a code block.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'fake-role')) {
			yield {
				...aboutInstruction(instruction),
				severity: instruction.fact.confidence === 'low' ? 'medium' : 'high',
				message: `This text ${instruction.fact.what}, to be obeyed as if it were. Remove it; an example of a message belongs in a code block.`,
			};
		}
	},
});
