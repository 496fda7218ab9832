import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeBase64 } from '../../server/src/base/base64';
import { formatJsonKey } from '../../server/src/formats/keys/json-key';
import { readKey } from '../../server/src/formats/keys/read-key';
import { parseSignature } from '../../server/src/formats/signature/parse';
import { EMPTY_TRUST_STORE } from '../../server/src/formats/trust-store/model';
import { signDigest } from '../../server/src/sign/sign';
import { judgeSignature } from '../../server/src/trust/judge-signature';
import { sharedPath } from '../support/skip';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('keys and signatures of the reference tool', () => {
	let folder = '';
	before(function () {
		folder = sharedPath(this, 'interop', 'agentsec');
	});
	const bytes = (name: string) => readFileSync(path.join(folder, name));
	const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');

	function publicKeyIn(name: string): Uint8Array {
		const key = readKey(text(name));
		assert.ok(key.kind === 'public' || key.kind === 'private', `${name} is no key`);
		return key.publicKey;
	}

	function outcome(packageName: string, signatureName: string, keyName?: string): string {
		const given = keyName === undefined ? {} : { given: publicKeyIn(keyName) };
		const target = {
			digest: `sha256:${sha256(bytes(packageName))}`,
			...(existsSync(path.join(folder, signatureName)) && { signature: parseSignature(text(signatureName)) }),
		};
		const keys = { store: EMPTY_TRUST_STORE, ...given };
		return judgeSignature(target, keys, sha256).outcome;
	}

	const cases: readonly [target: string, signature: string, key: string | undefined, expected: string][] = [
		['good/clean.aext', 'good/clean.sig.json', 'keys/clean.pub.json', 'verified'],
		['good/demo.aext', 'good/demo.sig.json', 'keys/pub.json', 'verified'],
		['good/demo.aext', 'good/demo.sig.json', 'keys/key.json', 'verified'],
		['good/demo.aext', 'good/demo.sig.json', undefined, 'unknown-key'],
		['good/demo.aext', 'good/demo.sig.json', 'keys/key2.json', 'other-key'],
		['refuse/tampered.aext', 'good/demo.sig.json', 'keys/pub.json', 'changed'],
		['good/demo.aext', 'refuse/alg.sig.json', 'keys/pub.json', 'unsupported'],
		['good/demo.aext', 'refuse/b64.sig.json', 'keys/pub.json', 'malformed'],
		['good/demo.aext', 'refuse/short.sig.json', 'keys/pub.json', 'malformed'],
		['good/demo.aext', 'none.sig.json', 'keys/pub.json', 'not-signed'],
	];
	for (const [target, signature, key, expected] of cases) {
		it(`${target} with ${signature} and ${key ?? 'no key'}: ${expected}`, () => {
			assert.equal(outcome(target, signature, key), expected);
		});
	}

	for (const name of ['keys/shortkey.json', 'keys/shortpub.json']) {
		it(`${name}: a clear error`, () => {
			const key = readKey(text(name));
			assert.equal(key.kind === 'problem' && key.code, 'key-wrong-length');
		});
	}

	it('writes keys and signatures with the very bytes of the reference tool', () => {
		const key = readKey(text('keys/key.json'));
		assert.ok(key.kind === 'private');
		assert.equal(formatJsonKey(key.publicKey, key.secretKey), text('keys/key.json'));
		assert.equal(formatJsonKey(key.publicKey), text('keys/pub.json'));
		const made: { digest: string; sig: string; created_at: string } = JSON.parse(text('good/demo.sig.json'));
		assert.ok(decodeBase64(made.sig));
		assert.equal(signDigest(made.digest, key, new Date(made.created_at)), text('good/demo.sig.json'));
	});
});
