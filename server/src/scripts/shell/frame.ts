import type { Range } from '../../base/range';

/**
 * The text whose tree is being executed, and where it stands in the analysed text. Code found inside strings has a
 * frame of its own.
 */
export interface Frame {
	/** The text that the tree's positions count in. */
	readonly source: string;
	/** Where `source` stands verbatim in the analysed text; `null` when it was built or decoded. */
	readonly origin: number | null;
	/** Used for everything when `origin` is null: the place of the code's literal or blob. */
	readonly range: Range;
	/** Encodings that were undone to get at the code, outermost first. */
	readonly via: readonly string[];
	/** Decodings that may still follow. */
	readonly decodeDepth: number;
	/** How much code in code, for the bound. */
	readonly depth: number;
}

/** A range of the frame's source as a range of the analysed text. */
export function placeIn(frame: Frame, start: number, end: number): Range {
	if (frame.origin === null) return frame.range;
	return { start: frame.origin + start, end: frame.origin + end };
}
