import * as z from 'zod/mini';
import { SIGNATURE_OUTCOMES } from '../../base/claim';
import { nameFault } from '../../base/entry-names';
import { checkSchema } from '../json/check';
import { isIncomplete } from '../json/node';
import { parseStrictJson } from '../json/strict';
import { FINGERPRINT } from '../keys/fingerprint';
import { EXTENSION_TYPES } from '../manifest/model';
import { RECEIPT_SCHEMA, type Receipt } from './model';

const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'));
const digest = z
	.string()
	.check(z.regex(/^sha256:[0-9a-f]{64}$/, "must be 'sha256:' and 64 hexadecimal digits"));
const size = z.int().check(z.nonnegative());

/** A receipt in the person's own folder. */
export const receiptSchema = z.strictObject({
	schema: z.literal(RECEIPT_SCHEMA),
	target: z.string(),
	installed: z.string(),
	extension: z.strictObject({ id: z.string(), type: z.enum(EXTENSION_TYPES), version: z.string() }),
	package: z.strictObject({ digest, size }),
	files: z.array(
		z.strictObject({
			// Uninstalling removes what is named here.
			path: z
				.string()
				.check(z.refine(path => nameFault(path) === undefined, 'must be a path inside the extension')),
			size,
			sha256: hex,
		}),
	),
	signature: z.strictObject({
		outcome: z.enum(SIGNATURE_OUTCOMES),
		fingerprint: z.exactOptional(z.string().check(z.regex(FINGERPRINT))),
		pinnedAs: z.exactOptional(z.string()),
	}),
	judgement: z.strictObject({
		verdict: z.string(),
		reasons: z.array(z.string()),
		confirmed: z.boolean(),
		rules: z.string(),
	}),
	policy: z.exactOptional(z.strictObject({ digest, action: z.string() })),
	permissions: z.strictObject({
		files: z.strictObject({ read: z.array(z.string()), write: z.array(z.string()) }),
		network: z.strictObject({ domains: z.array(z.string()), allow_ip_literals: z.boolean() }),
		process: z.strictObject({ allow_shell: z.boolean(), allow_subprocess: z.boolean() }),
	}),
	previous: z.exactOptional(hex),
});

/** Reads a receipt, wholly or not at all. Never throws. */
export function parseReceipt(text: string): Receipt | undefined {
	const json = parseStrictJson(text);
	if (json.root?.type !== 'object' || json.problems.length > 0) return undefined;
	const { value } = checkSchema(receiptSchema, json.root, isIncomplete(json));
	if (!value) return undefined;
	const { schema: _, ...receipt } = value;
	return receipt;
}

/** Text of a receipt; what `parseReceipt` reads. */
export function formatReceipt(receipt: Receipt): string {
	return `${JSON.stringify({ schema: RECEIPT_SCHEMA, ...receipt }, undefined, 2)}\n`;
}
