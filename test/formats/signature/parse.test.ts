import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeBase64 } from '../../../server/src/base/base64';
import { formatSignature, parseSignature } from '../../../server/src/formats/signature/parse';

const digest = `sha256:${'ab'.repeat(32)}`;
const sig = encodeBase64(new Uint8Array(64).fill(1));
const publicKey = encodeBase64(new Uint8Array(32).fill(2));
const whole = { alg: 'ed25519', digest, sig, public_key: publicKey, created_at: '2026-11-21T00:28:27Z' };

function kindOf(value: unknown): string {
	return parseSignature(typeof value === 'string' ? value : JSON.stringify(value)).kind;
}

describe('parseSignature', () => {
	it('reads what formatSignature writes', () => {
		const written = {
			digest,
			signature: new Uint8Array(64).fill(3),
			publicKey: new Uint8Array(32).fill(4),
			created: new Date('2026-11-21T00:28:27.123Z'),
		};
		assert.deepEqual(parseSignature(formatSignature(written)), {
			kind: 'signature',
			digest,
			signature: written.signature,
			publicKey: written.publicKey,
			claimedDate: '2026-11-21T00:28:27Z',
		});
	});

	it('asks for neither key nor date', () => {
		assert.equal(kindOf({ alg: 'ed25519', digest, sig }), 'signature');
	});

	const cases: readonly [why: string, value: unknown, kind: string][] = [
		['another algorithm', { ...whole, alg: 'rsa' }, 'unsupported'],
		['another digest', { ...whole, digest: `sha512:${'ab'.repeat(64)}` }, 'unsupported'],
		['an upper-case digest', { ...whole, digest: digest.toUpperCase() }, 'malformed'],
		['a short digest', { ...whole, digest: digest.slice(0, -1) }, 'malformed'],
		['no Base64', { ...whole, sig: '!!!' }, 'malformed'],
		['a short signature', { ...whole, sig: 'AAAA' }, 'malformed'],
		['a short key', { ...whole, public_key: 'AAAA' }, 'malformed'],
		['no date', { ...whole, created_at: 'yesterday' }, 'malformed'],
		['an unknown field', { ...whole, note: 'x' }, 'malformed'],
		['a missing field', { alg: 'ed25519', digest }, 'malformed'],
		['a null', { ...whole, sig: null }, 'malformed'],
		['a field twice', `{"alg":"ed25519","alg":"ed25519","digest":"${digest}","sig":"${sig}"}`, 'malformed'],
		['another case', `{"ALG":"ed25519","digest":"${digest}","sig":"${sig}"}`, 'malformed'],
		['no JSON', 'hello', 'malformed'],
		['an empty file', '', 'malformed'],
		['a list', '[]', 'malformed'],
		['a huge file', ' '.repeat(100_000), 'malformed'],
	];
	for (const [why, value, kind] of cases) it(`calls ${why} ${kind}`, () => assert.equal(kindOf(value), kind));

	it('never throws and always says what is wrong in one sentence or more', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.json(),
					fc.json().map(text => `{"alg":${text}}`),
				),
				text => {
					const result = parseSignature(text);
					if (result.kind !== 'signature') assert.match(result.message, /\.$/);
				},
			),
		);
	});
});
