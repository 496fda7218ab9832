import * as z from 'zod/mini';
import { SEVERITIES } from '../base/severity';

/**
 * What goes over the wire between the language server and an editor beyond the Language Server Protocol.
 * Both sides check what they receive against these schemas. An editor that knows none of this still gets
 * diagnostics, hovers, completion, code lenses and quick fixes.
 */

/** Checks of ours that an editor may already do itself. The server leaves those out, for documents in that editor. */
export const EDITOR_CHECKS = [
	'skill-name-characters',
	'skill-name-empty',
	'skill-name-missing',
	'skill-name-folder',
	'skill-description-empty',
	'skill-description-missing',
	'skill-unknown-attribute',
	'skill-broken-link',
] as const;

/** Sent as `initializationOptions`; every part may be absent. */
export const InitializationOptions = z.object({
	/** Done by the editor for documents whose language id is `skill`. */
	editorChecks: z.optional(z.array(z.enum(EDITOR_CHECKS))),
	/** False: the workspace's own waivers are not honoured, because whoever wrote the workspace wrote them. */
	trusted: z.optional(z.boolean()),
	/** Prefix of a rule's documentation: `${ruleDocs}${id}.md` becomes the link of a diagnostic's code. */
	ruleDocs: z.optional(z.string()),
	/** URI schemes besides `file` that the editor reads for the server (`aext/list`, `aext/readFile`). */
	readSchemes: z.optional(z.array(z.string())),
	/** Commands of ours that the editor carries out itself; the server does the others (`workspace/executeCommand`). */
	commands: z.optional(z.array(z.string())),
	/** The editor completes and explains the keys of `aem.json` and its like from their JSON schemas. */
	jsonSchemas: z.optional(z.boolean()),
	/** The editor shows `aext/status`, so it is worth sending. */
	status: z.optional(z.boolean()),
});
export type InitializationOptions = z.infer<typeof InitializationOptions>;

/** The person's settings: the section `aext` of `workspace/configuration`. */
export const Settings = z.object({
	codeLens: z.optional(z.object({ enable: z.optional(z.boolean()) })),
	/** Path of the policy that installing obeys; empty: none. */
	policy: z.optional(z.object({ path: z.optional(z.string()) })),
	limits: z.optional(
		z.object({
			/** Files looked at in one extension. */
			files: z.optional(z.int().check(z.positive())),
			/** Mebibytes of one file that are read. */
			fileSize: z.optional(z.int().check(z.positive())),
		}),
	),
});
export type Settings = z.infer<typeof Settings>;

const Count = z.int().check(z.nonnegative());
const Folder = z.object({ folder: z.string() });
const Position = z.object({ line: Count, character: Count });
const Severities = z.record(z.enum(SEVERITIES), Count);

/** Editor → server: judge everything below a folder, open or not. Findings appear as diagnostics. Can be cancelled. */
export const AuditFolder = {
	method: 'aext/auditFolder',
	params: z.object({
		folder: z.string(),
		/** Standard work-done progress is reported under it. */
		workDoneToken: z.optional(z.union([z.string(), z.int()])),
	}),
	result: z.object({
		/** Extensions found below the folder. */
		extensions: Count,
		/** Findings that no waiver covers. */
		findings: Severities,
		waived: Count,
		/** Files, or parts of them, that were not looked at and leave a gap. */
		notExamined: Count,
		/** False: "nothing found" must not be said. */
		complete: z.boolean(),
	}),
} as const;
export type AuditSummary = z.infer<typeof AuditFolder.result>;

/** Editor → server: the least manifest that covers what the folder's files are seen to do. Writes nothing. */
export const CreateManifest = {
	method: 'aext/createManifest',
	params: Folder,
	result: z.object({
		/** Where it belongs. */
		uri: z.string(),
		text: z.string(),
		/** There is one already. */
		exists: z.boolean(),
		/** What a person should know before trusting it, each a sentence: uses whose target is computed, files not read. */
		notes: z.array(z.string()),
	}),
} as const;

/** Editor → server: the edits that make the manifest declare what is used, no more and no less. Applies nothing. */
export const SyncManifest = {
	method: 'aext/syncManifest',
	params: Folder,
	result: z.object({
		/** The manifest; `null` when the folder has none or it cannot be read as one. */
		uri: z.nullable(z.string()),
		/** Empty: nothing to do. Positions are in the negotiated encoding. */
		edits: z.array(z.object({ range: z.object({ start: Position, end: Position }), newText: z.string() })),
		/** Version of the open document the edits are for; `null` when it is not open. */
		version: z.nullable(z.int()),
		/** At least one permission is added: shown to the person before it is applied. */
		widens: z.boolean(),
		/** What changes, for people: "adds api.example.com; drops shell". */
		summary: z.string(),
	}),
} as const;

/** Server → editor, whenever it changes: what the workspace's extensions amount to. */
export const Status = {
	method: 'aext/status',
	params: z.object({
		state: z.enum(['busy', 'idle']),
		/** Root folders of the extensions known so far (URIs, sorted): those in the workspace and those of open files. */
		extensions: z.array(z.string()),
		/** Findings that no waiver covers. */
		findings: Severities,
		/** Something leaves a gap in the judgement. */
		complete: z.boolean(),
	}),
} as const;
export type Status = z.infer<typeof Status.params>;

/** Editor → server: the person now trusts the workspace. */
export const SetTrust = {
	method: 'aext/setTrust',
	params: z.object({ trusted: z.boolean() }),
} as const;

/** Server → editor: everything below a folder of a scheme only the editor can read. See `FileSystem.list`. */
export const ListFolder = {
	method: 'aext/list',
	params: z.object({ uri: z.string(), files: Count, depth: Count }),
	result: z.object({
		entries: z.array(
			z.object({
				path: z.string(),
				type: z.enum(['file', 'symlink', 'other']),
				size: Count,
				stamp: z.optional(z.string()),
			}),
		),
		unlisted: z.array(z.object({ path: z.string(), reason: z.string() })),
	}),
} as const;

/** As `HostErrorCode`. */
const ReadError = z.enum(['not-found', 'no-permission', 'too-large', 'cancelled', 'not-readable']);

/** Server → editor: one file's bytes. */
export const ReadFile = {
	method: 'aext/readFile',
	params: z.object({ uri: z.string(), maxBytes: Count }),
	/** `base64` of the whole file, or why there is none. */
	result: z.union([z.object({ base64: z.string() }), z.object({ error: ReadError })]),
} as const;

/** Server → editor: type and stamp of one entry; `null` when there is none. */
export const StatFile = {
	method: 'aext/stat',
	params: z.object({ uri: z.string() }),
	result: z.nullable(z.object({ type: z.enum(['file', 'folder', 'other']), stamp: z.optional(z.string()) })),
} as const;
