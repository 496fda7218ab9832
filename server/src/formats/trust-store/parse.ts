import * as z from 'zod/mini';
import { decodeBase64, encodeBase64 } from '../../base/base64';
import { escapeForDisplay } from '../../base/display';
import type { Problem } from '../../base/problem';
import { checkSchema } from '../json/check';
import { isIncomplete, nodeAt } from '../json/node';
import { parseStrictJson } from '../json/strict';
import { FINGERPRINT, fingerprintOfKey, type Sha256 } from '../keys/fingerprint';
import { PUBLIC_KEY_BYTES } from '../keys/model';
import {
	type PinnedKey,
	TRUST_STORE_SCHEMA,
	type TrustProblemCode,
	type TrustStore,
	type TrustStoreDocument,
} from './model';

const words = z
	.string()
	.check(z.regex(/\S/, 'must not be empty'), z.maxLength(500, 'must have at most 500 characters'));
const date = z.iso.date('must be a date of the calendar written as YYYY-MM-DD');

/** An extension id, a prefix of ids ending in `.*`, or `*`. */
export const SCOPE_PATTERN = /^(?:\*|[^\s*]+(?:\.\*)?)$/;

/** `trust.json` in a person's own configuration folder. */
export const trustStoreSchema = z.strictObject({
	schema: z.literal(TRUST_STORE_SCHEMA),
	publishers: z.array(
		z.strictObject({
			name: words,
			key: z.string(),
			fingerprint: z.string().check(z.regex(FINGERPRINT, "must be 'ed25519:' and 64 hexadecimal digits")),
			first_seen: date,
			scope: z.array(
				z.string().check(z.regex(SCOPE_PATTERN, "must be an extension id, such an id and '.*', or '*'")),
			),
		}),
	),
	revoked: z.array(
		z.strictObject({
			subject: z
				.string()
				.check(
					z.regex(
						/^(?:ed25519|sha256):[0-9a-f]{64}$/,
						"must be a key's fingerprint (ed25519:…) or a package's digest (sha256:…)",
					),
				),
			reason: words,
			date,
		}),
	),
});

/** Reads a trust store, wholly or not at all. Never throws. */
export function parseTrustStore(text: string, sha256: Sha256): TrustStoreDocument {
	const json = parseStrictJson(text);
	if (json.root?.type !== 'object') return { problems: json.problems };
	const checked = checkSchema(trustStoreSchema, json.root, isIncomplete(json));
	const problems: Problem<TrustProblemCode>[] = [...json.problems, ...checked.problems];
	if (checked.value === undefined || problems.length > 0) return { problems };
	const publishers: PinnedKey[] = [];
	for (const [index, pin] of checked.value.publishers.entries()) {
		const range = nodeAt(json, ['publishers', index])?.range ?? json.root.range;
		const publicKey = decodeBase64(pin.key);
		const shown = escapeForDisplay(pin.name, 60);
		if (publicKey?.length !== PUBLIC_KEY_BYTES) {
			problems.push({
				code: 'key-malformed',
				message: `The key of '${shown}' is not an Ed25519 public key.`,
				range,
			});
		} else if (fingerprintOfKey(publicKey, sha256) !== pin.fingerprint) {
			const message = `The fingerprint of '${shown}' is not the one of its key.`;
			problems.push({ code: 'fingerprint-differs', message, range });
		} else if (publishers.some(known => known.fingerprint === pin.fingerprint)) {
			problems.push({ code: 'pinned-twice', message: `The key of '${shown}' is pinned twice.`, range });
		} else {
			const { name, fingerprint, first_seen: firstSeen, scope } = pin;
			publishers.push({ name, publicKey, fingerprint, firstSeen, scope });
		}
	}
	return problems.length > 0
		? { problems }
		: { store: { publishers, revoked: checked.value.revoked }, problems };
}

/** Text of a trust store; what `parseTrustStore` reads. */
export function formatTrustStore(store: TrustStore): string {
	const publishers = store.publishers.map(({ name, publicKey, fingerprint, firstSeen, scope }) => ({
		name,
		key: encodeBase64(publicKey),
		fingerprint,
		first_seen: firstSeen,
		scope,
	}));
	const file = { schema: TRUST_STORE_SCHEMA, publishers, revoked: store.revoked };
	return `${JSON.stringify(file, undefined, 2)}\n`;
}
