import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'token',
	title: 'A token or password lies in the extension',
	category: 'secrets',
	severity: 'high',
	confidence: 'high',
	ast: 'AST02',
	atlas: 'AML.T0055',
	strength: 'strong',
	why: 'Whoever has the package can use the account that the token belongs to: read its data, spend its money, publish in its name.',
	fix: 'Revoke it at its issuer, remove it here, and read it from an environment variable instead.',
	limits:
		'Knows the shapes of common issuers. Placeholders (`sk-XXXX`, `AIza…EXAMPLE`) are reported as information.',
	scope: 'file',
	needs: ['secrets'],
	*check(file) {
		for (const secret of file.secrets) {
			const { type, name, redacted, placeholder } = secret.fact;
			if (type === 'private-key') continue;
			yield placeholder
				? {
						...at(secret),
						excerpt: redacted,
						severity: 'info',
						message: `${name} (${redacted}) looks like a placeholder. Check that it is none that is in use.`,
					}
				: {
						...at(secret),
						excerpt: redacted,
						severity: type === 'password' ? 'medium' : 'high',
						message: `${name} (${redacted}) stands in this file, and everyone who gets the extension can use it. Revoke it and read it from the environment instead.`,
					};
		}
	},
});
