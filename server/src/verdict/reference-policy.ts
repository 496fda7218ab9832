import type { Permissions } from '../formats/manifest/model';
import type { ReferencePolicy } from '../formats/policy/model';
import type { PolicyDecision, PolicyObjection } from './model';

/**
 * Decides as the reference tool does: a value under `deny` that equals the manifest's value is denied, `false` as
 * well as `true`; `enforce` refuses, `warn` only tells. The messages are the reference tool's, word for word.
 */
export function decideByReference(policy: ReferencePolicy, permissions: Permissions): PolicyDecision {
	const { network, process } = policy.permissions.deny;
	const rules: readonly [name: string, denied: boolean | undefined, declared: boolean][] = [
		['network.allow_ip_literals', network.allow_ip_literals, permissions.network.allow_ip_literals],
		['process.allow_shell', process.allow_shell, permissions.process.allow_shell],
	];
	const action = policy.mode === 'enforce' ? 'refuse' : 'allow';
	const given = rules.filter(([, denied]) => denied !== undefined);
	const objections = given
		.filter(([, denied, declared]) => denied === declared)
		.map(
			([name, denied]): PolicyObjection => ({
				rule: `permissions.deny.${name}`,
				action,
				message: `denied: ${name}=${denied}`,
			}),
		);
	return {
		action: objections.length > 0 ? action : 'allow',
		objections,
		checked: given.map(([name]) => `permissions.deny.${name}`),
	};
}
