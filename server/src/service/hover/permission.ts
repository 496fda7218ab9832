import { coversHost, coversPath } from '../../facts/coverage';
import type { ExtensionFacts, Placed } from '../../facts/model';
import { isIpLiteral } from '../../facts/permissions';
import { nodeAt, pathAt } from '../../formats/json/node';
import type { Use } from '../../scripts/model';
import { evidenceLines } from '../evidence';
import { domainWords, type Flag, flagWords, pathWords } from '../permission-words';
import { type Block, type Line, paragraph } from '../prose';

/** What the permission at an offset of the manifest allows, and what in the folder uses it. */
export function permissionHover(facts: ExtensionFacts, offset: number): readonly Block[] {
	const json = facts.manifest?.manifest.json;
	if (!json) return [];
	const path = pathAt(json, offset);
	const [root, group, field] = path;
	if (root !== 'permissions') return [];
	const value = nodeAt(json, path)?.value;
	if (path.length === 3 && group === 'process' && isFlag(field)) return flag(facts, field, value);
	if (path.length === 3 && field === 'allow_ip_literals') return flag(facts, field, value);
	if (path.length !== 4 || typeof value !== 'string') return [];
	if (group === 'network' && field === 'domains') {
		return [paragraph(...domainWords(value)), ...domainEvidence(facts, value)];
	}
	if (group === 'files' && (field === 'read' || field === 'write')) {
		return [paragraph(...pathWords(field, value)), ...pathEvidence(facts, field, value)];
	}
	return [];
}

function flag(facts: ExtensionFacts, name: Flag, value: unknown): readonly Block[] {
	const { observed } = facts;
	const uses = {
		allow_shell: observed.shell,
		allow_subprocess: observed.subprocess,
		allow_ip_literals: [...observed.ipLiterals.values()].flat(),
	}[name];
	const possible = {
		allow_shell: observed.possible.shell,
		allow_subprocess: observed.possible.subprocess,
		allow_ip_literals: observed.possible.ipLiterals.size > 0,
	}[name];
	return [paragraph(...flagWords(name, value === true)), ...evidence(facts, uses, possible, [])];
}

function domainEvidence(facts: ExtensionFacts, domain: string): readonly Block[] {
	const { hosts, ipLiterals, possible, unresolved } = facts.observed;
	const covered = [...(isIpLiteral(domain) ? ipLiterals : hosts)].filter(([host]) =>
		coversHost(domain, host),
	);
	const mentioned = [...possible.hosts].some(host => coversHost(domain, host));
	return evidence(
		facts,
		covered.flatMap(([, uses]) => uses),
		mentioned,
		unresolved.network,
	);
}

function pathEvidence(facts: ExtensionFacts, access: 'read' | 'write', pattern: string): readonly Block[] {
	const { reads, writes, possible, unresolved } = facts.observed;
	const [seen, maybe, unknown] =
		access === 'read'
			? [reads, possible.reads, unresolved.reads]
			: [writes, possible.writes, unresolved.writes];
	const covered = [...seen].filter(([path]) => coversPath(pattern, path));
	const mentioned = [...maybe].some(path => coversPath(pattern, path));
	return evidence(
		facts,
		covered.flatMap(([, uses]) => uses),
		mentioned,
		unknown,
	);
}

function evidence(
	facts: ExtensionFacts,
	uses: readonly Placed<Use>[],
	possible: boolean,
	unresolved: readonly Placed<Use>[],
): readonly Block[] {
	if (uses.length > 0) return [paragraph('Used here:'), { list: evidenceLines(facts, uses) }];
	if (possible) {
		return [paragraph('Nothing is sure to use it; examples or links in the text name it.')];
	}
	const none: Line = ['Nothing in this folder is seen to use it.'];
	if (unresolved.length === 0) return [paragraph(...none)];
	const words = 'It may be used all the same: what these reach is computed at run time.';
	return [paragraph(...none, ' ', words), { list: evidenceLines(facts, unresolved) }];
}

function isFlag(name: unknown): name is 'allow_shell' | 'allow_subprocess' {
	return name === 'allow_shell' || name === 'allow_subprocess';
}
