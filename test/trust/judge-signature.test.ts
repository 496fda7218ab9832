import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { matchesId } from '../../server/src/base/id-pattern';
import { fingerprintOfKey } from '../../server/src/formats/keys/fingerprint';
import type { PrivateKey } from '../../server/src/formats/keys/model';
import type { Signature } from '../../server/src/formats/signature/model';
import { parseSignature } from '../../server/src/formats/signature/parse';
import {
	EMPTY_TRUST_STORE,
	type PinnedKey,
	type TrustStore,
} from '../../server/src/formats/trust-store/model';
import { keyFromSeed, signDigest } from '../../server/src/sign/sign';
import { judgeSignature, keyFault } from '../../server/src/trust/judge-signature';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const acme = keyFromSeed(new Uint8Array(32).fill(1));
const other = keyFromSeed(new Uint8Array(32).fill(2));
const digest = `sha256:${'5a'.repeat(32)}`;
const otherDigest = `sha256:${'a5'.repeat(32)}`;

function signed(key: PrivateKey, over = digest): Signature {
	const text = signDigest(over, key, new Date('2026-11-21T00:00:00Z'));
	assert.ok(typeof text === 'string');
	const signature = parseSignature(text);
	assert.ok(signature.kind === 'signature');
	return signature;
}

function pin(key: PrivateKey, extra: Partial<PinnedKey> = {}): PinnedKey {
	return {
		name: 'Acme',
		publicKey: key.publicKey,
		fingerprint: fingerprintOfKey(key.publicKey, sha256),
		firstSeen: '2026-05-03',
		scope: ['com.acme.*'],
		...extra,
	};
}

const pinned: TrustStore = { publishers: [pin(acme)], revoked: [] };
const target = { digest, extensionId: 'com.acme.fetcher' };

describe('judgeSignature', () => {
	it('verified: by a pinned key', () => {
		const claim = judgeSignature({ ...target, signature: signed(acme) }, { store: pinned }, sha256);
		assert.equal(claim.outcome, 'verified');
		assert.equal(claim.key?.pinnedAs, 'Acme');
		assert.equal(claim.key?.outOfScope, undefined);
		assert.equal(claim.claimedDate, '2026-11-21T00:00:00Z');
		assert.match(claim.message, /signed by 'Acme'.*pinned on 2026-05-03/);
	});

	it('verified: by the key that was given', () => {
		const keys = { given: acme.publicKey, store: EMPTY_TRUST_STORE };
		const claim = judgeSignature({ ...target, signature: signed(acme) }, keys, sha256);
		assert.equal(claim.outcome, 'verified');
		assert.equal(claim.key?.pinnedAs, undefined);
	});

	it('verified: by a pinned key that the file does not name', () => {
		const { publicKey: _, ...anonymous } = signed(acme);
		assert.equal(
			judgeSignature({ ...target, signature: anonymous }, { store: pinned }, sha256).outcome,
			'verified',
		);
		const misnamed = { ...anonymous, publicKey: other.publicKey };
		assert.equal(
			judgeSignature({ ...target, signature: misnamed }, { store: pinned }, sha256).outcome,
			'verified',
		);
	});

	it('unknown-key: valid under a key that nobody pinned, and said to prove nothing', () => {
		const claim = judgeSignature({ ...target, signature: signed(other) }, { store: pinned }, sha256);
		assert.equal(claim.outcome, 'unknown-key');
		assert.match(claim.message, /not who signed/);
	});

	it('other-key: valid, but not under the key that was given', () => {
		const claim = judgeSignature(
			{ ...target, signature: signed(acme) },
			{ given: other.publicKey, store: pinned },
			sha256,
		);
		assert.equal(claim.outcome, 'other-key');
		assert.equal(claim.key?.pinnedAs, 'Acme');
	});

	it('other-key: made by nobody that is known, under a borrowed name', () => {
		const forged = { ...signed(other), publicKey: acme.publicKey };
		assert.equal(
			judgeSignature({ ...target, signature: forged }, { store: pinned }, sha256).outcome,
			'other-key',
		);
		const given = { given: acme.publicKey, store: pinned };
		assert.equal(judgeSignature({ ...target, signature: forged }, given, sha256).outcome, 'other-key');
	});

	it('changed: over other bytes, even with a perfect signature', () => {
		const claim = judgeSignature(
			{ ...target, signature: signed(acme, otherDigest) },
			{ store: pinned },
			sha256,
		);
		assert.equal(claim.outcome, 'changed');
		assert.equal(claim.key, undefined);
	});

	it('changed: a digest that was corrected afterwards does not verify', () => {
		const corrected = { ...signed(acme, otherDigest), digest };
		assert.equal(
			judgeSignature({ ...target, signature: corrected }, { store: pinned }, sha256).outcome,
			'other-key',
		);
	});

	it('malformed, unsupported, not-signed', () => {
		const outcome = (text?: string) =>
			judgeSignature(
				{ ...target, ...(text !== undefined && { signature: parseSignature(text) }) },
				{ store: pinned },
				sha256,
			).outcome;
		assert.equal(outcome('{}'), 'malformed');
		assert.equal(outcome('{"alg":"rsa"}'), 'unsupported');
		assert.equal(outcome(), 'not-signed');
	});

	it('tells a pinned key that signs a foreign id', () => {
		const claim = judgeSignature(
			{ digest, extensionId: 'com.bank.login', signature: signed(acme) },
			{ store: pinned },
			sha256,
		);
		assert.equal(claim.outcome, 'verified');
		assert.equal(claim.key?.outOfScope, true);
		assert.match(claim.message, /pinned this key for 'com\.acme\.\*', not for 'com\.bank\.login'/);
	});

	it('tells a revoked key and a revoked package, also of one that is not signed', () => {
		const revoked = [
			{ subject: pin(acme).fingerprint, reason: 'key stolen', date: '2026-06-01' },
			{ subject: digest, reason: 'steals tokens', date: '2026-06-02' },
		];
		const store = { ...pinned, revoked };
		const claim = judgeSignature({ ...target, signature: signed(acme) }, { store }, sha256);
		assert.equal(claim.withdrawn.length, 2);
		assert.match(claim.message, /withdrawn on 2026-06-01: key stolen/);
		assert.equal(judgeSignature(target, { store }, sha256).withdrawn.length, 1);
	});

	it('has a wording of its own for each outcome', () => {
		const { publicKey: _, ...anonymous } = signed(other);
		const claims = [
			judgeSignature({ ...target, signature: signed(acme) }, { store: pinned }, sha256),
			judgeSignature({ ...target, signature: signed(other) }, { store: pinned }, sha256),
			judgeSignature({ ...target, signature: anonymous }, { store: pinned }, sha256),
			judgeSignature({ ...target, signature: signed(acme, otherDigest) }, { store: pinned }, sha256),
			judgeSignature(target, { store: pinned }, sha256),
		];
		assert.equal(new Set(claims.map(claim => claim.message)).size, claims.length);
		for (const claim of claims) assert.match(claim.message, /\.$/);
	});
});

describe('matchesId', () => {
	const cases: readonly [pattern: string, id: string, expected: boolean][] = [
		['com.acme.fetcher', 'com.acme.fetcher', true],
		['com.acme.fetcher', 'com.acme.fetcher2', false],
		['com.acme.*', 'com.acme.fetcher', true],
		['com.acme.*', 'com.acme.tools.fetcher', true],
		['com.acme.*', 'com.acme', false],
		['com.acme.*', 'com.acme.', false],
		['com.acme.*', 'com.acmeevil.x', false],
		['*', 'anything', true],
	];
	for (const [pattern, id, expected] of cases) {
		it(`${pattern} ${expected ? 'covers' : 'does not cover'} ${id}`, () => {
			assert.equal(matchesId([pattern], id), expected);
		});
	}
});

describe('keyFault', () => {
	it('finds keys under which anybody could sign', () => {
		assert.equal(keyFault(acme.publicKey), undefined);
		assert.ok(keyFault(new Uint8Array(32)));
		assert.ok(keyFault(new Uint8Array(32).fill(0xff)));
	});
});
