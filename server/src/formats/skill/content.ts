import type { Range } from '../../base/range';
import type { Block } from './model';

/** A block's content in one string, and the way back to the file. */
export interface BlockContent {
	readonly text: string;
	/** Offset in the file of an offset into `text`. */
	offsetAt(index: number): number;
	/** Range in the file of a range of `text`. */
	rangeOf(range: Range): Range;
}

/** The content of a block as its author meant it: code without the `>` or the indentation of what encloses it. */
export function contentOf(text: string, block: Pick<Block, 'contentRange' | 'parts'>): BlockContent {
	const parts = block.parts ?? [block.contentRange];
	const starts: number[] = [];
	let length = 0;
	for (const part of parts) {
		starts.push(length);
		length += part.end - part.start;
	}
	const offsetAt = (index: number): number => {
		let low = 0;
		let high = parts.length;
		while (low + 1 < high) {
			const middle = (low + high) >>> 1;
			if ((starts[middle] ?? 0) <= index) low = middle;
			else high = middle;
		}
		const part = parts[low] ?? block.contentRange;
		return Math.min(part.end, part.start + Math.max(0, index - (starts[low] ?? 0)));
	};
	return {
		text: parts.map(part => text.slice(part.start, part.end)).join(''),
		offsetAt,
		// An end is the place after its last character, which may be in an earlier part than the next one.
		rangeOf: ({ start, end }) => ({
			start: offsetAt(start),
			end: end > start ? offsetAt(end - 1) + 1 : offsetAt(start),
		}),
	};
}
