import * as z from 'zod/mini';
import { SIGNATURE_OUTCOMES } from '../base/claim';
import { CONFIDENCES, SEVERITIES } from '../base/severity';

/** What goes over the wire to review a package. Every text that comes from a package is escaped for display already. */

const Count = z.int().check(z.nonnegative());
const Position = z.object({ line: Count, character: Count });

/** A place in a file of the package; `file` is an index into `files`. Positions are as the Language Server Protocol's, in UTF-16. */
const Place = z.object({ file: Count, range: z.object({ start: Position, end: Position }) });
export type ReviewPlace = z.infer<typeof Place>;

/** The four words that a package is judged with: `Verdict` of the engine. */
export const REVIEW_VERDICTS = ['do-not-install', 'cannot-judge', 'review-needed', 'nothing-found'] as const;

const Permission = z.object({
	kind: z.enum(['network', 'read', 'write', 'shell', 'subprocess', 'ip']),
	/** Host or path pattern; empty for what is only allowed or not. */
	value: z.string(),
	/** The manifest inside the package declares it, or something that covers it. */
	declared: z.boolean(),
	/** `possible`: weak evidence only; `unknown`: the files compute something of this kind at run time. */
	used: z.enum(['yes', 'possible', 'unknown', 'no']),
	/** The files name this very host or path; `false`: the manifest alone does, and `used` tells whether it covers any. */
	observed: z.boolean(),
	/** Where it is used, best evidence first; at most 20. */
	evidence: z.array(z.object({ place: Place, what: z.string() })),
	/** Compared with the package it is compared with; absent: there is none. */
	since: z.optional(z.enum(['new', 'same'])),
});
export type ReviewPermission = z.infer<typeof Permission>;

const Finding = z.object({
	rule: z.string(),
	severity: z.enum(SEVERITIES),
	confidence: z.enum(CONFIDENCES),
	message: z.string(),
	/** Of the file, even when it is not among `files`. */
	path: z.string(),
	place: z.optional(Place),
	excerpt: z.string(),
	fingerprint: z.string(),
	related: z.array(z.object({ place: z.optional(Place), message: z.string() })),
	/** Why it is milder than its rule. */
	milder: z.optional(z.string()),
	waiver: z.optional(z.object({ reason: z.string(), owner: z.string(), expires: z.string() })),
});
export type ReviewFinding = z.infer<typeof Finding>;

const File = z.object({
	/** As in the package: checked to be a plain relative path. The page shows it escaped. */
	path: z.string(),
	size: Count,
	/** 64 hexadecimal digits. */
	sha256: z.string(),
	executable: z.boolean(),
	/** What it is, from its name and first bytes: `script`, `image`, `binary`… */
	kind: z.string(),
	binary: z.boolean(),
	/** Holds text that people do not see. */
	hidden: z.boolean(),
	/** Findings in it that no waiver covers. */
	findings: Count,
});
export type ReviewFile = z.infer<typeof File>;

/** What changed since what a package is compared with: added and removed, single permissions, never groups. */
const Changes = z.object({
	/** "your installed 1.2.0", "other.aext" */
	since: z.string(),
	/** Digest of the other package when its files can be read as `aext:` documents. */
	digest: z.optional(z.string()),
	permissions: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
	reach: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
	files: z.array(z.object({ path: z.string(), change: z.enum(['added', 'removed', 'changed']) })),
	findings: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
});
export type ReviewChanges = z.infer<typeof Changes>;

export const Review = z.object({
	/** `sha256:…` of the bytes that all of this comes from; empty when they could not be read. */
	digest: z.string(),
	/** Bytes of the package. */
	size: Count,
	verdict: z.enum(REVIEW_VERDICTS),
	/** A few words on the state of the package itself: "Nobody has signed this"; "Refused: would write outside its folder". */
	headline: z.string(),
	/** The verdict and its weightiest reason. */
	sentence: z.string(),
	reasons: z.array(z.object({ verdict: z.string(), code: z.string(), message: z.string() })),
	/** Sentences on what it says it may do and what its files do, and what an update adds. */
	summary: z.array(z.string()),
	identity: z.object({
		name: z.string(),
		id: z.optional(z.string()),
		type: z.optional(z.string()),
		version: z.optional(z.string()),
		sourceRepo: z.optional(z.string()),
		sourceRev: z.optional(z.string()),
		manifest: z.enum(['valid', 'invalid', 'missing']),
	}),
	signature: z.object({
		outcome: z.enum(SIGNATURE_OUTCOMES),
		message: z.string(),
		fingerprint: z.optional(z.string()),
		pinnedAs: z.optional(z.string()),
		claimedDate: z.optional(z.string()),
		withdrawn: z.array(z.object({ subject: z.string(), reason: z.string(), date: z.string() })),
	}),
	permissions: z.array(Permission),
	findings: z.array(Finding),
	/** Empty when the package is refused; then `entries` says what its list names. */
	files: z.array(File),
	entries: z.array(z.object({ path: z.string(), type: z.enum(['file', 'folder']), size: Count })),
	/** Why the strict reader refused it. */
	problems: z.array(z.object({ code: z.string(), message: z.string(), entry: z.optional(z.string()) })),
	moreProblems: Count,
	notExamined: z.array(
		z.object({ path: z.string(), file: z.optional(Count), reason: z.string(), gap: z.boolean() }),
	),
	/** Files lying beside the package that say something about it, and what they are worth. */
	beside: z.optional(z.array(z.object({ name: z.string(), message: z.string(), serious: z.boolean() }))),
	complete: z.boolean(),
	changes: z.optional(Changes),
	/** Version of the program whose rules judged. */
	rules: z.string(),
});
export type Review = z.infer<typeof Review>;

/** Editor → server: read and judge a package; progress is reported under the token. Can be cancelled. */
export const InspectPackage = {
	method: 'aext/inspect',
	params: z.object({
		/** URI of the `.aext` file. */
		package: z.string(),
		/** URI of another package or of a folder to compare with; absent: the installed copy, if there is one. */
		compareWith: z.optional(z.string()),
		workDoneToken: z.optional(z.union([z.string(), z.int()])),
	}),
	result: Review,
} as const;

/**
 * Server → editor: what is known of a package before its contents were read, once for each `aext/inspect` that has a
 * token. The verdict is `do-not-install` where that is certain already, else `cannot-judge`.
 */
export const ReviewProgress = {
	method: 'aext/reviewProgress',
	params: z.object({
		/** The request's `workDoneToken`. */
		token: z.union([z.string(), z.int()]),
		verdict: z.enum(['do-not-install', 'cannot-judge']),
		headline: z.string(),
		sentence: z.string(),
		/** `sha256:…` */
		digest: z.string(),
		/** Bytes of the package. */
		size: Count,
		/** Files and folders in its list. */
		entries: Count,
	}),
} as const;
export type ReviewProgress = z.infer<typeof ReviewProgress.params>;

/** Editor → server: the review as a document. */
export const ExportReview = {
	method: 'aext/exportReview',
	params: z.object({
		package: z.string(),
		format: z.enum(['markdown', 'sarif', 'json']),
		/** As in `aext/inspect`. */
		compareWith: z.optional(z.string()),
		/** Digest of the review that is shown: refused when the file is another by now. */
		digest: z.optional(z.string()),
	}),
	result: z.object({ text: z.string() }),
} as const;

/** Editor → server: one file of a package that was inspected, as text; binaries are described, not shown. */
export const ReadPackageFile = {
	method: 'aext/readPackageFile',
	params: z.object({
		/** URI of the package: read again, and refused unless its digest is still this one. */
		package: z.string(),
		digest: z.string(),
		path: z.string(),
	}),
	result: z.object({ text: z.string(), described: z.boolean() }),
} as const;
