import * as z from 'zod/mini';
import { decodeBase64, encodeBase64 } from '../../base/base64';
import { checkSchema } from '../json/check';
import { isIncomplete, nodeAt } from '../json/node';
import { parseStrictJson } from '../json/strict';
import { equalKeys } from './equal-keys';
import { type KeyFile, keyProblem, PUBLIC_KEY_BYTES, SECRET_KEY_BYTES, SEED_BYTES } from './model';

/** The key file of the reference tool; without `private` it is a public key. */
export const jsonKeySchema = z.strictObject({
	type: z.literal('ed25519'),
	public: z.string(),
	private: z.optional(z.string()),
});

/** Reads the reference tool's key file. */
export function readJsonKey(text: string): KeyFile {
	const json = parseStrictJson(text);
	const type = nodeAt(json, ['type'])?.value;
	if (typeof type === 'string' && type !== 'ed25519') {
		return keyProblem('key-wrong-type', 'The key is of another type than ed25519, the only one supported.');
	}
	const checked = json.root && checkSchema(jsonKeySchema, json.root, isIncomplete(json));
	const value = checked?.value;
	if (value === undefined || json.problems.length > 0) {
		// Only structural words are repeated: a message about a value could hold the key.
		const code = (json.problems[0] ?? checked?.problems[0])?.code ?? 'json-syntax';
		return keyProblem('key-malformed', `The key file is not what \`aext keygen\` writes (${code}).`);
	}
	const publicKey = decodeBase64(value.public);
	const secretKey = value.private === undefined ? undefined : decodeBase64(value.private);
	if (publicKey === undefined || (value.private !== undefined && secretKey === undefined)) {
		return keyProblem('key-malformed', 'The key file holds a key that is not Base64.');
	}
	if (publicKey.length !== PUBLIC_KEY_BYTES) {
		return keyProblem(
			'key-wrong-length',
			`The public key has ${publicKey.length} bytes; an Ed25519 public key has ${PUBLIC_KEY_BYTES}.`,
		);
	}
	if (secretKey === undefined) return { kind: 'public', publicKey };
	if (secretKey.length !== SECRET_KEY_BYTES) {
		return keyProblem(
			'key-wrong-length',
			`The private key has ${secretKey.length} bytes; an Ed25519 private key file has ${SECRET_KEY_BYTES}.`,
		);
	}
	if (!equalKeys(secretKey.subarray(SEED_BYTES), publicKey)) {
		return keyProblem(
			'key-halves-differ',
			'The private key does not belong to the public key in the same file.',
		);
	}
	return { kind: 'private', publicKey, secretKey };
}

/** The reference tool's key file for a public key, or for a private key when its 64 bytes are given. */
export function formatJsonKey(publicKey: Uint8Array, secretKey?: Uint8Array): string {
	const file = {
		type: 'ed25519',
		public: encodeBase64(publicKey),
		...(secretKey && { private: encodeBase64(secretKey) }),
	};
	return `${JSON.stringify(file, undefined, 2)}\n`;
}
