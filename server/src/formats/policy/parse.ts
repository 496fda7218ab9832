import type { Problem } from '../../base/problem';
import { checkSchema } from '../json/check';
import type { JsonDocument } from '../json/model';
import { isIncomplete, memberOf } from '../json/node';
import { parseStrictJson, type StrictJsonOptions } from '../json/strict';
import type { PolicyDocument, PolicyProblemCode, ReferencePolicy } from './model';
import { documentedPolicySchema, policySchema } from './schema';
import { isVersionedPolicy, parsePolicyV1 } from './v1';

/**
 * Reads `policy.json`, the reference tool's or, where it says its version, our own. `policy` is there only when it may be evaluated as it stands, that is without any problem: a
 * policy half read could allow what its author denies. The shape that the reference tool's documentation shows gets
 * one problem and, where nothing else is wrong with it, its text in the accepted shape.
 */
export function parsePolicy(text: string, options: StrictJsonOptions = {}): PolicyDocument {
	const json = parseStrictJson(text, options);
	if (json.root?.type !== 'object') return { text, json, problems: json.problems };
	if (isVersionedPolicy(json)) {
		const { policy: versioned, problems } = parsePolicyV1(text, options);
		return { text, json, ...(versioned && { versioned }), problems };
	}
	if (memberOf(json.root, 'deny') && !memberOf(json.root, 'permissions')) return documentedShape(text, json);
	const checked = checkSchema(policySchema, json.root, isIncomplete(json));
	const problems = inOrder([...json.problems, ...checked.problems]);
	if (checked.value === undefined || problems.length > 0) return { text, json, problems };
	const deny = checked.value.permissions?.deny;
	return { text, json, policy: policyOf(checked.value.mode, deny?.network, deny?.process), problems };
}

function documentedShape(text: string, json: JsonDocument): PolicyDocument {
	if (json.root === undefined) return { text, json, problems: json.problems };
	const checked = checkSchema(documentedPolicySchema, json.root, isIncomplete(json));
	const others: Problem<PolicyProblemCode>[] = [...json.problems, ...checked.problems];
	const denied = checked.value?.deny.permissions;
	const drops = denied?.process?.allow_subprocess !== undefined;
	const shape: Problem<PolicyProblemCode> = {
		code: 'documented-shape',
		message: `"deny" with "permissions" inside is how the documentation writes a policy, but no tool reads it, so nothing is denied. Write "permissions" with "deny" inside.${
			drops ? ' "allow_subprocess" cannot be denied by a policy and will be left out.' : ''
		}`,
		range: memberOf(json.root, 'deny')?.keyRange ?? json.root.range,
		...(drops && { data: { dropped: ['process.allow_subprocess'] } }),
	};
	const problems = inOrder([shape, ...others]);
	if (checked.value === undefined || others.length > 0) return { text, json, problems };
	const policy = policyOf(checked.value.mode, denied?.network, denied?.process);
	return { text, json, rewritten: formatPolicy(policy), problems };
}

/** Canonical text of a policy: two spaces, a line break at the end. */
export function formatPolicy(policy: ReferencePolicy): string {
	return `${JSON.stringify(policy, undefined, 2)}\n`;
}

function policyOf(
	mode: 'enforce' | 'warn' | '' | undefined,
	network: { readonly allow_ip_literals?: boolean | undefined } | undefined,
	process: { readonly allow_shell?: boolean | undefined } | undefined,
): ReferencePolicy {
	const ip = network?.allow_ip_literals;
	const shell = process?.allow_shell;
	return {
		mode: mode === 'warn' ? 'warn' : 'enforce',
		permissions: {
			deny: {
				network: ip === undefined ? {} : { allow_ip_literals: ip },
				process: shell === undefined ? {} : { allow_shell: shell },
			},
		},
	};
}

function inOrder<Code extends string>(problems: readonly Problem<Code>[]): readonly Problem<Code>[] {
	return [...problems].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}
