import type { SignatureClaim } from '../base/claim';
import type { Finding } from '../base/finding';
import type { Permissions } from '../formats/manifest/model';
import type { PolicyAction } from '../formats/policy/v1-model';

/** What a policy judges. */
export interface PolicyTarget {
	/** `id` of the manifest inside the package; absent when it cannot be read. */
	readonly extensionId?: string;
	/** Absent when the manifest cannot be read. */
	readonly permissions?: Permissions;
	readonly claim: SignatureClaim;
	/** Waived ones included, carrying their waiver: they do not count. */
	readonly findings: readonly Finding[];
	/** False when something was not examined. */
	readonly complete: boolean;
	/** Kinds of the attestations that were found and verified. */
	readonly attestations: readonly string[];
	/** `YYYY-MM-DD`. */
	readonly today: string;
}

/** One rule of a policy that objected. */
export interface PolicyObjection {
	/** Place of the rule in the policy, e.g. `permissions.deny.process.allow_shell`. */
	readonly rule: string;
	/** What the policy does about it: `allow` when an exception covers it or the policy only warns. */
	readonly action: PolicyAction;
	/** A full sentence for people. */
	readonly message: string;
	/** The exception that covers it. */
	readonly exception?: { readonly reason: string; readonly owner: string; readonly expires: string };
}

export interface PolicyDecision {
	/** The strictest of the objections' actions; `allow` when there is none. */
	readonly action: PolicyAction;
	readonly objections: readonly PolicyObjection[];
	/** Every rule of the policy that was held against the extension, objecting or not. */
	readonly checked: readonly string[];
}

/** The four words that a package is judged with. */
export const VERDICTS = ['do-not-install', 'cannot-judge', 'review-needed', 'nothing-found'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
	'do-not-install': 'Do not install',
	'cannot-judge': 'Cannot judge',
	'review-needed': 'Review needed',
	'nothing-found': 'Nothing found beyond what it declares',
};

/** What speaks for a verdict. */
export interface VerdictReason {
	/** What it leads to by itself; `note` leads to nothing and is only said. */
	readonly verdict: Verdict | 'note';
	readonly code: string;
	/** A full sentence for people. */
	readonly message: string;
}

export interface Judgement {
	readonly verdict: Verdict;
	/** The verdict and its weightiest reason, in one or two sentences. */
	readonly sentence: string;
	/** Weightiest first. */
	readonly reasons: readonly VerdictReason[];
}
