import * as z from 'zod/mini';
import type { Finding, NotExamined } from '../base/finding';
import { CONFIDENCES, SEVERITIES } from '../base/severity';

const MAX_TEXT = 20_000;
const text = z.string().check(z.maxLength(MAX_TEXT));
const path = z.string().check(z.maxLength(4096));
const offset = z.int().check(z.nonnegative());
const range = z.strictObject({ start: offset, end: offset });
const location = z.strictObject({ path, range });

const fix = z.strictObject({
	title: text,
	effect: z.enum(['narrows', 'neutral', 'widens']),
	edits: z.array(z.strictObject({ path, range, newText: z.string() })),
	create: z.exactOptional(z.array(z.strictObject({ path, text: z.string() }))),
	rename: z.exactOptional(z.array(z.strictObject({ from: path, to: path }))),
	preferred: z.exactOptional(z.boolean()),
});

/** A finding as the worker reports it: never with a waiver, which is not the package's to give. */
export const findingSchema: z.ZodMiniType<Finding> = z.strictObject({
	rule: z.string().check(z.regex(/^[a-z0-9-]{1,80}$/)),
	severity: z.enum(SEVERITIES),
	confidence: z.enum(CONFIDENCES),
	message: text,
	location,
	related: z.array(z.strictObject({ location, message: text })),
	excerpt: text,
	fingerprint: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
	fixes: z.array(fix),
	demotion: z.exactOptional(z.strictObject({ from: z.enum(SEVERITIES), reason: text })),
});

export const notExaminedSchema: z.ZodMiniType<NotExamined> = z.strictObject({
	path,
	range: z.exactOptional(range),
	reason: text,
	gap: z.boolean(),
});
