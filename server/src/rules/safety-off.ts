import type { Severity } from '../base/severity';
import type { Use } from '../facts/grades';
import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'safety-off',
	title: 'A protection of the machine is switched off',
	category: 'behaviour',
	severity: 'high',
	confidence: 'high',
	ast: 'AST01',
	strength: 'weak',
	why: 'Certificates, virus scanners, permission questions and logs are what stops an attack or shows it afterwards. Switched off for one task they are off for everything else too, and often stay so.',
	fix: 'Leave the protection on. Where it stands in the way, allow the one exception that is needed.',
	scope: 'file',
	needs: ['uses'],
	*check(file) {
		for (const use of file.uses) {
			if (use.fact.kind !== 'safety-off') continue;
			const { what, severity } = PROTECTIONS[use.fact.what];
			yield {
				...at(use),
				severity,
				confidence: use.fact.confidence,
				message: `${what}. Leave it on, or allow the one exception that is needed.`,
			};
		}
	},
});

const PROTECTIONS: Readonly<
	Record<Extract<Use, { kind: 'safety-off' }>['what'], { readonly what: string; readonly severity: Severity }>
> = {
	gatekeeper: { what: 'This turns off macOS’s check of downloaded programs', severity: 'high' },
	defender: { what: 'This turns off the virus scanner, or hides something from it', severity: 'high' },
	firewall: { what: 'This turns off the firewall', severity: 'medium' },
	'tls-verification': {
		what: 'Certificates are not checked here, so anybody on the way can read and change what is sent',
		severity: 'low',
	},
	'permission-prompts': {
		what: 'The agent no longer asks before it runs commands or changes files',
		severity: 'high',
	},
	'mandatory-access-control': {
		what: 'This turns off the system’s confinement of programs (SELinux, AppArmor, SIP)',
		severity: 'medium',
	},
	'shell-history': {
		what: 'Commands are kept out of the shell’s history, or it is erased',
		severity: 'medium',
	},
	'system-logging': { what: 'This stops or erases the system’s logs', severity: 'high' },
	'host-key-checking': {
		what: 'The other side’s identity is not checked here, so it may be anybody',
		severity: 'low',
	},
	'script-policy': { what: 'This lets PowerShell run scripts that it was told not to', severity: 'low' },
};
