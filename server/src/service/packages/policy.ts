import type { Problem } from '../../base/problem';
import { NO_PERMISSIONS } from '../../formats/manifest/parse';
import type { ReferencePolicy } from '../../formats/policy/model';
import { parsePolicy } from '../../formats/policy/parse';
import type { Policy } from '../../formats/policy/v1-model';
import type { PackageHost } from '../../host/model';
import type { PolicyDecision, PolicyTarget } from '../../verdict/model';
import { decideByPolicy } from '../../verdict/policy';
import { decideByReference } from '../../verdict/reference-policy';
import { readTextFile } from './text-file';

/** A policy that may be evaluated. */
export type LoadedPolicy = { readonly digest: string } & (
	| { readonly kind: 'reference'; readonly policy: ReferencePolicy }
	| { readonly kind: 'aext/policy/v1'; readonly policy: Policy }
);

/** A policy file that may not be evaluated, and why. */
export interface UnusablePolicy {
	readonly kind: 'unusable';
	readonly text: string;
	readonly problems: readonly Problem[];
	/** The text in the accepted shape, for the shape that only the reference's documentation knows. */
	readonly rewritten?: string;
}

/** Loads a policy of either format. A file that cannot be read rejects with `HostError`. */
export async function loadPolicy(host: PackageHost, uri: string): Promise<LoadedPolicy | UnusablePolicy> {
	const { text, bom } = await readTextFile(host, uri);
	const digest = `sha256:${host.crypto.sha256(new TextEncoder().encode(text))}`;
	const { policy, versioned, problems, rewritten } = parsePolicy(text, { bom });
	if (policy) return { kind: 'reference', policy, digest };
	if (versioned) return { kind: 'aext/policy/v1', policy: versioned, digest };
	return { kind: 'unusable', text, problems, ...(rewritten !== undefined && { rewritten }) };
}

/** What a policy decides about an extension. */
export function decide(loaded: LoadedPolicy, target: PolicyTarget): PolicyDecision {
	if (loaded.kind === 'reference')
		return decideByReference(loaded.policy, target.permissions ?? NO_PERMISSIONS);
	return decideByPolicy(loaded.policy, target);
}
