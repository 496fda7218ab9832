import type { Range } from './range';
import type { Confidence, Severity } from './severity';

/** A place in one file of an extension. `path` is relative to the extension's root, with `/`. */
export interface Location {
	readonly path: string;
	readonly range: Range;
}

/** A further place that a finding rests on, with what is to be seen there. */
export interface RelatedLocation {
	readonly location: Location;
	readonly message: string;
}

export interface TextEdit {
	readonly path: string;
	readonly range: Range;
	readonly newText: string;
}

/**
 * A change that resolves a finding.
 * `effect` says what it does to the declared permissions: only `narrows` and `neutral` fixes may be applied
 * without asking; `widens` is always previewed.
 */
export interface Fix {
	readonly title: string;
	readonly effect: 'narrows' | 'neutral' | 'widens';
	readonly edits: readonly TextEdit[];
	/** Files to create before the edits are applied; refused when one exists. */
	readonly create?: readonly { readonly path: string; readonly text: string }[];
	/** Files or folders to rename; `to` is relative to the extension's root, `../name` renames the root itself. */
	readonly rename?: readonly { readonly from: string; readonly to: string }[];
	/** The one to take when several are offered. */
	readonly preferred?: boolean;
}

/** Why a finding of a weak rule was reported at a milder severity than its rule's. Shown, never dropped. */
export interface Demotion {
	readonly from: Severity;
	readonly reason: string;
}

/** The waiver that covers a finding. Only the person's own workspace can hold waivers, never a package. */
export interface AppliedWaiver {
	readonly reason: string;
	readonly owner: string;
	/** ISO 8601 date, inclusive. */
	readonly expires: string;
}

/** What a rule reports. Plain data: findings cross process borders and are compared in tests as they are. */
export interface Finding {
	readonly rule: string;
	readonly severity: Severity;
	readonly confidence: Confidence;
	/** What, why and what to do, in the reader's words; package text in it is already escaped. */
	readonly message: string;
	readonly location: Location;
	readonly related: readonly RelatedLocation[];
	/** Escaped text at the location, for reports read without the file. At most 200 characters. */
	readonly excerpt: string;
	/** Stable across unrelated edits: rule, path and the text at the place, not its line. 16 hex digits. */
	readonly fingerprint: string;
	readonly fixes: readonly Fix[];
	readonly demotion?: Demotion;
	readonly waiver?: AppliedWaiver;
}

/** Something that was not looked at, or not completely. While one exists, "nothing found" cannot be said. */
export interface NotExamined {
	readonly path: string;
	/** The part not examined; absent: the whole file. */
	readonly range?: Range;
	readonly reason: string;
	/**
	 * Whether it leaves a gap in the judgement. A picture whose type was checked does not;
	 * a script that could not be parsed does.
	 */
	readonly gap: boolean;
}
