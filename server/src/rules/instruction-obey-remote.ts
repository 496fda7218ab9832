import { gradeHost } from '../facts/grades';
import { defineRule } from './define';
import { isDoubtfulHost } from './support/hosts';
import { aboutInstruction, detail, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'instruction-obey-remote',
	title: 'Text tells the agent to fetch instructions and follow them',
	category: 'instructions',
	severity: 'high',
	confidence: 'medium',
	ast: 'AST02',
	atlas: 'AML.T0051',
	strength: 'weak',
	why: 'What is fetched can be another text tomorrow than it was at review. Whoever controls that address, now or after it changes hands, tells the agent what to do.',
	fix: 'Copy the instructions into the skill, so that what was reviewed is what is followed.',
	limits: 'Fetching a page to read facts from it is not reported; only following it is.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'obey-remote')) {
			const host = instruction.fact.details.host;
			const doubtful =
				host === undefined || isDoubtfulHost(gradeHost(host, null)) || instruction.fact.details.repeated;
			const from = detail(instruction, 'url') ?? detail(instruction, 'host');
			yield {
				...aboutInstruction(instruction),
				severity: doubtful ? 'high' : 'medium',
				message: `This text ${instruction.fact.what}${from === undefined ? '' : ` (${from})`}. Whoever controls that address decides what the agent does. Copy the instructions into the skill.`,
			};
		}
	},
});
