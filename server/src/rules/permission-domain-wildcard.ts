import { escapeForDisplay } from '../base/display';
import { isPublicSuffix } from '../facts/grades';
import { defineRule } from './define';
import { inFile } from './support/placed';

export const rule = defineRule({
	id: 'permission-domain-wildcard',
	title: 'A declared domain contains a wildcard',
	category: 'permissions',
	severity: 'high',
	confidence: 'high',
	ast: 'AST03',
	strength: 'strong',
	why: 'With `*` the extension may send what it reads to any address, including one chosen by somebody else after it was reviewed. A wildcard below one company’s domain is milder, yet often includes hosts on which customers put their own pages.',
	fix: 'List the hosts that are contacted, for example `api.example.com`.',
	limits: 'It does not know which subdomains of a company are open to others.',
	scope: 'file',
	needs: ['manifest'],
	*check(file) {
		for (const { value, range } of file.manifest?.declared.domains ?? []) {
			const domain = value.trim().replace(/\.$/, '');
			if (!domain.includes('*')) continue;
			const below = /^\*\.([^*]+)$/.exec(domain)?.[1];
			// Everything below a public suffix is told by its own rule.
			if (below !== undefined && isPublicSuffix(below)) continue;
			const shown = escapeForDisplay(value, 80);
			if (below !== undefined) {
				yield {
					...inFile(file, range),
					severity: 'low',
					message: `“${shown}” permits every host below ${escapeForDisplay(below, 80)}. List the ones that are contacted.`,
				};
			} else if (/^[*.]+$/.test(domain)) {
				yield {
					...inFile(file, range),
					message: `“${shown}” permits every host on the network. List the ones that are contacted.`,
				};
			} else {
				yield {
					...inFile(file, range),
					severity: 'medium',
					message: `“${shown}” has a wildcard where it cannot be told what it permits. List the hosts that are contacted, or write “*.” in front of one domain.`,
				};
			}
		}
	},
});
