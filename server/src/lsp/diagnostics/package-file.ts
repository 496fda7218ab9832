import type { Diagnostic } from 'vscode-languageserver';
import type { Session } from '../session';
import { SEVERITY, SOURCE } from './diagnostic';

/**
 * The findings of a review as diagnostics of a document inside the package, with the same rules and pages. Ranges
 * are in UTF-16 code units; a client with other positions is shown whole lines.
 */
export function packageDiagnostics(session: Session, uri: string, docs: string): Diagnostic[] {
	const { client } = session;
	return (session.reviews.findingsIn(uri) ?? []).flatMap(finding => {
		if (!finding.place) return [];
		const { start, end } = finding.place.range;
		const range =
			client.encoding === 'utf-16'
				? { start, end }
				: { start: { line: start.line, character: 0 }, end: { line: end.line + 1, character: 0 } };
		const { rule, severity, message, milder } = finding;
		return [
			{
				range,
				severity: SEVERITY[severity],
				code: rule,
				...(client.codeDescription && { codeDescription: { href: `${docs}${rule}.md` } }),
				source: SOURCE,
				message: milder === undefined ? message : `${message} (${milder})`,
			},
		];
	});
}
