import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { escapeForDisplay } from '../../base/display';
import type { NotExamined } from '../../base/finding';
import { EMPTY_RANGE } from '../../base/range';
import type { ExtensionReport } from '../../service/model';
import { fileAt } from '../../service/report-files';
import type { ClientSupport } from '../client-support';
import type { Places } from '../places';
import { SOURCE } from './diagnostic';

/** Gaps that are named one by one. */
const LISTED = 5;

/** The file at whose start an extension's gaps are told: its manifest, else SKILL.md, else its first file. */
export function gapsPath({ facts }: ExtensionReport): string | undefined {
	return facts.manifest?.path ?? facts.skill?.path ?? facts.files[0]?.path;
}

/** What of an extension was not examined, as one diagnostic; `undefined` when nothing leaves a gap. */
export function gapsDiagnostic(
	report: ExtensionReport,
	places: Places,
	client: ClientSupport,
): Diagnostic | undefined {
	const path = gapsPath(report);
	const gaps = report.notExamined.filter(part => part.gap);
	if (path === undefined || gaps.length === 0) return undefined;
	const listed = gaps.slice(0, LISTED);
	const left = gaps.length - listed.length;
	const lines = fileAt(report.facts, path)?.lines;
	const firstLine = { start: 0, end: lines ? Math.max(0, lines.startOf(1) - (lines.count > 1 ? 1 : 0)) : 0 };
	return {
		range: places.range(path, firstLine),
		severity: DiagnosticSeverity.Information,
		code: 'not-examined',
		source: SOURCE,
		message: [
			'Not everything was examined, so “nothing found” cannot be said.',
			...listed.map(gap => `${nameOf(gap)}: ${gap.reason}.`),
			...(left > 0 ? [`And ${left} more.`] : []),
		].join('\n'),
		...(client.relatedInformation && {
			relatedInformation: listed
				.filter(gap => fileAt(report.facts, gap.path) !== undefined)
				.map(gap => ({
					location: places.location({ path: gap.path, range: gap.range ?? EMPTY_RANGE }),
					message: `Not examined: ${gap.reason}`,
				})),
		}),
	};
}

function nameOf({ path }: NotExamined): string {
	return path === '' ? 'The folder' : escapeForDisplay(path, 80);
}
