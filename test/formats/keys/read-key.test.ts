import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { encodeBase64 } from '../../../server/src/base/base64';
import { formatJsonKey } from '../../../server/src/formats/keys/json-key';
import { formatOpenSshPublicKey } from '../../../server/src/formats/keys/openssh';
import { readKey } from '../../../server/src/formats/keys/read-key';
import { aesCounterMode } from '../../../server/src/host/node/cipher';
import { openKey } from '../../../server/src/sign/open-key';
import { keyFromSeed } from '../../../server/src/sign/sign';

const key = keyFromSeed(new Uint8Array(32).fill(7));
const publicBase64 = encodeBase64(key.publicKey);
const secretBase64 = encodeBase64(key.secretKey);

function fixture(name: string): string {
	return readFileSync(`fixtures/signatures/${name}`, 'utf8');
}

function problemCode(text: string): string {
	const result = readKey(text);
	return result.kind === 'problem' ? result.code : result.kind;
}

describe('readKey', () => {
	it('reads what the reference tool writes, both halves and the public one', () => {
		assert.deepEqual(readKey(formatJsonKey(key.publicKey, key.secretKey)), key);
		assert.deepEqual(readKey(formatJsonKey(key.publicKey)), { kind: 'public', publicKey: key.publicKey });
	});

	it('reads an OpenSSH public key', () => {
		const read = readKey(fixture('openssh-plain/key.pub'));
		assert.equal(read.kind, 'public');
		assert.equal(read.kind === 'public' && read.comment, 'throw-away test key');
		assert.deepEqual(readKey(formatOpenSshPublicKey(key.publicKey)), {
			kind: 'public',
			publicKey: key.publicKey,
		});
	});

	it('reads an OpenSSH private key that belongs to its public file', () => {
		const secret = readKey(fixture('openssh-plain/key'));
		const open = readKey(fixture('openssh-plain/key.pub'));
		assert.ok(secret.kind === 'private' && open.kind === 'public');
		assert.deepEqual(secret.publicKey, open.publicKey);
		assert.deepEqual(keyFromSeed(secret.secretKey.subarray(0, 32)).publicKey, open.publicKey);
	});

	it('opens an encrypted OpenSSH key with its passphrase only', () => {
		const locked = readKey(fixture('openssh-encrypted/key'));
		assert.ok(locked.kind === 'encrypted');
		const opened = openKey(locked, 'correct horse', aesCounterMode);
		assert.ok(opened.kind === 'private');
		assert.deepEqual(keyFromSeed(opened.secretKey.subarray(0, 32)).publicKey, locked.publicKey);
		const refused = openKey(locked, 'wrong horse', aesCounterMode);
		assert.equal(refused.kind === 'problem' && refused.code, 'key-wrong-passphrase');
		assert.equal(openKey(locked, '', aesCounterMode).kind, 'problem');
	});

	const cases: readonly [why: string, text: string, code: string][] = [
		['an empty file', '', 'key-not-recognised'],
		['any text', 'hello', 'key-not-recognised'],
		['a short public key', '{"type":"ed25519","public":"AAAA"}', 'key-wrong-length'],
		[
			'a short private key',
			`{"type":"ed25519","public":"${publicBase64}","private":"AAAA"}`,
			'key-wrong-length',
		],
		['no Base64', '{"type":"ed25519","public":"!!!"}', 'key-malformed'],
		['Base64 without padding', `{"type":"ed25519","public":"${publicBase64.slice(0, -1)}"}`, 'key-malformed'],
		['another type', `{"type":"rsa","public":"${publicBase64}"}`, 'key-wrong-type'],
		['an unknown field', `{"type":"ed25519","public":"${publicBase64}","x":1}`, 'key-malformed'],
		['a field twice', `{"type":"ed25519","public":"${publicBase64}","public":"AAAA"}`, 'key-malformed'],
		[
			'halves of two keys',
			`{"type":"ed25519","public":"${encodeBase64(new Uint8Array(32))}","private":"${secretBase64}"}`,
			'key-halves-differ',
		],
		['an RSA public key', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ== me', 'key-wrong-type'],
		['a truncated public key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== me', 'key-malformed'],
		['two public keys', 'ssh-ed25519 AAAA a\nssh-ed25519 AAAA b', 'several-keys'],
		['a PKCS #8 key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'key-wrong-type'],
		[
			'a damaged OpenSSH key',
			'-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
			'key-malformed',
		],
	];
	for (const [why, text, code] of cases) {
		it(`tells ${why}: ${code}`, () => assert.equal(problemCode(text), code));
	}

	it('never throws and never repeats the key, whatever is changed in it', () => {
		const sources = [
			formatJsonKey(key.publicKey, key.secretKey),
			fixture('openssh-plain/key'),
			fixture('openssh-encrypted/key'),
			fixture('openssh-plain/key.pub'),
		];
		const secrets = [
			secretBase64.slice(0, 20),
			fixture('openssh-plain/key').split('\n')[2]?.slice(0, 20) ?? '',
		];
		fc.assert(
			fc.property(
				fc.constantFrom(...sources),
				fc.nat(1000),
				fc.nat(20),
				fc.string({ maxLength: 5 }),
				(source, at, removed, inserted) => {
					const place = at % source.length;
					const result = readKey(source.slice(0, place) + inserted + source.slice(place + removed));
					if (result.kind !== 'problem') return;
					for (const secret of secrets) assert.ok(!result.message.includes(secret));
				},
			),
			{ numRuns: 500 },
		);
	});
});
