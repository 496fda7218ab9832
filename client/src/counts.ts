import { l10n } from 'vscode';
import type { Status } from '../../server/src/protocol';

type Counts = Status['findings'];

export function total(findings: Counts): number {
	return Object.values(findings).reduce((sum, count) => sum + count, 0);
}

/** "1 high, 2 low": severities that occur, most serious first. */
export function breakdown({ critical, high, medium, low, info }: Counts): string {
	const parts: [number, string][] = [
		[critical, l10n.t('{0} critical', critical)],
		[high, l10n.t('{0} high', high)],
		[medium, l10n.t('{0} medium', medium)],
		[low, l10n.t('{0} low', low)],
		[info, l10n.t('{0} info', info)],
	];
	return parts
		.filter(([count]) => count > 0)
		.map(([, words]) => words)
		.join(', ');
}
