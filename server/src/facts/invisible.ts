/**
 * Code points that people do not see and models read, as first and last of each range. Sources: Unicode 16
 * Default_Ignorable_Code_Point, UAX #9 (bidirectional controls), UTS #51 (emoji sequences), UTS #37 (ideographic
 * variation). Characters that have width but no ink (no-break space, blank Braille cell) are white space and not
 * among them.
 */
const RANGES: readonly (readonly [number, number])[] = [
	[0x00ad, 0x00ad],
	[0x034f, 0x034f],
	[0x061c, 0x061c],
	[0x115f, 0x1160],
	[0x17b4, 0x17b5],
	[0x180b, 0x180f],
	[0x200b, 0x200f],
	[0x202a, 0x202e],
	[0x2060, 0x206f],
	[0x3164, 0x3164],
	[0xfe00, 0xfe0f],
	[0xfeff, 0xfeff],
	[0xffa0, 0xffa0],
	[0xfff9, 0xfffb],
	[0x1d173, 0x1d17a],
	[0xe0000, 0xe0fff],
];

const CLASS = RANGES.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join('');
const INVISIBLE = new RegExp(`[${CLASS}]`, 'gu');

/** Matches one invisible character anywhere; V8 finds it at gigabytes a second in ordinary text. */
const ANY_INVISIBLE = new RegExp(`[${CLASS}]`, 'u');

/** Embeddings, overrides and isolates; the plain marks (LRM, RLM, ALM) reorder nothing and are zero-width. */
export const BIDI_CONTROL = /[\u202A-\u202E\u2066-\u2069]/;

/** Whether a code point shows nothing by itself. */
export function isInvisible(codePoint: number): boolean {
	return RANGES.some(([first, last]) => codePoint >= first && codePoint <= last);
}

/** Whether the text holds an invisible character: a quick test that is `false` for nearly all texts. */
export function holdsInvisible(text: string): boolean {
	return ANY_INVISIBLE.test(text);
}

/** Code points of every maximal run of invisible characters, with its place, in order. */
export function* invisibleRuns(
	text: string,
): Generator<{ readonly start: number; readonly end: number; readonly codePoints: readonly number[] }> {
	const next = new RegExp(INVISIBLE);
	// A loop and not a quantifier: V8 backtracks over surrogate pairs and runs out of stack on long runs.
	for (let match = next.exec(text); match; match = next.exec(text)) {
		const codePoints: number[] = [];
		let end = match.index;
		for (
			let code = text.codePointAt(end);
			code !== undefined && isInvisible(code);
			code = text.codePointAt(end)
		) {
			codePoints.push(code);
			end += code > 0xffff ? 2 : 1;
		}
		yield { start: match.index, end, codePoints };
		next.lastIndex = end;
	}
}

/** The text without its invisible characters: what a person reading it sees. */
export function withoutInvisible(text: string): string {
	return holdsInvisible(text) ? text.replace(INVISIBLE, '') : text;
}
