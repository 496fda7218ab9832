import { canonicalIp } from '../scripts/ip';
import type { FileUse, NetworkUse, Use } from '../scripts/model';
import type { FileFacts, ObservedPermissions, Placed } from './model';

/** Contexts in which code is shown rather than used; a fact there demands no declaration. */
const SHOWN_ONLY = new Set(['quotation', 'table', 'negation', 'detection-content', 'example-section']);

/**
 * Whether a use is evidence enough to demand a declaration: not doubtful, and not in a place where code is only
 * shown. A command in inline code is prose about a command; it counts as possible use only.
 */
export function isFirm(use: Placed<Use>): boolean {
	const { container, mitigations } = use.context;
	if (use.fact.confidence === 'low' || container === 'inline-code' || container === 'prose') return false;
	return !mitigations.some(mitigation => SHOWN_ONLY.has(mitigation.kind));
}

/** The permissions that the files of one extension are seen to use, with the evidence for each. */
export function observePermissions(files: readonly FileFacts[]): ObservedPermissions {
	const own = new Set(files.map(file => file.path));
	const firm = new Evidence();
	const possible = new Evidence();
	for (const file of files) {
		for (const use of file.uses) {
			possible.add(use, own);
			if (isFirm(use)) firm.add(use, own);
		}
	}
	const mentioned = files.flatMap(file => file.mentions.map(mention => mention.fact.host));
	return {
		hosts: sorted(firm.hosts),
		ipLiterals: sorted(firm.ipLiterals),
		reads: sorted(firm.reads),
		writes: sorted(firm.writes),
		shell: firm.shell,
		subprocess: firm.subprocess,
		possible: {
			hosts: new Set([...possible.hosts.keys(), ...mentioned]),
			ipLiterals: new Set([...possible.ipLiterals.keys(), ...mentioned.filter(isIpLiteral)]),
			reads: new Set(possible.reads.keys()),
			writes: new Set(possible.writes.keys()),
			shell: possible.shell.length > 0,
			subprocess: possible.subprocess.length > 0,
		},
		unresolved: possible.unresolved,
	};
}

type Uses = Map<string, Placed<Use>[]>;

/** Uses sorted under the permission that each needs. */
class Evidence {
	readonly hosts: Uses = new Map();
	readonly ipLiterals: Uses = new Map();
	readonly reads: Uses = new Map();
	readonly writes: Uses = new Map();
	readonly shell: Placed<Use>[] = [];
	readonly subprocess: Placed<Use>[] = [];
	readonly unresolved = {
		network: [] as Placed<Use>[],
		reads: [] as Placed<Use>[],
		writes: [] as Placed<Use>[],
		process: [] as Placed<Use>[],
	};

	add(use: Placed<Use>, own: ReadonlySet<string>): void {
		const { fact } = use;
		if (fact.kind === 'network') this.addNetwork(use, fact);
		else if (fact.kind === 'file') this.addFile(use, fact, own);
		else if (fact.kind === 'process') {
			// What a shell starts is covered by the permission to run a shell.
			(fact.shell ? this.shell : this.subprocess).push(use);
			if (fact.program === null) this.unresolved.process.push(use);
		} else if (fact.kind === 'agent-config') {
			append(fact.access === 'read' ? this.reads : this.writes, fact.path, use);
		}
	}

	private addNetwork(use: Placed<Use>, fact: NetworkUse): void {
		if (fact.host === null) this.unresolved.network.push(use);
		else if (isLoopback(fact.host)) return;
		else if (isIpLiteral(fact.host)) append(this.ipLiterals, fact.host, use);
		else append(this.hosts, fact.host, use);
	}

	private addFile(use: Placed<Use>, fact: FileUse, own: ReadonlySet<string>): void {
		const writes = fact.access !== 'read';
		if (fact.path === null || fact.path === '*') {
			(writes ? this.unresolved.writes : this.unresolved.reads).push(use);
		} else if (writes || !own.has(fact.path.replace(/^\.\//, ''))) {
			// Reading what the extension itself ships needs no permission.
			append(writes ? this.writes : this.reads, fact.path, use);
		}
	}
}

function append(uses: Uses, key: string, use: Placed<Use>): void {
	const known = uses.get(key);
	if (known) known.push(use);
	else uses.set(key, [use]);
}

function sorted(uses: Uses): Uses {
	return new Map([...uses].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a host is this machine itself: contacting it crosses no border that a domain list guards. */
export function isLoopback(host: string): boolean {
	return /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|0\.0\.0\.0)$/i.test(host);
}

/** Whether a host is an IPv4 or IPv6 address, in any spelling that network libraries accept. */
export function isIpLiteral(host: string): boolean {
	return canonicalIp(host) !== null;
}
