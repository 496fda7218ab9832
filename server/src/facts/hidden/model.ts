import type { Range } from '../../base/range';
import type { HiddenText } from '../model';

/**
 * A piece of hidden text and its place. For characters strewn between visible ones the range goes from the first
 * to the last of them, and a fix removes only the invisible characters in it.
 */
export interface FoundHidden {
	readonly fact: HiddenText;
	readonly range: Range;
}

/** Code points of an invisible run with what a reader sees on both sides of it. */
export interface InvisibleRun {
	readonly start: number;
	readonly end: number;
	readonly codePoints: readonly number[];
	/** Visible character before and after; `''` at the edges of the text. */
	readonly before: string;
	readonly after: string;
}
