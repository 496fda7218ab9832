import type { PolicyAction } from '../../formats/policy/v1-model';
import type { VerdictReason } from '../../verdict/model';
import { stricter } from '../../verdict/policy';
import type { Inspection } from './inspect';
import type { LoadedPolicy } from './policy';

/** What is done with a package, and why. */
export interface Gate {
	readonly action: PolicyAction;
	/** Sentences for people, weightiest first. */
	readonly reasons: readonly string[];
	/** The person's own policy decided, and nothing else is as strict. */
	readonly byPolicy: boolean;
}

/**
 * What the verdict and the person's policy together lead to: the stricter of the two. A policy that says itself how
 * serious findings may be is taken at its word about findings; about anything else it cannot be milder than the
 * verdict.
 */
export function gate(inspection: Inspection, policy: LoadedPolicy | undefined): Gate {
	const decided = inspection.decision?.action ?? 'allow';
	const governsFindings = policy?.kind === 'aext/policy/v1' && policy.policy.findings.highest !== undefined;
	const governsSignature = policy?.kind === 'aext/policy/v1';
	const weighed = inspection.judgement.reasons.filter(
		({ code }) => !code.startsWith('policy:') && !(governsFindings && code.startsWith('findings-')),
	);
	let byVerdict: PolicyAction = 'allow';
	const reasons: string[] = [];
	for (const reason of weighed) {
		const action = actionFor(reason, governsSignature);
		if (action === 'allow') continue;
		byVerdict = stricter(byVerdict, action);
		reasons.push(reason.message);
	}
	const objections = (inspection.decision?.objections ?? []).filter(each => each.action !== 'allow');
	const policyDecides = decided !== 'allow' && stricter(decided, byVerdict) !== byVerdict;
	const words = objections.map(({ rule, message }) => `Your policy (${rule}): ${message}`);
	return {
		action: stricter(decided, byVerdict),
		reasons: policyDecides ? [...words, ...reasons] : [...reasons, ...words],
		byPolicy: policyDecides,
	};
}

/** Codes of what makes installing impossible rather than doubtful. */
const IMPOSSIBLE: ReadonlySet<string> = new Set([
	'broken-off',
	'manifest-missing',
	'manifest-invalid',
	'manifest-differs',
	'skill-missing',
]);

function actionFor({ verdict, code }: VerdictReason, governsSignature: boolean): PolicyAction {
	if (verdict === 'do-not-install' || IMPOSSIBLE.has(code)) return 'refuse';
	if (verdict === 'cannot-judge' || verdict === 'review-needed') return 'ask';
	const unvouched = code === 'signature-not-signed' || code === 'signature-unknown-key';
	return unvouched && !governsSignature ? 'ask' : 'allow';
}
