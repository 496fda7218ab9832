import * as z from 'zod/mini';
import type { ArchiveLimits } from '../base/archive';
import type { TrustStore } from '../formats/trust-store/model';
import type { Job } from './model';

const bytes = z.instanceof(Uint8Array);
const count = z.int().check(z.nonnegative());

const limits: z.ZodMiniType<ArchiveLimits> = z.strictObject({
	archiveBytes: count,
	entries: count,
	entryBytes: count,
	totalBytes: count,
	ratio: count,
	nesting: count,
});

const trust: z.ZodMiniType<TrustStore> = z.strictObject({
	publishers: z.array(
		z.strictObject({
			name: z.string(),
			publicKey: bytes,
			fingerprint: z.string(),
			firstSeen: z.string(),
			scope: z.array(z.string()),
		}),
	),
	revoked: z.array(z.strictObject({ subject: z.string(), reason: z.string(), date: z.string() })),
});

/** What the worker is asked to do, held against its schema on the worker's side. */
export const jobSchema: z.ZodMiniType<Job> = z.discriminatedUnion('job', [
	z.strictObject({
		job: z.literal('read'),
		source: z.union([z.strictObject({ path: z.string() }), z.strictObject({ bytes })]),
		limits,
		signature: z.exactOptional(z.string()),
		manifests: z.exactOptional(z.array(z.string())),
		givenKey: z.exactOptional(bytes),
		trust,
		audit: z.boolean(),
		digests: z.boolean(),
		deliver: z.boolean(),
	}),
	z.strictObject({
		job: z.literal('show'),
		source: z.union([z.strictObject({ path: z.string() }), z.strictObject({ bytes })]),
		limits,
		digest: z.string(),
		path: z.string(),
	}),
	z.strictObject({
		job: z.literal('pack'),
		ratio: count,
		files: z.array(z.strictObject({ path: z.string(), bytes })),
	}),
]);
