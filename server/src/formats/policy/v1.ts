import type * as z from 'zod/mini';
import { checkSchema } from '../json/check';
import type { JsonDocument } from '../json/model';
import { isIncomplete, nodeAt } from '../json/node';
import { parseStrictJson, type StrictJsonOptions } from '../json/strict';
import { POLICY_SCHEMA, type Policy, type PolicyPermissions, type PolicyV1Document } from './v1-model';
import { policyV1Schema } from './v1-schema';

/** Whether a policy file says that it is in our own format, of whatever version. */
export function isVersionedPolicy(json: JsonDocument): boolean {
	return nodeAt(json, ['schema']) !== undefined;
}

/** Reads a policy of our own format, wholly or not at all. Never throws. */
export function parsePolicyV1(text: string, options: StrictJsonOptions = {}): PolicyV1Document {
	const json = parseStrictJson(text, options);
	if (json.root?.type !== 'object') return { problems: json.problems };
	const checked = checkSchema(policyV1Schema, json.root, isIncomplete(json));
	const problems = [...json.problems, ...checked.problems].sort((a, b) => a.range.start - b.range.start);
	if (checked.value === undefined || problems.length > 0) return { problems };
	return { policy: policyOf(checked.value), problems };
}

type Written = z.output<typeof policyV1Schema>;

function policyOf(written: Written): Policy {
	const { signature, permissions, findings, attestations, actions } = written;
	return {
		mode: written.mode ?? 'enforce',
		signature: {
			required: signature?.required ?? true,
			...(signature?.signers && { signers: signature.signers }),
		},
		permissions: {
			...(permissions?.allow && { allow: permissionsOf(permissions.allow) }),
			deny: permissionsOf(permissions?.deny ?? {}),
		},
		findings: {
			...(findings?.highest && { highest: findings.highest }),
			deny: findings?.deny ?? [],
		},
		attestations: { required: attestations?.required ?? [] },
		actions: {
			signature: actions?.signature ?? 'refuse',
			permissions: actions?.permissions ?? 'refuse',
			findings: actions?.findings ?? 'refuse',
			attestations: actions?.attestations ?? 'refuse',
			not_examined: actions?.not_examined ?? 'ask',
		},
		exceptions: written.exceptions ?? [],
	};
}

type WrittenPermissions = NonNullable<NonNullable<Written['permissions']>['deny']>;

function permissionsOf({ files, network, process }: WrittenPermissions): PolicyPermissions {
	return {
		...(files && {
			files: { ...(files.read && { read: files.read }), ...(files.write && { write: files.write }) },
		}),
		...(network && {
			network: {
				...(network.domains && { domains: network.domains }),
				...(network.allow_ip_literals !== undefined && { allow_ip_literals: network.allow_ip_literals }),
			},
		}),
		...(process && {
			process: {
				...(process.allow_shell !== undefined && { allow_shell: process.allow_shell }),
				...(process.allow_subprocess !== undefined && { allow_subprocess: process.allow_subprocess }),
			},
		}),
	};
}

/** A policy that says only its version, to start from. */
export const EMPTY_POLICY_TEXT = `${JSON.stringify({ schema: POLICY_SCHEMA }, undefined, 2)}\n`;
