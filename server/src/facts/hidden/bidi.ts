import { BIDI_CONTROL, withoutInvisible } from '../invisible';
import type { FoundHidden } from './model';

const RIGHT_TO_LEFT_LETTER =
	/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

const LINE_LIMIT = 20_000;

/**
 * Judges the bidirectional controls of the line that holds `offset` (UAX #9 ends their effect at each paragraph).
 * Harmless are controls that are closed again and either cannot reorder anything (left-to-right ones in a line
 * of left-to-right letters) or stand in a line with right-to-left writing and do not override it.
 * `end` is the end of the line, so that each line is judged once.
 */
export function bidiOfLine(
	text: string,
	offset: number,
): { readonly found?: FoundHidden; readonly end: number } {
	const lineStart = Math.max(text.lastIndexOf('\n', offset) + 1, offset - LINE_LIMIT);
	const newline = text.indexOf('\n', offset);
	const end = Math.min(newline < 0 ? text.length : newline, offset + LINE_LIMIT);
	const line = text.slice(lineStart, end);

	const open: string[] = [];
	let count = 0;
	let first = -1;
	let last = -1;
	let balanced = true;
	let overrides = false;
	let reorders = false;
	for (let i = 0; i < line.length; i++) {
		const character = line.charAt(i);
		if (!BIDI_CONTROL.test(character)) continue;
		count++;
		if (first < 0) first = i;
		last = i;
		switch (character) {
			case '\u202C':
			case '\u2069': {
				const isolate = character === '\u2069';
				if (open.length === 0 || (open.pop() === 'isolate') !== isolate) balanced = false;
				break;
			}
			case '\u202D':
			case '\u202E':
				overrides = true;
				open.push('embedding');
				break;
			case '\u202B':
				reorders = true;
				open.push('embedding');
				break;
			case '\u2067':
				reorders = true;
				open.push('isolate');
				break;
			case '\u202A':
				open.push('embedding');
				break;
			default:
				open.push('isolate');
		}
	}
	if (open.length > 0) balanced = false;
	const rightToLeft = RIGHT_TO_LEFT_LETTER.test(line);
	const harmless = balanced && !overrides && (rightToLeft || !reorders);
	if (harmless || count === 0) return { end };
	const logical = withoutInvisible(line.slice(first, last + 1)).trim();
	return {
		found: {
			fact: { technique: 'bidi', decoded: logical === '' ? null : logical, count },
			range: { start: lineStart + first, end: lineStart + last + 1 },
		},
		end,
	};
}
