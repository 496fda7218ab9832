import * as z from 'zod/mini';
import { MAX_EVIDENCE, MAX_USES, type Observed, PERMISSION_KINDS, USE_CERTAINTIES } from '../base/observed';

const MAX_FILES = 70_000;
const text = z.string().check(z.maxLength(20_000));
const path = z.string().check(z.maxLength(4096));
const count = z.int().check(z.nonnegative());

const evidence = z.strictObject({
	location: z.strictObject({ path, range: z.strictObject({ start: count, end: count }) }),
	what: text,
});

/** What the files of a package are seen to do, as the worker reports it. */
export const observedSchema: z.ZodMiniType<Observed> = z.strictObject({
	uses: z
		.array(
			z.strictObject({
				kind: z.enum(PERMISSION_KINDS),
				value: text,
				certainty: z.enum(USE_CERTAINTIES),
				evidence: z.array(evidence).check(z.maxLength(MAX_EVIDENCE)),
			}),
		)
		.check(z.maxLength(MAX_USES)),
	reach: z.array(text).check(z.maxLength(MAX_USES)),
	files: z
		.array(z.strictObject({ path, kind: z.string(), binary: z.boolean(), hidden: z.boolean() }))
		.check(z.maxLength(MAX_FILES)),
	positions: z.array(z.strictObject({ path, at: z.array(count) })).check(z.maxLength(MAX_FILES)),
	more: count,
});
