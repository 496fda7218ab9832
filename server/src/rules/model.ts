import type { Fix, Location, RelatedLocation } from '../base/finding';
import type { Confidence, Severity } from '../base/severity';
import type { Context, ExtensionFacts, FileFacts } from '../facts/model';
import type { WaiverEntry, WaiversDocument } from '../formats/waivers/model';

/** OWASP Agentic Skills Top 10. */
export const AST_CLASSES = {
	AST01: 'malicious skill',
	AST02: 'supply chain',
	AST03: 'over-privilege',
	AST04: 'deceptive metadata',
	AST05: 'unsafe deserialisation',
	AST06: 'missing isolation',
	AST07: 'update drift',
	AST08: 'poor scanning',
	AST09: 'governance gaps',
	AST10: 'cross-platform reuse',
} as const;
export type AstClass = keyof typeof AST_CLASSES;

export type RuleCategory =
	| 'format'
	| 'permissions'
	| 'behaviour'
	| 'instructions'
	| 'hidden'
	| 'secrets'
	| 'supply-chain'
	| 'waivers';

/** Checks that an editor may already do itself; a front leaves out ours where its editor says it has them. */
export type EditorCheck =
	| 'skill-name-characters'
	| 'skill-name-empty'
	| 'skill-name-missing'
	| 'skill-name-folder'
	| 'skill-description-empty'
	| 'skill-description-missing'
	| 'skill-unknown-attribute'
	| 'skill-broken-link';

export interface RuleMeta {
	/** Permanent, kebab-case, the file's and the fixture folder's name. */
	readonly id: string;
	/** One line, no full stop. */
	readonly title: string;
	readonly category: RuleCategory;
	readonly severity: Severity;
	readonly confidence: Confidence;
	readonly ast: AstClass;
	/** MITRE ATLAS technique, e.g. `AML.T0051`. */
	readonly atlas?: string;
	/**
	 * `weak`: the runner reports it milder where the context explains it (quotation, table, negation …), and says
	 * so. `strong`: context never changes it.
	 */
	readonly strength: 'strong' | 'weak';
	/** What could happen, to whom: for a reader without security training. Markdown, one or two sentences. */
	readonly why: string;
	/** What to do. */
	readonly fix: string;
	/** What it does not see, or wrongly sees. */
	readonly limits?: string;
	readonly editorCheck?: EditorCheck;
}

/** What a check yields; the runner adds rule, severity, excerpt, fingerprint and demotion. */
export interface Report {
	readonly location: Location;
	readonly message: string;
	/** Absent: the rule's own. */
	readonly severity?: Severity;
	readonly confidence?: Confidence;
	readonly related?: readonly RelatedLocation[];
	readonly fixes?: readonly Fix[];
	/** Escaped text at the location. Absent: taken from the fact or file by the runner where it can be. */
	readonly excerpt?: string;
	/** What tells this finding from others of the rule in the file, for its fingerprint. Absent: the excerpt. */
	readonly identity?: string;
	/**
	 * Why it is milder here whatever the rule's strength; completes "milder because". Only for what could do no harm if
	 * it were run, since hostile texts call themselves examples too.
	 */
	readonly explained?: string;
	/** Context of the fact behind it: what the runner weighs weak rules by. */
	readonly context?: Context;
}

/** Looks at one file at a time; its results are cached with the file's facts. */
export interface FileRule extends RuleMeta {
	readonly scope: 'file';
	/** The file's parts it reads; it is not run for files in which all of them are absent or empty. */
	readonly needs: readonly (keyof FileFacts)[];
	check(file: FileFacts): Iterable<Report>;
}

/** Looks at the extension as a whole. */
export interface ExtensionRule extends RuleMeta {
	readonly scope: 'extension';
	readonly needs: readonly (keyof ExtensionFacts)[];
	check(extension: ExtensionFacts): Iterable<Report>;
}

/** What a waiver rule sees. Waivers belong to a workspace, not to an extension. */
export interface WaiversFacts {
	readonly path: string;
	readonly document: WaiversDocument;
	/** `YYYY-MM-DD`, from the host's clock. */
	readonly today: string;
	readonly knownRules: ReadonlySet<string>;
	/** Entries that covered at least one finding; `undefined` when not everything was audited. */
	readonly used?: ReadonlySet<WaiverEntry>;
}

/** Looks at the workspace's waivers file. */
export interface WaiversRule extends RuleMeta {
	readonly scope: 'waivers';
	check(waivers: WaiversFacts): Iterable<Report>;
}

/** Reported by the runner itself, e.g. a rule that threw. */
export interface RunnerRule extends RuleMeta {
	readonly scope: 'runner';
}

export type Rule = FileRule | ExtensionRule | WaiversRule | RunnerRule;
