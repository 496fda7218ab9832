import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, NotExamined } from '../../base/finding';
import type { AuditReport } from '../../service/model';
import type { RuleMeta } from '../../service/rules';
import { SARIF_LEVELS, SARIF_SCHEMA, sarifRule } from '../../service/sarif';
import type { Place, Places } from './places';

/** The audit as SARIF 2.1.0 (OASIS standard, errata 01). Waived findings are suppressed, not left out. */
export function sarifReport(
	report: AuditReport,
	rules: readonly RuleMeta[],
	places: Places,
	cwd: string,
): string {
	const results = report.extensions.flatMap(extension =>
		extension.findings.map(finding => resultOf(finding, extension.root, rules, places)),
	);
	for (const waivers of report.waivers) {
		results.push(...waivers.findings.map(finding => resultOf(finding, waivers.root, rules, places)));
	}
	const gaps = report.extensions.flatMap(extension =>
		extension.notExamined.map(part => notificationOf(part, extension.root, places)),
	);
	const log = {
		$schema: SARIF_SCHEMA,
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						name: 'AEXT',
						semanticVersion: report.rulesVersion,
						rules: rules.map(sarifRule),
					},
				},
				columnKind: 'utf16CodeUnits',
				originalUriBaseIds: { SRCROOT: { uri: `${pathToFileURL(cwd).href}/` } },
				invocations: [
					{
						executionSuccessful: report.extensions.every(extension => extension.complete),
						toolExecutionNotifications: gaps,
					},
				],
				results,
			},
		],
	};
	return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf(finding: Finding, root: string, rules: readonly RuleMeta[], places: Places) {
	const { rule, severity, confidence, message, demotion, waiver } = finding;
	return {
		ruleId: rule,
		ruleIndex: rules.findIndex(known => known.id === rule),
		level: SARIF_LEVELS[severity],
		message: { text: message },
		locations: [{ physicalLocation: physicalLocation(places.of(root, finding.location), finding.excerpt) }],
		relatedLocations: finding.related.map((related, id) => ({
			id,
			physicalLocation: physicalLocation(places.of(root, related.location)),
			message: { text: related.message },
		})),
		partialFingerprints: { 'aextFinding/v1': finding.fingerprint },
		...(waiver && {
			suppressions: [
				{
					kind: 'external',
					status: 'accepted',
					justification: `${waiver.reason} (${waiver.owner}, until ${waiver.expires})`,
				},
			],
		}),
		properties: {
			severity,
			confidence,
			...(demotion && { demotedFrom: demotion.from, demotedBecause: demotion.reason }),
		},
	};
}

function physicalLocation(place: Place, excerpt?: string) {
	const { startLine, startColumn, endLine, endColumn } = place;
	return {
		artifactLocation: artifactLocation(place.file),
		region: {
			startLine,
			startColumn,
			endLine,
			endColumn,
			...(excerpt ? { snippet: { text: excerpt } } : {}),
		},
	};
}

/** Relative to the working directory where the file lies below it, so that code hosts find it in the checkout. */
function artifactLocation(file: string) {
	if (path.isAbsolute(file)) return { uri: pathToFileURL(file).href };
	return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' };
}

function notificationOf({ path: relative, range, reason, gap }: NotExamined, root: string, places: Places) {
	const place = places.of(root, { path: relative, range: range ?? { start: 0, end: 0 } });
	return {
		level: gap ? 'warning' : 'note',
		message: { text: `Not examined: ${reason}` },
		locations: [{ physicalLocation: { artifactLocation: artifactLocation(place.file) } }],
	};
}
