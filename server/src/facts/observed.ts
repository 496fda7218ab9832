import { escapeForDisplay } from '../base/display';
import type { Finding, Location, NotExamined } from '../base/finding';
import {
	type Evidence,
	type FilePositions,
	MAX_EVIDENCE,
	MAX_USES,
	type Observed,
	type ObservedUse,
	type PermissionKind,
} from '../base/observed';
import type { Use } from '../scripts/model';
import type { ExtensionFacts, Placed } from './model';
import { reachPhrases } from './reach';

const BINARY = new Set(['image', 'archive', 'executable', 'binary']);
const SHOWN = 300;

/**
 * What an extension's files are seen to do, as plain data that crosses process borders.
 * @param findings whose places are to be found in `positions` too.
 */
export function observedOf(
	facts: ExtensionFacts,
	findings: readonly Finding[],
	notExamined: readonly NotExamined[] = facts.notExamined,
): Observed {
	const uses = usesOf(facts);
	const reach = reachPhrases(facts);
	const kept = uses.slice(0, MAX_USES);
	return {
		uses: kept,
		reach: reach.slice(0, MAX_USES),
		files: facts.files.map(({ path, kind, hidden }) => ({
			path,
			kind,
			binary: BINARY.has(kind),
			hidden: hidden.length > 0,
		})),
		positions: positionsOf(facts, kept, findings, notExamined),
		more: uses.length - kept.length + Math.max(0, reach.length - MAX_USES),
	};
}

function usesOf({ files, observed }: ExtensionFacts): readonly ObservedUse[] {
	const { possible, unresolved } = observed;
	const weak = weakEvidence(files);
	const uses: ObservedUse[] = [];
	const add = (
		kind: PermissionKind,
		value: string,
		certainty: ObservedUse['certainty'],
		found: readonly Evidence[],
	) => uses.push({ kind, value: escapeForDisplay(value, SHOWN), certainty, evidence: found });
	const named = (
		kind: PermissionKind,
		firm: ReadonlyMap<string, readonly Placed<Use>[]>,
		maybe: ReadonlySet<string>,
	) => {
		for (const [value, found] of firm) add(kind, value, 'yes', evidenceOf(found));
		for (const value of [...maybe].sort()) {
			if (!firm.has(value)) add(kind, value, 'possible', weak.get(value) ?? []);
		}
	};
	const hosts = new Set([...possible.hosts].filter(host => !possible.ipLiterals.has(host)));
	named('network', observed.hosts, hosts);
	named('ip', observed.ipLiterals, possible.ipLiterals);
	named('read', observed.reads, possible.reads);
	named('write', observed.writes, possible.writes);
	for (const kind of ['shell', 'subprocess'] as const) {
		if (observed[kind].length > 0) add(kind, '', 'yes', evidenceOf(observed[kind]));
		else if (possible[kind]) add(kind, '', 'possible', weak.get(`:${kind}`) ?? []);
	}
	if (unresolved.network.length > 0) add('network', '', 'unknown', evidenceOf(unresolved.network));
	if (unresolved.reads.length > 0) add('read', '', 'unknown', evidenceOf(unresolved.reads));
	if (unresolved.writes.length > 0) add('write', '', 'unknown', evidenceOf(unresolved.writes));
	return uses;
}

/** Where a value is named at all, for what no firm evidence shows. */
function weakEvidence(files: ExtensionFacts['files']): ReadonlyMap<string, readonly Evidence[]> {
	const found = new Map<string, Evidence[]>();
	const add = (key: string | null, evidence: Evidence) => {
		if (key === null) return;
		const known = found.get(key);
		if (!known) found.set(key, [evidence]);
		else if (known.length < MAX_EVIDENCE) known.push(evidence);
	};
	for (const file of files) {
		for (const use of file.uses) add(keyOf(use.fact), evidence(use));
		for (const { fact, path, range } of file.mentions)
			add(fact.host, { location: { path, range }, what: 'names it in a link' });
	}
	return found;
}

function keyOf(use: Use): string | null {
	if (use.kind === 'network') return use.host;
	if (use.kind === 'file' || use.kind === 'agent-config') return use.path;
	if (use.kind === 'process') return use.shell ? ':shell' : ':subprocess';
	return null;
}

function evidenceOf(uses: readonly Placed<Use>[]): readonly Evidence[] {
	return uses.slice(0, MAX_EVIDENCE).map(evidence);
}

function evidence({ fact, path, range }: Placed<Use>): Evidence {
	return { location: { path, range }, what: escapeForDisplay(fact.how, SHOWN) };
}

function positionsOf(
	{ files }: ExtensionFacts,
	uses: readonly ObservedUse[],
	findings: readonly Finding[],
	notExamined: readonly NotExamined[],
): readonly FilePositions[] {
	const offsets = new Map<string, Set<number>>();
	const note = ({ path, range }: Location) => {
		const known = offsets.get(path) ?? new Set();
		offsets.set(path, known.add(range.start).add(range.end));
	};
	for (const use of uses) for (const { location } of use.evidence) note(location);
	for (const { location, related } of findings) {
		note(location);
		for (const each of related) note(each.location);
	}
	for (const { path, range } of notExamined) if (range) note({ path, range });
	return files.flatMap(({ path, lines }) => {
		const named = [...(offsets.get(path) ?? [])].sort((a, b) => a - b);
		if (named.length === 0) return [];
		const at = named.flatMap(offset => {
			const { line, character } = lines.positionAt(offset);
			return [offset, line, character];
		});
		return [{ path, at }];
	});
}
