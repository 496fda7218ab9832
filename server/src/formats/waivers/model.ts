import type { Problem } from '../../base/problem';
import type { Range } from '../../base/range';
import type { JsonDocument, JsonProblemCode, SchemaProblemCode } from '../json/model';

export const WAIVERS_FILE = 'aext-waivers.json';
export const WAIVERS_SCHEMA = 'aext/waivers/v1';

/** One accepted finding: which rule, where, why, who answers for it and until when. */
export interface Waiver {
	readonly rule: string;
	/** Path relative to the waivers file's folder; `*` within a segment, `**` across segments. */
	readonly path: string;
	/** Restricts the waiver to one finding; absent: all of the rule's findings at the path. */
	readonly fingerprint?: string;
	readonly reason: string;
	readonly owner: string;
	/** Last day on which it holds, `YYYY-MM-DD`. */
	readonly expires: string;
}

export interface WaiverEntry {
	readonly waiver: Waiver;
	readonly range: Range;
	readonly expiresRange: Range;
}

export interface WaiversDocument {
	readonly text: string;
	readonly json: JsonDocument;
	/** Only entries that are valid on their own. */
	readonly entries: readonly WaiverEntry[];
	readonly problems: readonly Problem<JsonProblemCode | SchemaProblemCode>[];
}
