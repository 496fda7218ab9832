import type { Finding } from '../../base/finding';
import type { Severity } from '../../base/severity';

/** How much one finding adds to the score; ours, since the reference tool's own rules are not these. */
const WEIGHTS: Readonly<Record<Severity, number>> = { critical: 50, high: 25, medium: 10, low: 2, info: 0 };

/** Findings in the JSON that the reference tool's `scan` writes. Its `kind` is the rule here. */
export function referenceScan(findings: readonly Finding[], created: Date): string {
	const counted = findings.filter(finding => finding.waiver === undefined);
	const score = counted.reduce((sum, finding) => sum + WEIGHTS[finding.severity], 0);
	const report = {
		schema: 'aessf.dev/attestation/scan/v0',
		created_at: created.toISOString(),
		findings: counted.map(({ severity, rule, message, location, excerpt }) => ({
			severity,
			kind: rule,
			message,
			file: location.path,
			snippet: excerpt,
		})),
		risk_score: Math.min(100, score),
		notes:
			'Findings of AEXT in the shape of the reference tool. The score adds up the severities, at most 100.',
	};
	return `${JSON.stringify(report, undefined, 2)}\n`;
}
