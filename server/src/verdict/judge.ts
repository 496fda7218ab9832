import type { SignatureClaim } from '../base/claim';
import { escapeForDisplay } from '../base/display';
import type { Finding } from '../base/finding';
import { atLeast, SEVERITIES, type Severity } from '../base/severity';
import { type Judgement, type PolicyDecision, VERDICT_WORDS, VERDICTS, type VerdictReason } from './model';

/** Everything that a verdict rests on. */
export interface VerdictTarget {
	/** Why the reader refused the archive; empty when it did not. */
	readonly archive: readonly { readonly code: string; readonly message: string }[];
	/** Why the manifest inside cannot be used; absent when it can. */
	readonly manifest?: { readonly code: string; readonly message: string };
	readonly claim: SignatureClaim;
	/** Waived ones included, carrying their waiver: they do not count. */
	readonly findings: readonly Finding[];
	/** Whether all that could matter was looked at. */
	readonly complete: boolean;
	/** The analysis broke off: it was cancelled, ran out of time, or its program died. Then nothing else can be said. */
	readonly brokenOff?: string;
	readonly policy?: PolicyDecision;
}

/** Archives that hide what they hold rather than show something bad. */
const UNREADABLE: ReadonlySet<string> = new Set([
	'not-a-zip',
	'truncated',
	'encrypted',
	'unsupported-method',
	'unsupported-version',
	'archive-too-large',
	'changed-while-read',
]);

/**
 * The verdict on a package, with what speaks for it. Never better than the worst reason. A clear reason against
 * installing stands even when not everything was seen; nothing milder does.
 */
export function judge(target: VerdictTarget): Judgement {
	const reasons = [
		...archiveReasons(target),
		...signatureReasons(target.claim),
		...policyReasons(target.policy),
		...findingReasons(target.findings),
	];
	if (target.manifest && target.archive.length === 0)
		reasons.push({ verdict: 'review-needed', ...target.manifest });
	if (target.brokenOff !== undefined) {
		reasons.push({ verdict: 'cannot-judge', code: 'broken-off', message: target.brokenOff });
	} else if (!target.complete && target.archive.length === 0) {
		const message = 'Not everything in the package could be examined.';
		reasons.push({ verdict: 'cannot-judge', code: 'not-examined', message });
	}
	reasons.sort((a, b) => weight(a) - weight(b));
	const first = reasons[0];
	const verdict = first === undefined || first.verdict === 'note' ? 'nothing-found' : first.verdict;
	return { verdict, sentence: sentenceFor(verdict, first, target.claim), reasons };
}

function weight({ verdict }: VerdictReason): number {
	return verdict === 'note' ? VERDICTS.length : VERDICTS.indexOf(verdict);
}

function sentenceFor(
	verdict: Judgement['verdict'],
	first: VerdictReason | undefined,
	claim: SignatureClaim,
): string {
	const words = VERDICT_WORDS[verdict];
	return `${words}. ${first && first.verdict !== 'note' ? first.message : claim.message}`;
}

function archiveReasons({ archive }: VerdictTarget): VerdictReason[] {
	return archive.map(({ code, message }) => ({
		verdict: UNREADABLE.has(code) ? 'cannot-judge' : 'do-not-install',
		code,
		message,
	}));
}

function signatureReasons({ outcome, message, key, withdrawn }: SignatureClaim): VerdictReason[] {
	const code = `signature-${outcome}`;
	if (withdrawn.length > 0) return [{ verdict: 'do-not-install', code: 'withdrawn', message }];
	if (key?.outOfScope && outcome === 'verified') {
		return [{ verdict: 'review-needed', code: 'signature-out-of-scope', message }];
	}
	if (outcome === 'changed' || outcome === 'other-key') return [{ verdict: 'do-not-install', code, message }];
	if (outcome === 'malformed' || outcome === 'unsupported')
		return [{ verdict: 'review-needed', code, message }];
	return [{ verdict: 'note', code, message }];
}

function policyReasons(decision: PolicyDecision | undefined): VerdictReason[] {
	return (decision?.objections ?? []).map(({ rule, action, message }) => ({
		verdict: action === 'allow' ? 'note' : action === 'ask' ? 'review-needed' : 'do-not-install',
		code: `policy:${rule}`,
		message: `Your policy (${rule}): ${message}`,
	}));
}

function findingReasons(findings: readonly Finding[]): VerdictReason[] {
	const counted = findings.filter(finding => finding.waiver === undefined);
	return SEVERITIES.filter(severity => atLeast(severity, 'medium')).flatMap(severity => {
		const found = counted.filter(finding => finding.severity === severity);
		const [first] = found;
		if (!first) return [];
		const others =
			found.length === 1
				? ''
				: ` There ${found.length === 2 ? 'is one more' : `are ${found.length - 1} more`}.`;
		return [
			{
				verdict: severity === 'critical' ? 'do-not-install' : 'review-needed',
				code: `findings-${severity}`,
				message: `${SEVERITY_WORDS[severity]} in '${escapeForDisplay(first.location.path, 100)}': ${first.message}${others}`,
			} as const,
		];
	});
}

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
	critical: 'A critical finding',
	high: 'A serious finding',
	medium: 'A finding',
	low: 'A minor finding',
	info: 'A remark',
};
