import type { Severity } from '../../base/severity';
import type { ExtensionReport } from '../../service/model';

/** How many findings there are of each severity that no waiver covers. */
export function countFindings(reports: Iterable<ExtensionReport>): Record<Severity, number> {
	const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 } satisfies Record<Severity, number>;
	for (const { findings } of reports) {
		for (const { severity, waiver } of findings) if (!waiver) counts[severity]++;
	}
	return counts;
}
