import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding } from '../../base/finding';
import type { Severity } from '../../base/severity';
import type { ClientSupport } from '../client-support';
import type { Places } from '../places';

export const SOURCE = 'aext';

/** Rules about something that may simply be removed; editors fade the text. */
export const UNNECESSARY: ReadonlySet<string> = new Set([
	'unused-permission',
	'permission-ip-literals-unneeded',
	'permission-shell-unneeded',
	'permission-subprocess-unneeded',
	'waiver-unused',
]);

export const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
	critical: DiagnosticSeverity.Error,
	high: DiagnosticSeverity.Error,
	medium: DiagnosticSeverity.Warning,
	low: DiagnosticSeverity.Information,
	info: DiagnosticSeverity.Hint,
};

/** What a diagnostic carries so that a code action can find its finding again. */
export interface DiagnosticData {
	readonly fingerprint: string;
}

/** @param docs prefix of the rules' pages: `${docs}${id}.md`. */
export function toDiagnostic(
	finding: Finding,
	places: Places,
	client: ClientSupport,
	docs: string,
): Diagnostic {
	const { rule, location, related, fingerprint } = finding;
	const data: DiagnosticData = { fingerprint };
	return {
		range: places.range(location.path, location.range),
		severity: SEVERITY[finding.severity],
		code: rule,
		...(client.codeDescription && { codeDescription: { href: `${docs}${rule}.md` } }),
		source: SOURCE,
		message: messageOf(finding),
		...(client.unnecessaryTag && UNNECESSARY.has(rule) && { tags: [DiagnosticTag.Unnecessary] }),
		...(client.relatedInformation &&
			related.length > 0 && {
				relatedInformation: related.map(({ location, message }) => ({
					location: places.location(location),
					message,
				})),
			}),
		data,
	};
}

/** The finding's message; where it was made milder, from what and why. */
export function messageOf({ message, severity, demotion }: Finding): string {
	if (!demotion) return message;
	return `${message} (Reported as ${severity} instead of ${demotion.from} because ${demotion.reason}.)`;
}

/** The fingerprint in a diagnostic that a client sent back. */
export function fingerprintIn({ source, data }: Diagnostic): string | undefined {
	if (source !== SOURCE || typeof data !== 'object' || data === null) return undefined;
	return 'fingerprint' in data && typeof data.fingerprint === 'string' ? data.fingerprint : undefined;
}
