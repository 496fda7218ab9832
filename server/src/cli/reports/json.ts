import type { Finding } from '../../base/finding';
import type { AuditReport } from '../../service/model';
import type { Places } from './places';

/** Version of the shape below; counts up when a field changes its meaning or goes away. */
const SHAPE = 'aext/audit/v1';

/** The audit as JSON for programs. Text from extensions in it is escaped for display. */
export function jsonReport(report: AuditReport, places: Places): string {
	const document = {
		schema: SHAPE,
		rulesVersion: report.rulesVersion,
		complete: report.extensions.every(extension => extension.complete),
		extensions: report.extensions.map(extension => ({
			root: places.file(extension.root),
			complete: extension.complete,
			findings: extension.findings.map(finding => findingJson(finding, extension.root, places)),
			notExamined: extension.notExamined.map(({ path, range, reason, gap }) => ({
				...(range
					? places.of(extension.root, { path, range })
					: { file: fileBelow(extension.root, path, places) }),
				reason,
				gap,
			})),
		})),
		waivers: report.waivers.map(waivers => ({
			findings: waivers.findings.map(finding => findingJson(finding, waivers.root, places)),
		})),
	};
	return `${JSON.stringify(document, undefined, 2)}\n`;
}

function findingJson(finding: Finding, root: string, places: Places) {
	const { rule, severity, confidence, message, excerpt, fingerprint, demotion, waiver } = finding;
	return {
		rule,
		severity,
		confidence,
		message,
		...places.of(root, finding.location),
		excerpt,
		fingerprint,
		...(demotion && { demotion }),
		...(waiver && { waiver }),
		related: finding.related.map(related => ({
			message: related.message,
			...places.of(root, related.location),
		})),
		fixes: finding.fixes.map(({ title, effect }) => ({ title, effect })),
	};
}

function fileBelow(root: string, path: string, places: Places): string {
	return places.of(root, { path, range: { start: 0, end: 0 } }).file;
}
