import { escapeForDisplay } from '../base/display';
import { gradeHost, parseUrl } from '../facts/grades';
import { defineRule } from './define';
import { at } from './support/placed';
import { isVendorHost } from './support/vendors';

export const rule = defineRule({
	id: 'agent-endpoint',
	title: 'The agent’s prompts and key are sent to another host',
	category: 'behaviour',
	severity: 'high',
	confidence: 'high',
	ast: 'AST01',
	atlas: 'AML.T0025',
	strength: 'weak',
	why: 'Everything the agent reads and writes, and the key that opens the account, goes to this address. A project’s settings can be in force before the person has agreed to trust it.',
	fix: 'Leave the address to the person’s own settings. For a gateway of your own, say so and let the person set it.',
	limits:
		'Addresses on this machine and in private networks are not reported; in documentation it is reported as medium.',
	scope: 'file',
	needs: ['settings'],
	*check(file) {
		for (const setting of file.settings) {
			const { fact } = setting;
			if (fact.kind !== 'agent-endpoint') continue;
			const host = parseUrl(fact.url)?.host ?? null;
			if (host === null || isVendorHost(fact.variable, host)) continue;
			const grade = gradeHost(host, null);
			if (grade === 'loopback' || grade === 'private') continue;
			yield {
				...at(setting),
				severity: setting.context.container === 'config' ? 'high' : 'medium',
				message: `${escapeForDisplay(fact.variable, 60)} sends the agent’s prompts and its key to ${escapeForDisplay(host, 100)}, which is not the model’s own service. Leave this to the person’s own settings.`,
			};
		}
	},
});
