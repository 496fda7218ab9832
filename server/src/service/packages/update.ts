import { escapeForDisplay } from '../../base/display';
import type { Permissions } from '../../formats/manifest/model';
import type { Receipt } from '../../formats/receipt/model';
import type { PackageReading } from '../../jobs/model';

/**
 * What an update changes for the worse, compared with what is installed: permissions that it adds, an older version,
 * another signer. Full sentences for people; single permissions, never groups. Empty for a package without a valid
 * manifest, which is not installed anyway.
 */
export function changesSince(installed: Receipt, { manifest, claim }: PackageReading): readonly string[] {
	if (manifest.state !== 'valid') return [];
	const changes: string[] = [];
	const { version, permissions } = manifest.manifest;
	const before = installed.extension.version;
	if (isOlder(version, before)) {
		changes.push(
			`It is older (${escapeForDisplay(version, 40)}) than what is installed (${escapeForDisplay(before, 40)}).`,
		);
	}
	const { fingerprint } = installed.signature;
	if (fingerprint !== undefined && installed.signature.outcome === 'verified') {
		if (claim.outcome === 'not-signed') changes.push('What is installed was signed, and this is not.');
		else if (claim.key?.fingerprint !== fingerprint)
			changes.push('It is signed with another key than what is installed.');
	}
	const held = new Set(listed(installed.permissions));
	for (const permission of listed(permissions)) {
		if (!held.has(permission)) changes.push(`It adds a permission: ${permission}.`);
	}
	return changes;
}

/** Each permission that is declared, one by one, for people. */
export function listed({ files, network, process }: Permissions): readonly string[] {
	const each = (name: string, values: readonly string[]) =>
		values.map(value => `${name} '${escapeForDisplay(value, 100)}'`);
	const flag = (name: string, value: boolean) => (value ? [name] : []);
	return [
		...each('files.read', files.read),
		...each('files.write', files.write),
		...each('network.domains', network.domains),
		...flag('network.allow_ip_literals', network.allow_ip_literals),
		...flag('process.allow_shell', process.allow_shell),
		...flag('process.allow_subprocess', process.allow_subprocess),
	];
}

/** By the three numbers; a pre-release is older than its release. Other suffixes are not compared. */
function isOlder(version: string, than: string): boolean {
	const [a, b] = [partsOf(version), partsOf(than)];
	for (let i = 0; i < 3; i++) {
		const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
		if (difference !== 0) return difference < 0;
	}
	return a.preRelease && !b.preRelease;
}

function partsOf(version: string): { readonly numbers: readonly number[]; readonly preRelease: boolean } {
	const [core = '', suffix] = version.split(/(?=[-+])/, 2);
	return { numbers: core.split('.').map(Number), preRelease: suffix?.startsWith('-') ?? false };
}
