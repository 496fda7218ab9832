import * as z from 'zod/mini';
import { SIGNATURE_OUTCOMES } from '../base/claim';

/**
 * What goes over the wire to pack, sign, verify, trust and install. Messages are full sentences for people, and every
 * text in them that comes from a package is escaped for display. Every request can be cancelled.
 */

const Count = z.int().check(z.nonnegative());
const WorkDoneToken = z.optional(z.union([z.string(), z.int()]));
const Problem = z.object({ code: z.string(), message: z.string() });

/** Editor → server: pack a folder into an `.aext` file. Standard work-done progress is reported under the token. */
export const PackageFolder = {
	method: 'aext/packageFolder',
	params: z.object({
		folder: z.string(),
		/** URI of the package; absent: beside the folder, named after id and version. */
		output: z.optional(z.string()),
		workDoneToken: WorkDoneToken,
	}),
	result: z.union([
		z.object({
			status: z.literal('written'),
			package: z.string(),
			digest: z.string(),
			size: Count,
			files: Count,
			leftOut: z.array(z.object({ path: z.string(), reason: z.string() })),
			extension: z.object({ id: z.string(), type: z.string(), version: z.string() }),
		}),
		/** Nothing was written. Every reason is told. */
		z.object({ status: z.literal('refused'), refused: z.array(Problem) }),
	]),
} as const;

/** Editor → server: a new signing key, for the editor to keep where it keeps secrets. The server keeps nothing. */
export const CreateKey = {
	method: 'aext/createKey',
	params: z.object({}),
	result: z.object({
		/** Text of the private key: never to be shown or logged. */
		secret: z.string(),
		/** Text of the public key file. */
		publicKey: z.string(),
		fingerprint: z.string(),
	}),
} as const;

/** Editor → server: sign a package; the signature is written beside it. The server forgets the key at once. */
export const SignPackage = {
	method: 'aext/signPackage',
	params: z.object({ package: z.string(), secret: z.string() }),
	result: z.union([
		z.object({
			status: z.literal('signed'),
			signature: z.string(),
			digest: z.string(),
			fingerprint: z.string(),
		}),
		z.object({ status: z.literal('refused'), problems: z.array(Problem) }),
	]),
} as const;

/** Editor → server: who signed a package, judged by the person's trust store, and whether it may be read at all. */
export const VerifyPackage = {
	method: 'aext/verifyPackage',
	params: z.object({ package: z.string() }),
	result: z.object({
		/** Verified by a pinned key that may sign this id, nothing withdrawn, and an archive that is accepted. */
		ok: z.boolean(),
		outcome: z.enum(SIGNATURE_OUTCOMES),
		message: z.string(),
		digest: z.string(),
		fingerprint: z.optional(z.string()),
		/** Why the archive is refused. */
		problems: z.array(Problem),
		/** `id` of the manifest inside. */
		extensionId: z.optional(z.string()),
	}),
} as const;

/** Where a public key is read from: a key file, or the signature beside a package. */
const KeySource = z.union([z.object({ key: z.string() }), z.object({ signatureOf: z.string() })]);
export type KeySource = z.infer<typeof KeySource>;

/** Editor → server: the fingerprint of a public key, to be compared before it is pinned. Changes nothing. */
export const ReadKey = {
	method: 'aext/readKey',
	params: z.object({ source: KeySource }),
	result: z.object({ fingerprint: z.string() }),
} as const;

/** Editor → server: trust a public key for extensions with these ids. */
export const PinKey = {
	method: 'aext/pinKey',
	params: z.object({
		source: KeySource,
		/** What the person was shown; another key is refused. */
		fingerprint: z.string(),
		name: z.string().check(z.minLength(1)),
		scope: z.array(z.string().check(z.minLength(1))).check(z.minLength(1)),
	}),
	result: z.object({ fingerprint: z.string() }),
} as const;

/** Editor → server: withdraw trust from a key (`ed25519:…`) or a package (`sha256:…`) for good. */
export const Revoke = {
	method: 'aext/revoke',
	params: z.object({
		subject: z.string().check(z.regex(/^(?:ed25519|sha256):[0-9a-f]{64}$/)),
		reason: z.string().check(z.minLength(1)),
	}),
	result: z.object({ revoked: Count }),
} as const;

export const INSTALL_AGENTS = ['claude', 'vscode', 'codex', 'gemini', 'cursor', 'openclaw'] as const;

/**
 * Editor → server: verify, audit and judge a package, and put it in place. Where the person has to be asked the
 * answer is `ask`, and nothing was changed; the request is sent again with what they agreed to.
 */
export const InstallPackage = {
	method: 'aext/installPackage',
	params: z.object({
		package: z.string(),
		target: z.union([
			z.object({ agent: z.enum(INSTALL_AGENTS), scope: z.literal('user') }),
			z.object({ agent: z.enum(INSTALL_AGENTS), scope: z.literal('project'), project: z.string() }),
			z.object({ folder: z.string() }),
		]),
		/** What the person was asked: it holds for the very same package and reasons only. */
		agreed: z.optional(z.object({ digest: z.string(), reasons: z.array(z.string()) })),
		replaceChanged: z.optional(z.boolean()),
	}),
	result: z.union([
		z.object({
			status: z.literal('installed'),
			target: z.string(),
			id: z.string(),
			version: z.string(),
			sentence: z.string(),
		}),
		z.object({
			status: z.literal('ask'),
			target: z.string(),
			digest: z.string(),
			reasons: z.array(z.string()),
		}),
		z.object({
			status: z.literal('refused'),
			code: z.string(),
			message: z.string(),
			reasons: z.array(z.string()),
		}),
		z.object({ status: z.literal('quarantined'), copy: z.string(), reasons: z.array(z.string()) }),
	]),
} as const;

/** Editor → server: what was installed, compared with its receipts and with what was withdrawn since. */
export const ListInstalled = {
	method: 'aext/listInstalled',
	params: z.object({}),
	result: z.object({
		extensions: z.array(
			z.object({
				target: z.string(),
				id: z.string(),
				version: z.string(),
				/** RFC 3339. */
				installed: z.string(),
				state: z.enum(['intact', 'changed', 'gone']),
				/** Paths relative to the folder. */
				changed: z.array(z.string()),
				missing: z.array(z.string()),
				added: z.array(z.string()),
				withdrawn: z.array(z.object({ date: z.string(), reason: z.string() })),
			}),
		),
		/** Receipts that could not be read. */
		unreadable: z.array(z.string()),
	}),
} as const;
export type Installed = z.infer<typeof ListInstalled.result>['extensions'][number];

/** Editor → server: remove what an installation put in place; changed and added files are kept. */
export const Uninstall = {
	method: 'aext/uninstall',
	params: z.object({ target: z.string() }),
	result: z.object({ removed: Count, kept: z.array(z.string()) }),
} as const;
