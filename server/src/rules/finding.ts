import { escapeForDisplay, excerptOf } from '../base/display';
import type { Demotion, Finding } from '../base/finding';
import { fingerprintOf } from '../base/hash';
import { milder, type Severity } from '../base/severity';
import type { Context } from '../facts/model';
import type { Report, RuleMeta } from './model';

/** How many levels milder a weak rule's finding is where its context explains it. */
const DEMOTION_STEPS = 2;

/** A finding that still lacks its fingerprint, which depends on its neighbours. */
export interface Draft {
	readonly finding: Omit<Finding, 'fingerprint'>;
	readonly identity: string;
}

/**
 * What a rule reported, completed by what the runner knows: the rule's own severity and confidence, the excerpt,
 * and the milder severity of a weak rule in a context that explains it.
 *
 * @param textOf the text of a file, where it was kept, for the excerpt.
 */
export function draftOf(rule: RuleMeta, report: Report, textOf: (path: string) => string | undefined): Draft {
	const from = report.severity ?? rule.severity;
	const explained = report.explained === undefined ? undefined : { from, reason: report.explained };
	const demotion = explained ?? (rule.strength === 'weak' ? demotionOf(from, report.context) : undefined);
	const excerpt = report.excerpt ?? excerptAt(report, textOf);
	return {
		finding: {
			rule: rule.id,
			severity: demotion ? milder(from, DEMOTION_STEPS) : from,
			confidence: report.confidence ?? rule.confidence,
			message: report.message,
			location: report.location,
			related: report.related ?? [],
			excerpt,
			fixes: report.fixes ?? [],
			...(demotion && { demotion }),
		},
		identity: report.identity ?? excerpt,
	};
}

/** Drafts in the order of their places, equal ones once, each with its fingerprint. */
export function finished(drafts: readonly Draft[]): Finding[] {
	const occurrences = new Map<string, number>();
	const findings: Finding[] = [];
	for (const { finding, identity } of drafts.toSorted((a, b) => comparePlaces(a.finding, b.finding))) {
		const previous = findings.at(-1);
		if (previous && isSame(previous, finding)) continue;
		const base = fingerprintOf(finding.rule, finding.location.path, identity);
		const occurrence = occurrences.get(base) ?? 0;
		occurrences.set(base, occurrence + 1);
		const fingerprint = occurrence === 0 ? base : fingerprintOf(base, String(occurrence));
		findings.push({ ...finding, fingerprint });
	}
	return findings;
}

type Placed = Pick<Finding, 'rule' | 'message' | 'location'>;

/** By path (code-unit order), start, rule, end, message: one order whatever the order of the checks. */
export function comparePlaces(a: Placed, b: Placed): number {
	return (
		compare(a.location.path, b.location.path) ||
		a.location.range.start - b.location.range.start ||
		compare(a.rule, b.rule) ||
		a.location.range.end - b.location.range.end ||
		compare(a.message, b.message)
	);
}

function isSame(a: Placed, b: Placed): boolean {
	return comparePlaces(a, b) === 0;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** The reason completes "milder because". */
function demotionOf(from: Severity, context: Context | undefined): Demotion | undefined {
	const reasons = context?.mitigations.map(mitigation => mitigation.reason) ?? [];
	if (reasons.length === 0 || from === 'info') return undefined;
	return { from, reason: `it ${[...new Set(reasons)].join(' and ')}` };
}

function excerptAt(report: Report, textOf: (path: string) => string | undefined): string {
	const { path, range } = report.location;
	const text = textOf(path);
	return text === undefined ? '' : excerptOf(text.slice(range.start, Math.min(range.end, range.start + 800)));
}

/** What went wrong inside a rule, on one line and safe to show. */
export function describeError(error: unknown): string {
	return escapeForDisplay(error instanceof Error ? `${error.name}: ${error.message}` : String(error), 160);
}
