import { escapeForDisplay } from '../base/display';
import type { FlowSource } from '../facts/grades';
import { defineRule } from './define';
import { aboutFlow, asSure, distinct, hostOf } from './support/flows';
import { secretName } from './support/secrets';

export const rule = defineRule({
	id: 'dns-exfiltration',
	title: 'Data leaves as a name to look up',
	category: 'behaviour',
	severity: 'critical',
	confidence: 'high',
	ast: 'AST01',
	atlas: 'AML.T0025',
	strength: 'strong',
	why: 'Firewalls let name look-ups through. Data put in front of a domain (`secret.attacker.example`) reaches the domain’s owner without any connection that would be seen.',
	fix: 'Remove it. There is no honest reason to look up data as a host name.',
	limits:
		'A host name that only has a part filled in at run time is not reported; data read from the machine is.',
	scope: 'extension',
	needs: ['flows'],
	*check(extension) {
		for (const flow of distinct(extension.flows)) {
			const { source, sink } = flow.fact;
			if (sink.kind !== 'network' || sink.channel !== 'dns') continue;
			const what = whatLeaves(source);
			if (what === undefined) continue;
			yield {
				...aboutFlow(flow),
				severity: asSure(flow, 'critical'),
				message: `${what} leaves as part of a name that is looked up below ${hostOf(sink)}, past any firewall. Remove it.`,
			};
		}
	},
});

function whatLeaves(source: FlowSource): string | undefined {
	switch (source.kind) {
		case 'secret-file':
			return `“${escapeForDisplay(source.path, 80)}” (${secretName(source.secret)})`;
		case 'environment':
			return source.name === null ? 'The environment' : escapeForDisplay(source.name, 60);
		case 'system':
		case 'input':
			return `Data of this machine (${escapeForDisplay(source.what, 60)})`;
		case 'encoded':
		case 'network':
			return undefined;
	}
}
