import assert from 'node:assert/strict';
import type { SignatureClaim } from '../../server/src/base/claim';
import type { Finding } from '../../server/src/base/finding';
import type { Severity } from '../../server/src/base/severity';
import { judge, type VerdictTarget } from '../../server/src/verdict/judge';

const SIGNED: SignatureClaim = {
	outcome: 'verified',
	message: "Intact and signed by 'Acme'.",
	withdrawn: [],
};

function finding(severity: Severity): Finding {
	return {
		rule: 'r',
		severity,
		confidence: 'high',
		message: 'It runs what it downloads.',
		location: { path: 'run.sh', range: { start: 0, end: 1 } },
		related: [],
		excerpt: '',
		fingerprint: '0',
		fixes: [],
	};
}

const CLEAN: VerdictTarget = { archive: [], claim: SIGNED, findings: [], complete: true };
const withFinding = (severity: Severity): VerdictTarget => ({ ...CLEAN, findings: [finding(severity)] });
const signed = (claim: Partial<SignatureClaim>): VerdictTarget => ({
	...CLEAN,
	claim: { ...SIGNED, ...claim },
});
const refused = (code: string): VerdictTarget => ({
	...CLEAN,
	complete: false,
	archive: [{ code, message: 'Bad.' }],
});

describe('judge', () => {
	const withdrawn = [{ subject: 'sha256:0', reason: 'x', date: '2026-01-01' }];
	const cases: readonly [why: string, target: VerdictTarget, verdict: string][] = [
		['a clean, signed package', CLEAN, 'nothing-found'],
		['minor findings only', withFinding('low'), 'nothing-found'],
		['a finding', withFinding('medium'), 'review-needed'],
		['a serious finding', withFinding('high'), 'review-needed'],
		['a critical finding', withFinding('critical'), 'do-not-install'],
		['nobody signed', signed({ outcome: 'not-signed' }), 'nothing-found'],
		['an unknown key', signed({ outcome: 'unknown-key' }), 'nothing-found'],
		['changed after signing', signed({ outcome: 'changed' }), 'do-not-install'],
		['another key', signed({ outcome: 'other-key' }), 'do-not-install'],
		['a malformed signature', signed({ outcome: 'malformed' }), 'review-needed'],
		['a withdrawn key or package', signed({ withdrawn }), 'do-not-install'],
		[
			'a key that signs a foreign id',
			signed({ key: { fingerprint: 'ed25519:0', pinnedAs: 'Acme', outOfScope: true } }),
			'review-needed',
		],
		['not everything examined', { ...CLEAN, complete: false }, 'cannot-judge'],
		[
			'not everything examined, and a serious finding',
			{ ...withFinding('high'), complete: false },
			'cannot-judge',
		],
		[
			'not everything examined, and a critical one',
			{ ...withFinding('critical'), complete: false },
			'do-not-install',
		],
		[
			'an analysis that broke off',
			{ ...CLEAN, complete: false, brokenOff: 'It took too long.' },
			'cannot-judge',
		],
		['no manifest', { ...CLEAN, manifest: { code: 'manifest-missing', message: 'None.' } }, 'review-needed'],
		['no zip', refused('not-a-zip'), 'cannot-judge'],
		['an encrypted archive', refused('encrypted'), 'cannot-judge'],
		['a name outside its folder', refused('name-parent'), 'do-not-install'],
		['a bomb', refused('ratio'), 'do-not-install'],
	];
	for (const [why, target, verdict] of cases) {
		it(`${why}: ${verdict}`, () => {
			const judgement = judge(target);
			assert.equal(judgement.verdict, verdict);
			assert.match(judgement.sentence, /^[A-Z].*\.$/);
		});
	}

	it('does not count waived findings', () => {
		const waiver = { reason: 'known', owner: 'ann', expires: '2027-01-01' };
		assert.equal(
			judge({ ...CLEAN, findings: [{ ...finding('critical'), waiver }] }).verdict,
			'nothing-found',
		);
	});

	it('takes the policy for what it decides', () => {
		const policy = (action: 'allow' | 'ask' | 'quarantine' | 'refuse') =>
			judge({
				...CLEAN,
				policy: { action, checked: [], objections: [{ rule: 'x', action, message: 'No.' }] },
			}).verdict;
		assert.deepEqual(
			[policy('allow'), policy('ask'), policy('quarantine'), policy('refuse')],
			['nothing-found', 'review-needed', 'do-not-install', 'do-not-install'],
		);
	});

	it('puts the weightiest reason first and says how many more there are', () => {
		const judgement = judge({
			...CLEAN,
			findings: [finding('medium'), finding('high'), finding('high'), finding('critical')],
			complete: false,
		});
		assert.deepEqual(
			judgement.reasons.map(reason => reason.code),
			['findings-critical', 'not-examined', 'findings-high', 'findings-medium', 'signature-verified'],
		);
		assert.match(judgement.reasons[2]?.message ?? '', /There is one more\./);
	});

	it('never calls anything safe', () => {
		for (const [, target] of cases) assert.doesNotMatch(judge(target).sentence, /\bsafe\b/i);
	});
});
