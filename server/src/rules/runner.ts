import type { Finding } from '../base/finding';
import { EMPTY_RANGE } from '../base/range';
import { atLeast, type Severity } from '../base/severity';
import type { ExtensionFacts, FileFacts } from '../facts/model';
import { comparePlaces, type Draft, describeError, draftOf, finished } from './finding';
import type { ExtensionRule, FileRule, Report, Rule, RuleMeta, WaiversFacts, WaiversRule } from './model';

/** Findings of one rule listed for one file; the rest is said in one finding more. */
export const LISTED_PER_RULE = 50;
/** Reports read from one check. What comes after is counted as "more" and judged at the rule's own severity. */
export const READ_PER_CHECK = 2_000;

/** Findings in the order of their places, and the rules that failed: while there is one, the result is not complete. */
export interface RuleRun {
	readonly findings: readonly Finding[];
	readonly failedRules: readonly string[];
}

/** Runs a set of rules over facts. Pure: the same facts give the same findings in the same order. */
export interface RuleRunner {
	/** The rules that look at one file at a time. Cached for as long as the facts live. */
	runFileRules(file: FileFacts): RuleRun;
	/** The rules that look at the extension as a whole. */
	runExtensionRules(extension: ExtensionFacts): RuleRun;
	/** Both, for all files. */
	runRules(extension: ExtensionFacts): RuleRun;
	/** The rules for a workspace's waivers file. */
	runWaiverRules(waivers: WaiversFacts): RuleRun;
}

/** @param internalError metadata of the finding that stands for a rule that threw. */
export function createRunner(rules: readonly Rule[], internalError: RuleMeta): RuleRunner {
	const fileRules = rules.filter(rule => rule.scope === 'file');
	const extensionRules = rules.filter(rule => rule.scope === 'extension');
	const waiverRules = rules.filter(rule => rule.scope === 'waivers');
	const fileRuns = new WeakMap<FileFacts, RuleRun>();

	function runFileRules(file: FileFacts): RuleRun {
		const cached = fileRuns.get(file);
		if (cached) return cached;
		const run = runAll(
			fileRules.filter(rule => isNeeded(rule, file)).map(rule => [rule, () => rule.check(file)]),
			path => (path === file.path ? file.text : undefined),
			file.path,
		);
		fileRuns.set(file, run);
		return run;
	}

	function runExtensionRules(extension: ExtensionFacts): RuleRun {
		const files = new Map(extension.files.map(file => [file.path, file]));
		return runAll(
			extensionRules
				.filter(rule => isNeeded(rule, extension))
				.map(rule => [rule, () => rule.check(extension)]),
			path => files.get(path)?.text,
			extension.skill?.path ?? extension.manifest?.path ?? extension.files[0]?.path ?? '',
		);
	}

	return {
		runFileRules,
		runExtensionRules,
		runRules(extension) {
			const runs = [...extension.files.map(runFileRules), runExtensionRules(extension)];
			return {
				findings: runs.flatMap(run => run.findings).sort(comparePlaces),
				failedRules: [...new Set(runs.flatMap(run => run.failedRules))].sort(),
			};
		},
		runWaiverRules(waivers) {
			return runAll(
				waiverRules.map(rule => [rule, () => rule.check(waivers)]),
				path => (path === waivers.path ? waivers.document.text : undefined),
				waivers.path,
			);
		},
	};

	function runAll(
		checks: readonly (readonly [FileRule | ExtensionRule | WaiversRule, () => Iterable<Report>])[],
		textOf: (path: string) => string | undefined,
		fallbackPath: string,
	): RuleRun {
		const drafts: Draft[] = [];
		const failedRules: string[] = [];
		for (const [rule, check] of checks) {
			const { reports, more, error } = collect(check);
			// What a failing rule had found before it failed is kept.
			for (const group of groupByPath(reports.map(report => draftOf(rule, report, textOf)))) {
				drafts.push(...listed(rule, group, more));
			}
			if (error !== undefined) {
				failedRules.push(rule.id);
				drafts.push(draftOf(internalError, failureOf(rule, error, fallbackPath), textOf));
			}
		}
		return { findings: finished(drafts), failedRules };
	}
}

/** Whether a check has anything to look at. A rule that needs nothing looks at everything. */
function isNeeded<Facts extends object>(rule: { readonly needs: readonly (keyof Facts)[] }, facts: Facts) {
	if (rule.needs.length === 0) return true;
	return rule.needs.some(need => {
		const value = facts[need];
		return Array.isArray(value) ? value.length > 0 : value !== undefined;
	});
}

function collect(check: () => Iterable<Report>): {
	readonly reports: readonly Report[];
	readonly more: boolean;
	readonly error?: string;
} {
	const reports: Report[] = [];
	try {
		for (const report of check()) {
			if (reports.length === READ_PER_CHECK) return { reports, more: true };
			reports.push(report);
		}
		return { reports, more: false };
	} catch (error) {
		return { reports, more: false, error: describeError(error) };
	}
}

function groupByPath(drafts: readonly Draft[]): Iterable<Draft[]> {
	const groups = new Map<string, Draft[]>();
	for (const draft of drafts) {
		const path = draft.finding.location.path;
		const group = groups.get(path);
		if (group) group.push(draft);
		else groups.set(path, [draft]);
	}
	return groups.values();
}

/** The most serious findings of one rule in one file, and one more that says what is not listed. */
function listed(rule: RuleMeta, drafts: readonly Draft[], more: boolean): readonly Draft[] {
	if (drafts.length <= LISTED_PER_RULE && !more) return drafts;
	const bySeverity = drafts.toSorted(
		(a, b) => severityOrder(a.finding.severity, b.finding.severity) || comparePlaces(a.finding, b.finding),
	);
	const kept = bySeverity.slice(0, LISTED_PER_RULE);
	const rest = bySeverity.slice(LISTED_PER_RULE);
	const first = rest[0] ?? kept[0];
	if (!first) return drafts;
	// Where the check was cut off, nobody knows how serious the unread ones are.
	const severity = more ? rule.severity : first.finding.severity;
	const count = more ? 'Many' : String(rest.length);
	const message = `${count} more of “${rule.title}” in this file, not listed one by one. Settle the listed ones, then audit again.`;
	const { demotion: _, ...plain } = first.finding;
	const summary = { ...plain, severity, message, related: [], fixes: [], excerpt: '' };
	return [...kept, { finding: summary, identity: 'further places' }];
}

function severityOrder(a: Severity, b: Severity): number {
	return a === b ? 0 : atLeast(a, b) ? -1 : 1;
}

function failureOf(rule: RuleMeta, error: string, path: string): Report {
	return {
		location: { path, range: EMPTY_RANGE },
		message: `The rule “${rule.id}” failed (${error}), so nothing is known about what it looks for here. Do not take this result as clean; please report it with this message.`,
		identity: rule.id,
	};
}
