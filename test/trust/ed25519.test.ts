import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { verifyStrictly } from '../../server/src/trust/ed25519';
import { sharedPath } from '../support/skip';

function bytes(hex: string): Uint8Array {
	return Uint8Array.from(Buffer.from(hex, 'hex'));
}

interface Wycheproof {
	readonly testGroups: readonly {
		readonly publicKey: { readonly pk: string };
		readonly tests: readonly {
			readonly tcId: number;
			readonly msg: string;
			readonly sig: string;
			readonly result: string;
		}[];
	}[];
}

interface SpecCheck {
	readonly message: string;
	readonly pub_key: string;
	readonly signature: string;
}

describe('verifyStrictly', () => {
	// RFC 8032, 7.1, tests 1 to 3.
	const known: readonly [key: string, message: string, signature: string][] = [
		[
			'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
			'',
			'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
		],
		[
			'3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
			'72',
			'92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
		],
		[
			'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
			'af82',
			'6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
		],
	];
	for (const [key, message, signature] of known) {
		it(`accepts the RFC's signature of '${message}' and no other message`, () => {
			assert.equal(verifyStrictly(bytes(message), bytes(signature), bytes(key)), true);
			assert.equal(verifyStrictly(bytes(`${message}00`), bytes(signature), bytes(key)), false);
		});
	}

	it('refuses the second signature that adding the group order makes', () => {
		const [key, message, signature] = known[0] as (typeof known)[0];
		const order = 2n ** 252n + 27742317777372353535851937790883648493n;
		const forged = bytes(signature);
		let value = 0n;
		for (let i = 63; i >= 32; i--) value = (value << 8n) | BigInt(forged[i] as number);
		value += order;
		for (let i = 32; i < 64; i++) {
			forged[i] = Number(value & 0xffn);
			value >>= 8n;
		}
		assert.equal(verifyStrictly(bytes(message), forged, bytes(key)), false);
	});

	it('refuses keys and signatures of another length', () => {
		assert.equal(verifyStrictly(bytes(''), new Uint8Array(63), new Uint8Array(32)), false);
		assert.equal(verifyStrictly(bytes(''), new Uint8Array(64), new Uint8Array(31)), false);
	});

	it('agrees with all vectors of Wycheproof', function () {
		const file = sharedPath(this, 'vectors', 'wycheproof-ed25519.json');
		const { testGroups }: Wycheproof = JSON.parse(readFileSync(file, 'utf8'));
		let count = 0;
		for (const { publicKey, tests } of testGroups) {
			for (const { tcId, msg, sig, result } of tests) {
				const accepted = verifyStrictly(bytes(msg), bytes(sig), bytes(publicKey.pk));
				assert.equal(accepted, result === 'valid', `test ${tcId}`);
				count++;
			}
		}
		assert.equal(count, 151);
	});

	it('accepts of the edge cases of speccheck only number 3', function () {
		const file = sharedPath(this, 'vectors', 'speccheck-ed25519.json');
		const cases: readonly SpecCheck[] = JSON.parse(readFileSync(file, 'utf8'));
		const accepted = cases.map(each =>
			verifyStrictly(bytes(each.message), bytes(each.signature), bytes(each.pub_key)),
		);
		assert.deepEqual(
			accepted,
			cases.map((_, index) => index === 3),
		);
		assert.equal(cases.length, 12);
	});
});
