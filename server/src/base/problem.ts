import type { Range } from './range';

/**
 * What a parser could not accept. Parsers never throw and never judge: only rules turn problems into findings.
 * `code` is a closed set per parser; `message` is a full sentence for people, with values already escaped.
 */
export interface Problem<Code extends string = string> {
	readonly code: Code;
	readonly message: string;
	readonly range: Range;
	/** What a rule needs to offer a fix, e.g. the key's expected spelling. */
	readonly data?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}
