import { defineRule } from './define';
import { at } from './support/placed';

export const rule = defineRule({
	id: 'private-key',
	title: 'A private key lies in the extension',
	category: 'secrets',
	severity: 'high',
	confidence: 'high',
	ast: 'AST02',
	atlas: 'AML.T0055',
	strength: 'strong',
	why: 'Whoever has the package has the key, and can sign, log in or decrypt as its owner. Deleting the file later does not take it back.',
	fix: 'Remove it, make a new key, and revoke the old one. Keep keys outside the folder that is packaged.',
	limits: 'Keys that are visibly placeholders are reported as information.',
	scope: 'file',
	needs: ['secrets'],
	*check(file) {
		for (const secret of file.secrets) {
			if (secret.fact.type !== 'private-key') continue;
			const { name, redacted, placeholder } = secret.fact;
			yield placeholder
				? {
						...at(secret),
						excerpt: redacted,
						severity: 'info',
						message: `This looks like ${article(name)} shown as an example. Check that it is none that is in use.`,
					}
				: {
						...at(secret),
						excerpt: redacted,
						message: `${capital(article(name))} lies here, and everyone who gets the extension gets it too. Remove it, make a new one and revoke this one.`,
					};
		}
	},
});

function article(name: string): string {
	return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
