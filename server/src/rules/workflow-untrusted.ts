import { escapeForDisplay } from '../base/display';
import type { Setting } from '../facts/config/model';
import { defineRule } from './define';
import { at } from './support/placed';

type Workflow = Extract<Setting, { kind: 'workflow' }>['what'];

export const rule = defineRule({
	id: 'workflow-untrusted',
	title: 'A workflow lets strangers run code with the repository’s rights',
	category: 'supply-chain',
	severity: 'high',
	confidence: 'high',
	ast: 'AST02',
	atlas: 'AML.T0010',
	strength: 'weak',
	why: 'Anybody can open an issue or a pull request. Where its text becomes part of a command, or its code is checked out in a workflow that has the repository’s secrets, a stranger gets the secrets and can change what is released.',
	fix: 'Use `pull_request` for code of strangers. Put text into an environment variable and use the variable in the command.',
	limits: 'Workflows shown in documentation are reported as medium.',
	scope: 'file',
	needs: ['settings'],
	*check(file) {
		for (const setting of file.settings) {
			const { fact } = setting;
			if (fact.kind !== 'workflow') continue;
			const shown = setting.context.container !== 'config';
			yield {
				...at(setting),
				severity: shown || fact.what === 'cache-key' ? 'medium' : 'high',
				message: `${WORDS[fact.what]} (${escapeForDisplay(fact.expression, 80)}). Use pull_request for code of strangers, and pass their text in environment variables.`,
			};
		}
	},
});

const WORDS: Readonly<Record<Workflow, string>> = {
	'checkout-of-foreign-code':
		'Code from a stranger’s pull request is checked out in a workflow that has the repository’s secrets',
	'expression-in-command': 'Text that a stranger chooses becomes part of a command',
	'cache-key': 'A stranger chooses under which name a trusted workflow keeps its cache',
};
