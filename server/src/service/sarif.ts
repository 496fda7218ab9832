import type { Severity } from '../base/severity';
import { AST_CLASSES, type RuleMeta } from './rules';

export const SARIF_SCHEMA =
	'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export const SARIF_LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
	critical: 'error',
	high: 'error',
	medium: 'warning',
	low: 'note',
	info: 'note',
};

/** CVSS-like numbers that code hosts sort by, from the middle of each severity's band. */
const SECURITY_SEVERITY: Record<Severity, string> = {
	critical: '9.5',
	high: '8.0',
	medium: '5.5',
	low: '2.5',
	info: '0.0',
};

/** A rule as a SARIF 2.1.0 `reportingDescriptor`. */
export function sarifRule(rule: RuleMeta) {
	return {
		id: rule.id,
		name: rule.id.replace(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
		shortDescription: { text: rule.title },
		fullDescription: { text: rule.why },
		help: { text: `${rule.why}\n\n${rule.fix}`, markdown: `${rule.why}\n\n**What to do:** ${rule.fix}` },
		defaultConfiguration: { level: SARIF_LEVELS[rule.severity] },
		properties: {
			tags: ['security', rule.category, rule.ast, AST_CLASSES[rule.ast], ...(rule.atlas ? [rule.atlas] : [])],
			precision: rule.confidence,
			'security-severity': SECURITY_SEVERITY[rule.severity],
		},
	};
}
