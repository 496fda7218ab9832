import { leastPermissions } from '../facts/least-privilege';
import { MANIFEST_FILE, type Permissions } from '../formats/manifest/model';
import { syncManifest } from './manifest-sync';
import type { ExtensionReport } from './model';

/** What one line above a manifest or a skill says, and what can be done about it. */
export interface UseSummary {
	/** "Uses 2 hosts, shell · declares none · 1 waived" */
	readonly words: string;
	readonly action: 'sync' | 'create' | undefined;
}

/** What an extension uses and declares, in one line. */
export function summariseUse({ facts, findings }: ExtensionReport): UseSummary {
	const uses = counted(leastPermissions(facts.observed));
	const waived = findings.filter(finding => finding.waiver).length;
	const sync = syncManifest(facts);
	const parts = [
		`Uses ${uses}`,
		declares(facts.manifest?.manifest.manifest.permissions, uses, sync?.edits.length === 0),
		...(waived > 0 ? [`${waived} waived`] : []),
	];
	const action = !facts.manifest ? 'create' : sync && sync.edits.length > 0 ? 'sync' : undefined;
	return { words: parts.join(' · '), action };
}

function declares(permissions: Permissions | undefined, uses: string, inLine: boolean): string {
	if (!permissions) return `no ${MANIFEST_FILE}`;
	const words = counted(permissions);
	if (words === uses && inLine) return words === 'nothing' ? 'declares nothing' : 'declares the same';
	return `declares ${words === 'nothing' ? 'none' : words}`;
}

/** "2 hosts, 1 folder or file to write, shell" */
function counted({ files, network, process }: Permissions): string {
	const parts = [
		...number(network.domains.length, 'host', 'hosts'),
		...(network.allow_ip_literals ? ['IP addresses'] : []),
		...number(files.read.length, 'path to read', 'paths to read'),
		...number(files.write.length, 'path to write', 'paths to write'),
		...(process.allow_shell ? ['shell'] : []),
		...(process.allow_subprocess ? ['subprocesses'] : []),
	];
	return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function number(count: number, one: string, many: string): readonly string[] {
	return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
}
