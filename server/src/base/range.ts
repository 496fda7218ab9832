/**
 * Half-open range of UTF-16 code units into the decoded text of one file.
 * Every offset in the engine is in this unit; only `lsp/` and `cli/` convert to lines and columns.
 */
export interface Range {
	readonly start: number;
	readonly end: number;
}

export const EMPTY_RANGE: Range = { start: 0, end: 0 };

/** The range moved by `by` code units. */
export function shifted(range: Range, by: number): Range {
	return by === 0 ? range : { start: range.start + by, end: range.end + by };
}

/** Whether `outer` holds the whole of `inner`. */
export function contains(outer: Range, inner: Range): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the two ranges share at least one position; an empty range touches what it borders. */
export function overlaps(a: Range, b: Range): boolean {
	return a.start <= b.end && b.start <= a.end;
}
