import { escapeForDisplay } from '../base/display';
import type { Severity } from '../base/severity';
import { canonicalHost, gradeHost, type HostGrade } from '../facts/grades';
import { defineRule } from './define';
import { inFile } from './support/placed';

export const rule = defineRule({
	id: 'permission-domain-private',
	title: 'The manifest asks for hosts inside the person’s machine or network',
	category: 'permissions',
	severity: 'medium',
	confidence: 'high',
	ast: 'AST03',
	strength: 'strong',
	why: 'Services on the machine itself, in a company’s network, or at a cloud’s metadata address (`169.254.169.254`) trust whoever can reach them. The metadata address hands out credentials for the whole cloud account.',
	fix: 'Remove it. An extension for a local service says so in its description and names only that host.',
	scope: 'file',
	needs: ['manifest'],
	*check(file) {
		for (const { value, range } of file.manifest?.declared.domains ?? []) {
			const host = canonicalHost(value.trim().replace(/^\*\./, ''));
			const place = host === null ? undefined : PLACES[gradeHost(host, null)];
			if (!place) continue;
			yield {
				...inFile(file, range),
				severity: place.severity,
				message: `“${escapeForDisplay(value, 80)}” is ${place.what}. Remove it unless the extension is for exactly that service.`,
			};
		}
	},
});

const PLACES: Partial<Record<HostGrade, { readonly what: string; readonly severity: Severity }>> = {
	metadata: {
		what: 'a cloud’s metadata service, which hands out the machine’s credentials to whoever asks',
		severity: 'high',
	},
	loopback: { what: 'the person’s own machine, where services trust local callers', severity: 'low' },
	private: {
		what: 'inside a private network, where services trust whoever can reach them',
		severity: 'medium',
	},
};
