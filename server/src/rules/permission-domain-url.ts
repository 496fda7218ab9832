import { escapeForDisplay } from '../base/display';
import { canonicalHost, parseUrl } from '../facts/grades';
import { defineRule } from './define';
import { inFile } from './support/placed';

export const rule = defineRule({
	id: 'permission-domain-url',
	title: 'A declared domain is not just a host name',
	category: 'permissions',
	severity: 'low',
	confidence: 'high',
	ast: 'AST09',
	strength: 'strong',
	why: '`domains` holds host names. A scheme, port or path in it matches no host, so what was meant to be permitted is not, and a reader believes that the rest of the URL limits something.',
	fix: 'Write the host alone: `api.example.com`, not `https://api.example.com:443/v1`.',
	scope: 'file',
	needs: ['manifest'],
	*check(file) {
		for (const { value, range } of file.manifest?.declared.domains ?? []) {
			const extra = extraOf(value);
			if (extra === undefined) continue;
			const host = parseUrl(value.includes('://') ? value : `https://${value}`)?.host ?? null;
			const shown = escapeForDisplay(value, 80);
			yield {
				...inFile(file, range),
				message:
					host === null
						? `“${shown}” has ${extra} and is no host name. Write the host alone.`
						: `“${shown}” has ${extra}; \`domains\` takes host names only. Write “${escapeForDisplay(host, 80)}”.`,
				fixes:
					host === null
						? []
						: [
								{
									title: `Replace by “${escapeForDisplay(host, 80)}”`,
									// As written it permits nothing.
									effect: 'widens',
									edits: [{ path: file.path, range, newText: JSON.stringify(host) }],
									preferred: true,
								},
							],
			};
		}
	},
});

/** What a value has besides a host name. */
function extraOf(value: string): string | undefined {
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return 'a scheme';
	if (/[/?#]/.test(value)) return 'a path';
	if (value.includes('@')) return 'a user name';
	// IPv6 addresses have colons of their own.
	if (/:\d*$/.test(value) && canonicalHost(value) === null) return 'a port';
	if (/\s/.test(value) || value === '') return value === '' ? 'nothing in it' : 'white space';
	return undefined;
}
