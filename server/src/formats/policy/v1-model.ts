import type { Problem } from '../../base/problem';
import type { Severity } from '../../base/severity';
import type { JsonProblemCode, SchemaProblemCode } from '../json/model';

export const POLICY_SCHEMA = 'aext/policy/v1';

/** What is done with a package, mildest first. */
export const POLICY_ACTIONS = ['allow', 'ask', 'quarantine', 'refuse'] as const;
export type PolicyAction = (typeof POLICY_ACTIONS)[number];

/** What a policy can object to, and for which an action can be chosen. */
export const POLICY_SUBJECTS = [
	'signature',
	'permissions',
	'findings',
	'attestations',
	'not_examined',
] as const;
export type PolicySubject = (typeof POLICY_SUBJECTS)[number];

/** Permissions named in a policy. Absent: nothing is said about them. */
export interface PolicyPermissions {
	readonly files?: { readonly read?: readonly string[]; readonly write?: readonly string[] };
	readonly network?: { readonly domains?: readonly string[]; readonly allow_ip_literals?: boolean };
	readonly process?: { readonly allow_shell?: boolean; readonly allow_subprocess?: boolean };
}

/** One rule of the policy that does not hold for some extensions, for a time. */
export interface PolicyException {
	/** Id of a policy rule as decisions show it, e.g. `permissions.deny.process.allow_shell`. */
	readonly rule: string;
	/** Extension ids: an id, `com.acme.*`, or `*`. */
	readonly extension: string;
	readonly reason: string;
	readonly owner: string;
	/** Last day on which it holds, `YYYY-MM-DD`. */
	readonly expires: string;
}

/** Our own policy format. The reference tool does not read it. */
export interface Policy {
	/** `warn`: everything is told and nothing kept from being installed. */
	readonly mode: 'enforce' | 'warn';
	readonly signature: {
		readonly required: boolean;
		/** Fingerprints of the keys that may sign; absent: any key that the person pinned. */
		readonly signers?: readonly string[];
	};
	readonly permissions: {
		/** Where given, nothing beyond it may be declared. */
		readonly allow?: PolicyPermissions;
		readonly deny: PolicyPermissions;
	};
	readonly findings: {
		/** The most serious severity that is allowed; absent: no limit. */
		readonly highest?: Severity | 'none';
		/** Rules of the audit that must report nothing, whatever their severity. */
		readonly deny: readonly string[];
	};
	readonly attestations: { readonly required: readonly string[] };
	readonly actions: Readonly<Record<PolicySubject, PolicyAction>>;
	readonly exceptions: readonly PolicyException[];
}

export interface PolicyV1Document {
	/** Absent when anything is wrong: a policy half read could allow what its author denies. */
	readonly policy?: Policy;
	readonly problems: readonly Problem<JsonProblemCode | SchemaProblemCode>[];
}
