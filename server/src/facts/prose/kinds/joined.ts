import type { Sentence } from '../tokens';

/** A sentence's tokens joined by single spaces, without markup, with the way back to them. */
export interface Joined {
	readonly text: string;
	/** Indexes of the first and last token that a stretch of `text` touches. */
	tokensOf(start: number, end: number): { readonly from: number; readonly to: number };
}

/** The words of a sentence as one plain text, for what is recognised by its wording. */
export function joinedText({ tokens }: Sentence): Joined {
	const starts: number[] = [];
	let text = '';
	for (const token of tokens) {
		if (text !== '') text += ' ';
		starts.push(text.length);
		text += token.text;
	}
	return {
		text,
		tokensOf: (start, end) => ({
			from: Math.max(
				0,
				starts.findLastIndex(at => at <= start),
			),
			to: Math.max(
				0,
				starts.findLastIndex(at => at < end),
			),
		}),
	};
}
