import type { Finding } from '../../base/finding';
import { SEVERITIES, type Severity } from '../../base/severity';
import type { AuditReport, ExtensionReport } from '../../service/model';
import { activeFindings, type Places } from './places';

/** SGR sequences (ECMA-48); empty when colours are off. */
export interface Style {
	severity(severity: Severity, text: string): string;
	strong(text: string): string;
	faint(text: string): string;
}

const CODES: Record<Severity, string> = { critical: '1;31', high: '31', medium: '33', low: '36', info: '2' };

export function styleFor(colours: boolean): Style {
	const sgr = (code: string, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
	return {
		severity: (severity, text) => sgr(CODES[severity], text),
		strong: text => sgr('1', text),
		faint: text => sgr('2', text),
	};
}

/** The audit for people at a terminal. */
export function textReport(report: AuditReport, places: Places, style: Style): string {
	const parts = report.extensions.map(extension => extensionText(extension, places, style));
	for (const waivers of report.waivers) {
		if (waivers.findings.length === 0) continue;
		const findings = waivers.findings.map(finding => findingText(finding, waivers.root, places, style));
		parts.push(`${style.strong('Waivers')}\n\n${findings.join('\n')}`);
	}
	return `${[...parts, summaryText(report, style)].join('\n')}\n`;
}

function extensionText(extension: ExtensionReport, places: Places, style: Style): string {
	const lines = [style.strong(places.file(extension.root)), ''];
	for (const finding of activeFindings(extension)) {
		lines.push(findingText(finding, extension.root, places, style));
	}
	const waived = extension.findings.filter(finding => finding.waiver);
	for (const finding of waived) {
		const at = places.of(extension.root, finding.location);
		const { reason = '', owner = '', expires = '' } = finding.waiver ?? {};
		lines.push(
			style.faint(
				`  waived  ${at.file}:${at.startLine}  ${finding.rule}: ${reason} (${owner}, until ${expires})`,
			),
		);
	}
	for (const part of extension.notExamined) {
		const at = places.of(extension.root, { path: part.path, range: part.range ?? { start: 0, end: 0 } });
		const place = part.range ? `${at.file}:${at.startLine}` : at.file;
		lines.push(style.faint(`  not examined${part.gap ? '' : ' (no gap)'}  ${place}: ${part.reason}`));
	}
	if (lines.length === 2) lines.push('  Nothing found.');
	return `${lines.join('\n')}\n`;
}

function findingText(finding: Finding, root: string, places: Places, style: Style): string {
	const at = places.of(root, finding.location);
	const head = `  ${at.file}:${at.startLine}:${at.startColumn}  ${style.severity(finding.severity, finding.severity)}  ${style.strong(finding.rule)}`;
	const lines = [head, `    ${finding.message}`];
	if (finding.excerpt !== '') lines.push(style.faint(`    | ${finding.excerpt}`));
	if (finding.demotion) {
		lines.push(
			style.faint(`    ${finding.demotion.from} otherwise; milder because it ${finding.demotion.reason}`),
		);
	}
	for (const related of finding.related) {
		const place = places.of(root, related.location);
		lines.push(style.faint(`    ${place.file}:${place.startLine}:${place.startColumn}  ${related.message}`));
	}
	return `${lines.join('\n')}\n`;
}

function summaryText(report: AuditReport, style: Style): string {
	const findings = [
		...report.extensions.flatMap(activeFindings),
		...report.waivers.flatMap(waivers => waivers.findings),
	];
	const gaps = report.extensions.flatMap(extension => extension.notExamined).filter(part => part.gap).length;
	const counts = SEVERITIES.map(
		severity => [severity, findings.filter(f => f.severity === severity).length] as const,
	)
		.filter(([, count]) => count > 0)
		.map(([severity, count]) => style.severity(severity, `${count} ${severity}`));
	const extensions = counted(report.extensions.length, 'extension');
	const incomplete = report.extensions.filter(extension => !extension.complete).length;
	const unseen = gaps === 0 ? '' : ` ${counted(gaps, 'place')} not examined.`;
	const failed = incomplete > 0 && gaps === 0 ? ' A rule failed, so the result is not complete.' : '';
	if (findings.length > 0) return `${extensions}: ${counts.join(', ')}.${unseen}${failed}`;
	if (incomplete > 0) return `${extensions}: nothing found in what was examined.${unseen}${failed}`;
	return `${extensions}: nothing found.`;
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
