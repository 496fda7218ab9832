import type { PermissionKind } from '../../base/observed';
import { SEVERITIES } from '../../base/severity';
import type { PermissionRow } from './permissions';
import type { Subject } from './subject';

/** What a package says it may do, what its files do and what was found, a sentence each. */
export function summaryOf(subject: Subject, rows: readonly PermissionRow[]): readonly string[] {
	if (!subject.observed) return [];
	const declared = rows.filter(row => row.declared);
	// Not the pattern that covers what they use: the manifest alone has that.
	const used = rows.filter(row => row.observed && (row.used === 'yes' || row.used === 'unknown'));
	const missing = used.filter(row => !row.declared);
	const says = subject.permissions
		? `It declares ${kinds(declared)}`
		: 'It has no manifest that says what it may do';
	const sentences = [`${says}; its files are seen to use ${kinds(used)}.`];
	if (missing.length > 0 && subject.permissions) {
		sentences.push(`Used and not declared: ${kinds(missing)}.`);
	}
	const counts = SEVERITIES.map(
		severity => [severity, subject.findings.filter(each => each.severity === severity).length] as const,
	).filter(([, count]) => count > 0);
	if (counts.length > 0) {
		sentences.push(`Findings: ${counts.map(([severity, count]) => `${count} ${severity}`).join(', ')}.`);
	}
	if (!subject.complete) sentences.push('Not everything in it could be examined.');
	return sentences;
}

const WORDS: Readonly<Record<PermissionKind, readonly [string, string]>> = {
	network: ['host', 'hosts'],
	ip: ['address given as a number', 'addresses given as numbers'],
	read: ['path to read', 'paths to read'],
	write: ['path to write', 'paths to write'],
	shell: ['a shell', 'a shell'],
	subprocess: ['other programs', 'other programs'],
};

function kinds(rows: readonly PermissionRow[]): string {
	const parts = Object.entries(WORDS).flatMap(([kind, [one, many]]) => {
		const count = rows.filter(row => row.kind === kind).length;
		if (count === 0) return [];
		return one === many ? [one] : [`${count} ${count === 1 ? one : many}`];
	});
	return parts.length === 0 ? 'nothing' : parts.join(', ');
}
