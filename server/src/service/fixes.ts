import type { Finding, Fix, TextEdit } from '../base/finding';
import { overlaps, type Range } from '../base/range';
import type { ExtensionReport } from './model';

/** A fix with the findings that it resolves. */
export interface OfferedFix {
	readonly fix: Fix;
	readonly findings: readonly Finding[];
}

/** Findings in a file that touch a range, in their order. Waived ones are settled and left out. */
export function findingsAt({ findings }: ExtensionReport, path: string, range: Range): readonly Finding[] {
	return findings.filter(
		finding => !finding.waiver && finding.location.path === path && overlaps(finding.location.range, range),
	);
}

/** The fixes of the given findings, each once, and for every rule that has several in the file one for all of them. */
export function fixesFor(
	report: ExtensionReport,
	path: string,
	findings: readonly Finding[],
): readonly OfferedFix[] {
	const single = findings.flatMap(finding => finding.fixes.map(fix => ({ fix, findings: [finding] })));
	const all = [...new Set(findings.map(finding => finding.rule))].flatMap(rule => {
		const offered = fixOfRule(report, path, rule);
		return offered ? [offered] : [];
	});
	return [...single, ...all];
}

/** One fix for all findings of a rule in a file; `undefined` when fewer than two can be fixed together. */
function fixOfRule(report: ExtensionReport, path: string, rule: string): OfferedFix | undefined {
	const fixable = report.findings.flatMap(finding => {
		const here = finding.rule === rule && finding.location.path === path && !finding.waiver;
		const fix = here ? mainFix(finding) : undefined;
		return fix && isPlain(fix) ? [{ finding, fix }] : [];
	});
	const taken = compatible(fixable, ({ fix }) => fix.edits);
	if (taken.length < 2) return undefined;
	const effects = new Set(taken.map(({ fix }) => fix.effect));
	return {
		fix: {
			title: `Fix all ${taken.length} of “${rule}” in this file`,
			effect: effects.has('widens') ? 'widens' : effects.has('narrows') ? 'narrows' : 'neutral',
			edits: taken.flatMap(({ fix }) => fix.edits),
		},
		findings: taken.map(({ finding }) => finding),
	};
}

/** The fix to take for a finding: the preferred one, or the only one. */
export function mainFix({ fixes }: Finding): Fix | undefined {
	return fixes.find(fix => fix.preferred) ?? (fixes.length === 1 ? fixes[0] : undefined);
}

/** Whether a fix only edits what is there. */
export function isPlain(fix: Fix): boolean {
	return !fix.create?.length && !fix.rename?.length;
}

/** Those items whose edits do not touch the edits of an item before them; equal edits are made once. */
export function compatible<Item>(
	items: readonly Item[],
	editsOf: (item: Item) => readonly TextEdit[],
): readonly Item[] {
	const taken: TextEdit[] = [];
	return items.filter(item => {
		const edits = editsOf(item);
		const clash = edits.some(edit =>
			taken.some(other => other.path === edit.path && overlaps(other.range, edit.range)),
		);
		if (!clash) taken.push(...edits);
		return !clash;
	});
}
