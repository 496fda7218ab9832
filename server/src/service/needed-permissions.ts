import { coversHost, coversPath } from '../facts/coverage';
import type { ExtensionFacts } from '../facts/model';
import type { Permissions } from '../formats/manifest/model';
import { reachOf } from '../rules/support/reach';

/** More names than this say less than the wildcard they would replace. */
const LISTED = 12;

/**
 * What a manifest should declare: of what it declares, what is used or may be; besides, what is surely used and not
 * covered. A pattern that permits nearly everything gives way to what is used of it. Where something is computed at
 * run time or was not examined, nothing declared is dropped.
 */
export function neededPermissions(facts: ExtensionFacts, declared: Permissions): Permissions {
	const { hosts, ipLiterals, reads, writes, shell, subprocess, possible, unresolved } = facts.observed;
	const { files, network, process } = declared;
	const gap = facts.notExamined.some(part => part.gap);
	const unknown = {
		network: gap || unresolved.network.length > 0,
		reads: gap || unresolved.reads.length > 0,
		writes: gap || unresolved.writes.length > 0,
		process: gap || unresolved.process.length > 0,
	};
	const possibleHosts = [...possible.hosts, ...possible.ipLiterals, ...ipLiterals.keys()];
	const ips = possible.ipLiterals.size > 0;
	return {
		files: {
			read: needed(files.read, reads.keys(), possible.reads, unknown.reads, PATHS),
			write: needed(files.write, writes.keys(), possible.writes, unknown.writes, PATHS),
		},
		network: {
			domains: needed(network.domains, hosts.keys(), possibleHosts, unknown.network, HOSTS),
			allow_ip_literals: flag(network.allow_ip_literals, ipLiterals.size > 0, ips || unknown.network),
		},
		process: {
			allow_shell: flag(process.allow_shell, shell.length > 0, possible.shell || unknown.process),
			allow_subprocess: flag(
				process.allow_subprocess,
				subprocess.length > 0,
				possible.subprocess || unknown.process,
			),
		},
	};
}

/** How patterns of one kind are compared with what is observed. */
interface Patterns {
	covers(pattern: string, observed: string): boolean;
	/** Permits so much that what is used of it says more. */
	isBroad(pattern: string): boolean;
}

const HOSTS: Patterns = { covers: coversHost, isBroad: domain => domain.includes('*') };
const PATHS: Patterns = { covers: coversPath, isBroad: pattern => reachOf(pattern) !== undefined };

function needed(
	declared: readonly string[],
	sure: Iterable<string>,
	possible: Iterable<string>,
	unknown: boolean,
	{ covers, isBroad }: Patterns,
): readonly string[] {
	const used = [...sure];
	const known = [...new Set([...used, ...possible])].sort();
	const kept = unknown
		? [...declared]
		: declared.flatMap(pattern => {
				const covered = known.filter(observed => covers(pattern, observed));
				if (covered.length === 0) return [];
				const replace = isBroad(pattern) && covered.length <= LISTED && !covered.includes(pattern);
				return replace ? covered : [pattern];
			});
	for (const observed of used) {
		if (!kept.some(pattern => covers(pattern, observed))) kept.push(observed);
	}
	return [...new Set(kept)];
}

/** Sure use sets a flag; possible use keeps it as it is. */
function flag(declared: boolean, used: boolean, possible: boolean): boolean {
	return used || (declared && possible);
}
