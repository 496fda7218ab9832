import { escapeForDisplay } from '../base/display';
import { hostCovers, hostsOverlap, pathCovers, pathsOverlap } from '../base/pattern-sets';
import type { Permissions } from '../formats/manifest/model';
import type { PolicyPermissions } from '../formats/policy/v1-model';

/** What a policy says of one permission, held against what is declared. */
export interface PermissionCheck {
	/** E.g. `network.domains`. */
	readonly permission: string;
	/** One full sentence for each declared value that it objects to. */
	readonly messages: readonly string[];
}

const MOST_TOLD = 10;

/** Declared permissions that share anything with what is denied. A pattern is denied as soon as part of it is. */
export function deniedPermissions(
	denied: PolicyPermissions,
	declared: Permissions,
): readonly PermissionCheck[] {
	const { files, network, process } = denied;
	const checks: PermissionCheck[] = [];
	const lists = (
		name: string,
		values: readonly string[],
		patterns: readonly string[] | undefined,
		meets: Meets,
	) => {
		if (!patterns) return;
		const messages = values.flatMap(value => {
			const pattern = patterns.find(each => meets(each, value));
			return pattern === undefined ? [] : [`${name} ${quoted(value)} is denied by ${quoted(pattern)}.`];
		});
		checks.push({ permission: name, messages: messages.slice(0, MOST_TOLD) });
	};
	lists('files.read', declared.files.read, files?.read, pathsOverlap);
	lists('files.write', declared.files.write, files?.write, pathsOverlap);
	lists('network.domains', declared.network.domains, network?.domains, hostsOverlap);
	const flags: readonly Flag[] = [
		['network.allow_ip_literals', network?.allow_ip_literals, declared.network.allow_ip_literals],
		['process.allow_shell', process?.allow_shell, declared.process.allow_shell],
		['process.allow_subprocess', process?.allow_subprocess, declared.process.allow_subprocess],
	];
	for (const [permission, value, is] of flags) {
		if (value === undefined) continue;
		checks.push({ permission, messages: value === is ? [`${permission}=${is} is denied.`] : [] });
	}
	return checks;
}

/** Declared permissions that go beyond what is allowed. What the policy does not mention is not allowed. */
export function forbiddenPermissions(
	allowed: PolicyPermissions,
	declared: Permissions,
): readonly PermissionCheck[] {
	const { files, network, process } = allowed;
	const list = (
		permission: string,
		values: readonly string[],
		patterns: readonly string[] = [],
		covers: Meets,
	): PermissionCheck => ({
		permission,
		messages: values
			.filter(value => !patterns.some(pattern => covers(pattern, value)))
			.slice(0, MOST_TOLD)
			.map(value => `${permission} ${quoted(value)} is more than is allowed.`),
	});
	const flag = (permission: string, allow: boolean | undefined, is: boolean): PermissionCheck => ({
		permission,
		messages: is && allow !== true ? [`${permission}=true is more than is allowed.`] : [],
	});
	return [
		list('files.read', declared.files.read, files?.read, pathCovers),
		list('files.write', declared.files.write, files?.write, pathCovers),
		list('network.domains', declared.network.domains, network?.domains, hostCovers),
		flag('network.allow_ip_literals', network?.allow_ip_literals, declared.network.allow_ip_literals),
		flag('process.allow_shell', process?.allow_shell, declared.process.allow_shell),
		flag('process.allow_subprocess', process?.allow_subprocess, declared.process.allow_subprocess),
	];
}

type Meets = (pattern: string, value: string) => boolean;
type Flag = readonly [permission: string, value: boolean | undefined, is: boolean];

function quoted(value: string): string {
	return `'${escapeForDisplay(value, 100)}'`;
}
