import type { Encoding } from '../base/decode';
import type { FileEntry } from '../base/files';
import type { NotExamined } from '../base/finding';
import type { LineIndex } from '../base/lines';
import type { Range } from '../base/range';
import type { Confidence } from '../base/severity';
import type { ManifestDocument } from '../formats/manifest/model';
import type { PolicyDocument } from '../formats/policy/model';
import type { SkillDocument } from '../formats/skill/model';
import type { FileReference, Flow, ScriptLanguage, Use } from '../scripts/model';
import type { Setting } from './config/model';

/** What a file is to us, from its name and first bytes; decides which analysers see it. */
export type FileKind =
	| 'skill'
	| 'markdown'
	| 'manifest'
	| 'policy'
	| 'script'
	| 'config'
	| 'text'
	| 'image'
	| 'archive'
	| 'executable'
	| 'binary'
	| 'symlink'
	| 'other';

/** In what kind of place a fact stands. */
export type Container =
	| 'script'
	| 'fence'
	| 'inline-code'
	| 'load-command'
	| 'frontmatter'
	| 'config'
	| 'comment'
	| 'prose'
	| 'text';

/** Why a weak rule's finding at this place says less than elsewhere. The words are shown to the reader. */
export interface Mitigation {
	readonly kind:
		| 'quotation'
		| 'table'
		| 'negation'
		| 'example-section'
		| 'detection-content'
		| 'reference-document'
		| 'test-file';
	/** "stands in a table", "is negated: 'never'" … completes "milder because it". */
	readonly reason: string;
}

/** Where a fact stands, so that a rule can weigh it. */
export interface Context {
	readonly container: Container;
	readonly language?: ScriptLanguage;
	/** What runs the code by itself, in words that complete "…: "; absent when somebody has to run it. */
	readonly automatic?: string;
	/** Titles of the enclosing sections, outermost first. */
	readonly sections: readonly string[];
	readonly mitigations: readonly Mitigation[];
}

/** A fact with its place in the extension. `range` is absolute in the file's text. */
export interface Placed<Fact> {
	readonly fact: Fact;
	readonly path: string;
	readonly range: Range;
	/** Escaped single-line text at the range. */
	readonly excerpt: string;
	readonly context: Context;
}

/** Text that people do not see and models do. */
export interface HiddenText {
	readonly technique:
		| 'tag-characters'
		| 'zero-width'
		| 'bidi'
		| 'variation-selectors'
		| 'html-style'
		| 'blank-lines';
	/** What it says once made visible; `null` when it encodes nothing readable. */
	readonly decoded: string | null;
	/** Code points, not code units. */
	readonly count: number;
}

/** A private key or token lying in the extension. Never holds the secret itself. */
export interface SecretFact {
	readonly type: 'private-key' | 'token' | 'password';
	/** "OpenSSH private key", "GitHub token", … */
	readonly name: string;
	/** First characters and length only: `ghp_…(40)`. */
	readonly redacted: string;
	/** Looks like a documentation placeholder. */
	readonly placeholder: boolean;
}

/** What a piece of prose tells the agent (or the person) to do. */
export interface Instruction {
	readonly kind:
		| 'override'
		| 'conceal'
		| 'approve-all'
		| 'disable-safety'
		| 'obey-remote'
		| 'fake-role'
		| 'prerequisite-download'
		| 'paste-and-run'
		| 'send-secret'
		| 'deferred'
		| 'claim-everything'
		| 'self-modify'
		| 'persist';
	/** What was recognised, for people: "tells the agent to ignore earlier instructions". */
	readonly what: string;
	readonly confidence: Confidence;
	/** Further facts a message needs: host, password, url, object. */
	readonly details: Readonly<Record<string, string>>;
	/** Other places that make up the instruction, e.g. the link and the password. */
	readonly parts: readonly { readonly range: Range; readonly what: string }[];
}

/** A URL in prose or a link: mentioned, not contacted. */
export interface Mention {
	readonly url: string;
	readonly host: string;
	/** Words shown for it, when they are not the URL itself. */
	readonly label: string | null;
}

/** Everything known about one file on its own: a pure function of path, content and mode, cached by content. */
export interface FileFacts {
	readonly entry: FileEntry;
	readonly path: string;
	readonly kind: FileKind;
	readonly language?: ScriptLanguage;
	readonly encoding: Encoding | null;
	readonly bom: boolean;
	readonly lines: LineIndex;
	/** Length of the decoded text. */
	readonly length: number;
	/** Kept only for the kinds whose rules and fixes read it: skill, markdown, manifest, policy, config. */
	readonly text?: string;
	readonly skill?: SkillDocument;
	readonly manifest?: ManifestDocument;
	readonly policy?: PolicyDocument;
	readonly uses: readonly Placed<Use>[];
	readonly flows: readonly Placed<Flow>[];
	readonly references: readonly Placed<FileReference>[];
	/** What configuration sets, in files and in the fences that show them. */
	readonly settings: readonly Placed<Setting>[];
	readonly instructions: readonly Placed<Instruction>[];
	readonly hidden: readonly Placed<HiddenText>[];
	readonly secrets: readonly Placed<SecretFact>[];
	readonly mentions: readonly Placed<Mention>[];
	readonly notExamined: readonly NotExamined[];
}

/**
 * The permissions an extension is seen to use, each with its evidence, best first. Keys are the values to declare.
 * The maps and lists hold firm evidence only: confidence above low, and not in a quotation, table or negation.
 */
export interface ObservedPermissions {
	readonly hosts: ReadonlyMap<string, readonly Placed<Use>[]>;
	readonly ipLiterals: ReadonlyMap<string, readonly Placed<Use>[]>;
	readonly reads: ReadonlyMap<string, readonly Placed<Use>[]>;
	readonly writes: ReadonlyMap<string, readonly Placed<Use>[]>;
	readonly shell: readonly Placed<Use>[];
	readonly subprocess: readonly Placed<Use>[];
	/**
	 * What weaker evidence names: doubtful uses, examples, URLs in prose that the agent may open. Not enough to
	 * demand a declaration, enough not to call one unused. Firm ones are included.
	 */
	readonly possible: {
		readonly hosts: ReadonlySet<string>;
		readonly ipLiterals: ReadonlySet<string>;
		readonly reads: ReadonlySet<string>;
		readonly writes: ReadonlySet<string>;
		readonly shell: boolean;
		readonly subprocess: boolean;
	};
	/** Uses whose object is computed at run time: a permission cannot be called unused while one exists. */
	readonly unresolved: {
		readonly network: readonly Placed<Use>[];
		readonly reads: readonly Placed<Use>[];
		readonly writes: readonly Placed<Use>[];
		readonly process: readonly Placed<Use>[];
	};
}

/** Everything known about one extension. */
export interface ExtensionFacts {
	/** Name of the root folder; empty when unknown. */
	readonly folder: string;
	/** Sorted by path (code-unit order). */
	readonly files: readonly FileFacts[];
	/** The manifest at the root, if any. */
	readonly manifest?: FileFacts & { readonly manifest: ManifestDocument };
	/** SKILL.md at the root, or the only one below it. */
	readonly skill?: FileFacts & { readonly skill: SkillDocument };
	readonly observed: ObservedPermissions;
	/** Flows within files and across them. */
	readonly flows: readonly Placed<Flow>[];
	readonly notExamined: readonly NotExamined[];
}
