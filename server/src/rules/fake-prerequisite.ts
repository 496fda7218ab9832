import { defineRule } from './define';
import { aboutInstruction, detail, instructionsOf } from './support/instructions';

export const rule = defineRule({
	id: 'fake-prerequisite',
	title: 'A “prerequisite” is a program to download and run',
	category: 'instructions',
	severity: 'critical',
	confidence: 'medium',
	ast: 'AST01',
	atlas: 'AML.T0011',
	strength: 'strong',
	why: 'The most common attack through skills: the text claims that a helper must be installed first. The helper is the malware. A password on the archive keeps virus scanners from looking inside.',
	fix: 'Do not download it. An honest tool is installed by its name from a package manager or its own maker’s page.',
	limits:
		'Judges the link, the password and the request to run it together; one of them alone is not reported.',
	scope: 'file',
	needs: ['instructions'],
	*check(file) {
		for (const instruction of instructionsOf(file, 'prerequisite-download')) {
			const host = detail(instruction, 'host');
			const password = instruction.fact.details.password !== undefined;
			yield {
				...aboutInstruction(instruction),
				severity: instruction.fact.confidence === 'low' ? 'medium' : 'critical',
				message: `This text ${instruction.fact.what}${host === undefined ? '' : `, from ${host}`}. ${
					password
						? 'The password keeps virus scanners from looking inside, which honest software has no need of. '
						: ''
				}Do not run it.`,
			};
		}
	},
});
