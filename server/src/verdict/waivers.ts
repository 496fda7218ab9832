import type { Finding } from '../base/finding';
import { matchesPath } from '../base/path-pattern';
import type { WaiverEntry } from '../formats/waivers/model';

export interface WaivedFindings {
	/** The given findings in their order, covered ones carrying their waiver. */
	readonly findings: readonly Finding[];
	/** Entries that covered at least one finding. */
	readonly used: ReadonlySet<WaiverEntry>;
}

/**
 * Marks the findings that the workspace's waivers cover. Nothing is removed: a waived finding is still shown.
 * When several entries cover one finding the first in the file is shown for it; all of them count as used.
 *
 * @param entries from the person's own workspace only, never from the audited extension.
 * @param today `YYYY-MM-DD`; an entry holds until the end of its `expires` day.
 * @param prefix folder of the extension relative to the waivers file's folder, `''` when they are the same.
 */
export function applyWaivers(
	findings: readonly Finding[],
	entries: readonly WaiverEntry[],
	today: string,
	prefix = '',
): WaivedFindings {
	const used = new Set<WaiverEntry>();
	const byRule = new Map<string, WaiverEntry[]>();
	for (const entry of entries) {
		if (entry.waiver.expires < today) continue;
		const known = byRule.get(entry.waiver.rule);
		if (known) known.push(entry);
		else byRule.set(entry.waiver.rule, [entry]);
	}
	const waived = findings.map(finding => {
		const path = prefix === '' ? finding.location.path : `${prefix}/${finding.location.path}`;
		const covering = (byRule.get(finding.rule) ?? []).filter(entry => covers(entry, finding, path));
		for (const entry of covering) used.add(entry);
		const first = covering[0]?.waiver;
		if (!first) return finding;
		return {
			...finding,
			waiver: { reason: first.reason, owner: first.owner, expires: first.expires },
		};
	});
	return { findings: waived, used };
}

function covers(entry: WaiverEntry, finding: Finding, path: string): boolean {
	const { fingerprint, path: pattern } = entry.waiver;
	return (fingerprint === undefined || fingerprint === finding.fingerprint) && matchesPath(pattern, path);
}
