import { escapeForDisplay } from '../base/display';
import type { Severity } from '../base/severity';
import { type FlowSink, type FlowSource, secretNameOf } from '../facts/grades';
import { defineRule } from './define';
import { aboutFlow, asSure, distinct, gradeOf, hostOf, isPlainText } from './support/flows';
import { hostName, isDoubtfulHost } from './support/hosts';
import { secretName } from './support/secrets';
import { isVendorHost, vendorOf } from './support/vendors';

export const rule = defineRule({
	id: 'secret-upload',
	title: 'A secret is sent over the network',
	category: 'behaviour',
	severity: 'critical',
	confidence: 'high',
	ast: 'AST01',
	atlas: 'AML.T0025',
	strength: 'strong',
	why: 'Keys, stored passwords and wallets open accounts to whoever holds them. Sent away once they cannot be taken back, only replaced, one by one.',
	fix: 'Remove it. Where a service needs its own key, send that key to that service only, over https.',
	limits:
		'A key that goes to the service it is named after (`STRIPE_API_KEY` to api.stripe.com) is not reported.',
	scope: 'extension',
	needs: ['flows'],
	*check(extension) {
		const declared = new Set(extension.manifest?.manifest.declared.domains.map(domain => domain.value) ?? []);
		for (const flow of distinct(extension.flows)) {
			const { source, sink } = flow.fact;
			// A name server asked for a secret's name is told by dns-exfiltration.
			if (sink.kind !== 'network' || sink.channel === 'dns') continue;
			const secret = secretOf(source);
			if (!secret) continue;
			if (sink.host !== null && isVendorHost(secret.name, sink.host) && !isPlainText(sink)) continue;
			const grade = gradeOf(sink);
			if (grade === 'loopback') continue;
			const doubtful = grade !== undefined && isDoubtfulHost(grade);
			const expected = sink.host !== null && declared.has(sink.host);
			yield {
				...aboutFlow(flow),
				severity: asSure(flow, severityOf(source, sink, secret.name, expected)),
				message: `${secret.what} is sent to ${hostOf(sink)}${
					doubtful ? `, ${hostName(grade)}` : ''
				}. Whoever receives it can use it as the person could. Remove it${
					doubtful ? '' : ', or send only the service’s own key to that service'
				}.`,
			};
		}
	},
});

function secretOf(source: FlowSource): { readonly what: string; readonly name: string } | undefined {
	if (source.kind === 'secret-file') {
		return {
			what: `“${escapeForDisplay(source.path, 80)}” (${secretName(source.secret)})`,
			name: source.secret,
		};
	}
	if (source.kind === 'environment' && source.name !== null && secretNameOf(source.name)) {
		return { what: `The secret in ${escapeForDisplay(source.name, 60)}`, name: source.name };
	}
	return undefined;
}

function severityOf(
	source: FlowSource,
	sink: Extract<FlowSink, { kind: 'network' }>,
	name: string,
	expected: boolean,
): Severity {
	const grade = gradeOf(sink);
	if (grade !== undefined && (isDoubtfulHost(grade) || grade === 'metadata')) return 'critical';
	// No service takes its key over a bare connection to an address that is not written down.
	if (sink.channel === 'socket' && sink.host === null && source.kind === 'environment') return 'high';
	if (source.kind === 'secret-file') return source.secret === 'environment-file' ? 'high' : 'critical';
	// Where a key goes to a host that the person sets, or is itself the address (a webhook), nothing is known.
	if (sink.host === null || expected) return 'info';
	// A key known to belong to one service goes to another, or one that never has to leave the machine does.
	if (vendorOf(name) !== undefined || KEPT_AT_HOME.test(name)) return 'high';
	return isPlainText(sink) ? 'medium' : 'low';
}

/** Names of secrets that no service asks for: what signs, decrypts or opens the extension's own data. */
const KEPT_AT_HOME =
	/(?:^|_)(?:PRIVATE_?KEY|SSH_KEY|DATABASE_URL|DB_(?:URL|PASS|PASSWORD)|CONNECTION_STRING|(?:JWT|SESSION|COOKIE)_SECRET|SIGNING_(?:KEY|SECRET)|(?:ENCRYPTION|MASTER)_KEY|MNEMONIC|SEED_PHRASE)$/i;
