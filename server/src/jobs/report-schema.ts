import * as z from 'zod/mini';
import { SIGNATURE_OUTCOMES } from '../base/claim';
import { nameFault } from '../base/entry-names';
import { EXTENSION_TYPES, MANIFEST_SCHEMA } from '../formats/manifest/model';
import { findingSchema, notExaminedSchema } from './finding-schema';
import type { PackageReading, WorkerReport } from './model';
import { observedSchema } from './observed-schema';

/** Characters of JSON in one report; a longer one is not read. */
export const MAX_REPORT_LENGTH = 48 * 1024 * 1024;
/** Findings handed over for one package; more are said to be "not examined". */
export const MAX_FINDINGS = 10_000;
const MAX_LIST = 70_000;

const text = z.string().check(z.maxLength(20_000));
const size = z.int().check(z.nonnegative());
const digest = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/));
const few = <Item extends z.ZodMiniType>(item: Item) => z.array(item).check(z.maxLength(MAX_LIST));

/** A path that may be written to disk: the reader's rule, checked again on this side. */
const safePath = z.string().check(z.refine(path => nameFault(path) === undefined));

const listing = {
	entries: few(
		z.strictObject({ path: z.string().check(z.maxLength(4096)), type: z.enum(['file', 'folder']), size }),
	),
	problems: few(z.strictObject({ code: z.string(), message: text, entry: z.exactOptional(text) })),
	moreProblems: size,
};

const permissions = z.strictObject({
	files: z.strictObject({ read: few(z.string()), write: few(z.string()) }),
	network: z.strictObject({ domains: few(z.string()), allow_ip_literals: z.boolean() }),
	process: z.strictObject({ allow_shell: z.boolean(), allow_subprocess: z.boolean() }),
});

const manifest = z.discriminatedUnion('state', [
	z.strictObject({
		state: z.literal('valid'),
		text: z.string(),
		manifest: z.strictObject({
			schema: z.literal(MANIFEST_SCHEMA),
			id: z.string(),
			type: z.enum(EXTENSION_TYPES),
			version: z.string(),
			source_repo: z.exactOptional(z.string()),
			source_rev: z.exactOptional(z.string()),
			permissions,
		}),
	}),
	z.strictObject({ state: z.literal('invalid'), message: text }),
	z.strictObject({ state: z.literal('missing') }),
]);

const claim = z.strictObject({
	outcome: z.enum(SIGNATURE_OUTCOMES),
	message: text,
	key: z.exactOptional(
		z.strictObject({
			fingerprint: z.string().check(z.regex(/^ed25519:[0-9a-f]{64}$/)),
			pinnedAs: z.exactOptional(text),
			outOfScope: z.exactOptional(z.boolean()),
		}),
	),
	claimedDate: z.exactOptional(z.string().check(z.maxLength(64))),
	withdrawn: few(z.strictObject({ subject: text, reason: text, date: text })),
});

const identity = {
	digest,
	size,
	firstBytes: z.string().check(z.regex(/^[0-9a-f]{0,32}$/)),
	claim,
};

const reading: z.ZodMiniType<PackageReading> = z.strictObject({
	...listing,
	...identity,
	files: few(
		z.strictObject({
			path: safePath,
			size,
			sha256: z.string().check(z.regex(/^(?:[0-9a-f]{64})?$/)),
			executable: z.boolean(),
		}),
	),
	manifest,
	hasSkillFile: z.boolean(),
	sameManifests: few(z.boolean()),
	audit: z.exactOptional(
		z.strictObject({
			findings: z.array(findingSchema).check(z.maxLength(MAX_FINDINGS)),
			notExamined: few(notExaminedSchema),
			complete: z.boolean(),
			observed: observedSchema,
			skillName: z.exactOptional(z.string().check(z.maxLength(1000))),
		}),
	),
});

/** A report of the worker, held against its schema on this side of the border. */
export const workerReportSchema: z.ZodMiniType<WorkerReport> = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('listing'), listing: z.strictObject(listing) }),
	z.strictObject({ kind: z.literal('identity'), identity: z.strictObject(identity) }),
	z.strictObject({ kind: z.literal('progress'), done: size, of: size }),
	z.strictObject({ kind: z.literal('reading'), reading }),
	z.strictObject({ kind: z.literal('shown'), text: z.string(), described: z.boolean() }),
	z.strictObject({ kind: z.literal('failed'), message: text }),
]);

/** A report that came as JSON text; `undefined` for anything that is none. */
export function readReport(message: unknown): WorkerReport | undefined {
	if (typeof message !== 'string' || message.length > MAX_REPORT_LENGTH) return undefined;
	try {
		const result = z.safeParse(workerReportSchema, JSON.parse(message), { jitless: true });
		return result.success ? result.data : undefined;
	} catch {
		// Not JSON: an answer as good as none.
		return undefined;
	}
}
