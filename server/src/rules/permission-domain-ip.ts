import { escapeForDisplay } from '../base/display';
import { canonicalHost, canonicalIp, gradeHost } from '../facts/grades';
import { defineRule } from './define';
import { inFile } from './support/placed';

export const rule = defineRule({
	id: 'permission-domain-ip',
	title: 'An IP address is declared as a domain',
	category: 'permissions',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST03',
	strength: 'strong',
	why: 'An address in numbers says nothing about who is behind it, has no certificate that names anyone, and may belong to somebody else next month. Honest services have names; servers set up for an attack often do not.',
	fix: 'Declare the service by its name. If it truly has none, set `allow_ip_literals` and say why in the description.',
	scope: 'file',
	needs: ['manifest'],
	*check(file) {
		for (const { value, range } of file.manifest?.declared.domains ?? []) {
			const host = canonicalHost(value) ?? '';
			const ip = canonicalIp(host);
			// Addresses inside a network or machine are told by permission-domain-private.
			if (ip === null || gradeHost(host, null) !== 'raw-ip') continue;
			const same = ip === value ? '' : ` (${ip})`;
			yield {
				...inFile(file, range),
				message: `“${escapeForDisplay(value, 80)}”${same} is an address, not a name: it does not say whose server it is. Declare the service by its name.`,
			};
		}
	},
});
