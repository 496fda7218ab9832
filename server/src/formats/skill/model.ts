import type { Problem } from '../../base/problem';
import type { Range } from '../../base/range';

export const SKILL_FILE = 'SKILL.md';

export type SkillProblemCode =
	| 'frontmatter-missing'
	| 'frontmatter-unclosed'
	| 'frontmatter-not-first'
	| 'frontmatter-not-mapping'
	| 'frontmatter-empty'
	| 'yaml-syntax'
	| 'yaml-duplicate-key'
	| 'yaml-alias'
	| 'yaml-unquoted-colon'
	| 'yaml-too-large';

/** One top-level frontmatter field. Nested values are plain data; their places are in `nodes`. */
export interface FrontmatterField {
	readonly key: string;
	readonly keyRange: Range;
	/** The value as YAML 1.2 core schema reads it: scalars, arrays, records. `undefined` when unreadable. */
	readonly value: unknown;
	readonly valueRange: Range;
	/** From the key to the end of the value. */
	readonly range: Range;
	/** How a scalar was written. */
	readonly style: 'plain' | 'quoted' | 'block' | 'flow' | 'mapping' | 'sequence' | 'empty';
}

/** A scalar anywhere below a field, e.g. `metadata.openclaw.install[0].url`. */
export interface FrontmatterScalar {
	/** Keys and indexes from the root. */
	readonly path: readonly (string | number)[];
	readonly value: string | number | boolean | null;
	readonly range: Range;
	/** Range of the key it stands under, for mapping values. */
	readonly keyRange?: Range;
}

export interface Frontmatter {
	/** From the first `---` to the end of the closing one's line. */
	readonly range: Range;
	/** The YAML between the fences. */
	readonly contentRange: Range;
	readonly fields: readonly FrontmatterField[];
	readonly scalars: readonly FrontmatterScalar[];
	/** YAML comments, which agents see and people overlook. */
	readonly comments: readonly Range[];
}

export type BlockKind =
	| 'heading'
	| 'paragraph'
	| 'table'
	| 'fence'
	| 'indented-code'
	| 'html'
	| 'comment'
	| 'link-definition'
	| 'rule';

export type SpanKind =
	| 'code'
	| 'link'
	| 'image'
	| 'autolink'
	| 'html'
	| 'comment'
	| 'load-command'
	| 'emphasis';

/** Something inside a block's text. */
export interface Span {
	readonly kind: SpanKind;
	readonly range: Range;
	/** The words shown: link text, code content, comment content, the command of a load command. */
	readonly textRange: Range;
	/** Destination of a link, image or autolink. */
	readonly destination?: string;
	readonly destinationRange?: Range;
}

/** A leaf block of the body, in document order. */
export interface Block {
	readonly kind: BlockKind;
	readonly range: Range;
	/** Content without markers: a fence's code, a heading's words, a comment's inside. */
	readonly contentRange: Range;
	/**
	 * Pieces of `contentRange` that together are the content, where `>` of quotes or the indentation of lists stand
	 * between them; absent when it is one piece. `contentOf` joins them.
	 */
	readonly parts?: readonly Range[];
	/** Heading level 1–6. */
	readonly level?: number;
	/** First word of a fence's info string, lower case; `''` when there is none. */
	readonly language?: string;
	/** The whole info string of a fence, where there is one. */
	readonly infoRange?: Range;
	/** Fence without its closing line. */
	readonly unclosed?: boolean;
	/** How many block quotes enclose it. */
	readonly quoteDepth: number;
	/** How many lists enclose it. */
	readonly listDepth: number;
	/** Index into `sections`; -1 before the first heading. */
	readonly section: number;
	readonly spans: readonly Span[];
}

export interface Section {
	readonly title: string;
	readonly level: number;
	/** Index of the enclosing section; -1 at the top. */
	readonly parent: number;
	/** From the heading to the next heading of the same or a higher level. */
	readonly range: Range;
}

/** A Markdown text taken apart. Offsets are into the whole file. */
export interface MarkdownDocument {
	readonly blocks: readonly Block[];
	readonly sections: readonly Section[];
	/**
	 * `` !`command` `` anywhere in the file, fences, comments and frontmatter included: Claude Code runs them when
	 * the skill loads, reportedly wherever they stand. `textRange` is the command.
	 */
	readonly loadCommands: readonly Span[];
	readonly bodyStart: number;
	/** Offset up to which the text was parsed; less than the text's length when a limit cut it. */
	readonly parsedTo: number;
	/**
	 * Stretches whose inline structure was not read because reading it would take time out of proportion; their
	 * blocks are there. Absent when everything was read.
	 */
	readonly unparsed?: readonly Range[];
}

/** SKILL.md, or any Markdown file with frontmatter that agents read. */
export interface SkillDocument extends MarkdownDocument {
	readonly text: string;
	readonly frontmatter?: Frontmatter;
	readonly problems: readonly Problem<SkillProblemCode>[];
}
