import type { Permissions } from '../formats/manifest/model';
import type { ObservedPermissions } from './model';

/**
 * The permissions to declare for what was observed, and nothing more: an audit of the same files with them finds
 * nothing undeclared and nothing unused.
 */
export function leastPermissions(observed: ObservedPermissions): Permissions {
	return {
		files: { read: [...observed.reads.keys()], write: [...observed.writes.keys()] },
		network: {
			domains: [...observed.hosts.keys()],
			allow_ip_literals: observed.ipLiterals.size > 0,
		},
		process: {
			allow_shell: observed.shell.length > 0,
			allow_subprocess: observed.subprocess.length > 0,
		},
	};
}
