import * as z from 'zod/mini';
import { decodeBase64, encodeBase64 } from '../../base/base64';
import { escapeForDisplay } from '../../base/display';
import { checkSchema } from '../json/check';
import { isIncomplete, nodeAt } from '../json/node';
import { parseStrictJson, type StrictJsonOptions } from '../json/strict';
import { PUBLIC_KEY_BYTES } from '../keys/model';
import { SIGNATURE_BYTES, type Signature, type SignatureProblem } from './model';

/** `<name>.sig.json`. */
export const signatureSchema = z.strictObject({
	alg: z.string(),
	digest: z.string(),
	sig: z.string(),
	public_key: z.optional(z.string()),
	created_at: z.optional(z.string()),
});

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const MAX_LENGTH = 64 * 1024;

/** Reads a signature file. Never throws. */
export function parseSignature(text: string, options: StrictJsonOptions = {}): Signature | SignatureProblem {
	if (text.length > MAX_LENGTH) return malformed('The file is too large for a signature.');
	const json = parseStrictJson(text, options);
	const algorithm = nodeAt(json, ['alg'])?.value;
	if (typeof algorithm === 'string' && algorithm !== 'ed25519') {
		const message = `The signature is of type '${escapeForDisplay(algorithm, 40)}'; only ed25519 can be verified.`;
		return { kind: 'unsupported', message };
	}
	const checked = json.root && checkSchema(signatureSchema, json.root, isIncomplete(json));
	const value = checked?.value;
	const problem = json.problems[0] ?? checked?.problems[0];
	if (value === undefined || problem) {
		return malformed(`The signature file cannot be read: ${problem?.message ?? 'it is not a JSON object.'}`);
	}
	if (!DIGEST.test(value.digest)) {
		if (/^[a-z0-9-]+:/.test(value.digest) && !value.digest.startsWith('sha256:')) {
			return { kind: 'unsupported', message: 'The signature is over a digest other than SHA-256.' };
		}
		return malformed("The signed digest is not 'sha256:' and 64 lower-case hexadecimal digits.");
	}
	const signature = decodeBase64(value.sig);
	if (!signature) return malformed('The signature is not Base64.');
	if (signature.length !== SIGNATURE_BYTES) {
		return malformed(
			`The signature has ${signature.length} bytes; an Ed25519 signature has ${SIGNATURE_BYTES}.`,
		);
	}
	const publicKey = value.public_key === undefined ? undefined : decodeBase64(value.public_key);
	if (value.public_key !== undefined && publicKey?.length !== PUBLIC_KEY_BYTES) {
		return malformed('The key that the signature file names for itself is not an Ed25519 public key.');
	}
	if (value.created_at !== undefined && !RFC_3339.test(value.created_at)) {
		return malformed('The date in the signature file is not an RFC 3339 date.');
	}
	return {
		kind: 'signature',
		digest: value.digest,
		signature,
		...(publicKey && { publicKey }),
		...(value.created_at !== undefined && { claimedDate: value.created_at }),
	};
}

/** The text of a signature file, byte for byte as the reference tool lays it out. */
export function formatSignature(signature: {
	readonly digest: string;
	readonly signature: Uint8Array;
	readonly publicKey: Uint8Array;
	readonly created: Date;
}): string {
	const file = {
		alg: 'ed25519',
		digest: signature.digest,
		sig: encodeBase64(signature.signature),
		public_key: encodeBase64(signature.publicKey),
		created_at: signature.created.toISOString().replace(/\.\d+Z$/, 'Z'),
	};
	return `${JSON.stringify(file, undefined, 2)}\n`;
}

function malformed(message: string): SignatureProblem {
	return { kind: 'malformed', message };
}
