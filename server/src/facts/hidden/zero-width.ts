import { decodeSymbols } from './binary-codec';
import type { Cluster, Technique } from './cluster';
import type { InvisibleRun } from './model';

/** Scripts whose ordinary spelling needs U+200C and U+200D. */
const JOINING_SCRIPT =
	/[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Thaana}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Javanese}\p{Script=Balinese}]/u;

/** Scripts written without spaces, where U+200B and U+2060 say where a line may break. */
const SPACELESS_SCRIPT =
	/[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Javanese}]/u;

const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;

const ZWJ = 0x200d;
const BLANK_LETTERS = new Set([0x115f, 0x1160, 0x3164, 0xffa0]);

/** Zero-width and blank characters beyond what spelling, emoji and line breaking use. */
export const zeroWidth: Technique = {
	name: 'zero-width',
	suspects(run) {
		const all = run.codePoints.filter(isZeroWidth);
		return all.length <= 2 && all.every(codePoint => isOrdinary(codePoint, run)) ? [] : all;
	},
	judge(cluster) {
		const decoded = decodeSymbols(cluster.codePoints);
		const kinds = new Set(cluster.codePoints).size;
		const counts =
			decoded !== null ||
			cluster.longestRun >= 4 ||
			cluster.splitWords >= 3 ||
			(cluster.codePoints.length >= 8 && kinds >= 2) ||
			(cluster.unseenNames > 0 && hasBlankLetter(cluster));
		return counts ? { decoded } : undefined;
	},
};

function hasBlankLetter(cluster: Cluster): boolean {
	return cluster.codePoints.some(codePoint => BLANK_LETTERS.has(codePoint));
}

function isZeroWidth(codePoint: number): boolean {
	if (codePoint >= 0xe0000) return codePoint >= 0xe0080 && !(codePoint >= 0xe0100 && codePoint <= 0xe01ef);
	if (codePoint >= 0xfe00 && codePoint <= 0xfe0f) return false;
	return !(codePoint >= 0x202a && codePoint <= 0x202e) && !(codePoint >= 0x2066 && codePoint <= 0x2069);
}

function isOrdinary(codePoint: number, run: InvisibleRun): boolean {
	const { before, after } = run;
	switch (codePoint) {
		case ZWJ:
			return (EMOJI.test(before) && EMOJI.test(after)) || touches(run, JOINING_SCRIPT);
		case 0x200c:
			return touches(run, JOINING_SCRIPT);
		case 0x200b:
		case 0x2060:
			return touches(run, SPACELESS_SCRIPT);
		case 0x00ad:
			return /\p{L}/u.test(before) && /\p{L}/u.test(after);
		case 0xfeff:
			return run.start === 0;
		case 0x115f:
		case 0x1160:
		case 0x3164:
		case 0xffa0:
			return touches(run, /\p{Script=Hangul}/u);
		case 0x17b4:
		case 0x17b5:
			return touches(run, /\p{Script=Khmer}/u);
		case 0x200e:
		case 0x200f:
		case 0x061c:
			return touches(run, /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u);
		case 0x2061:
		case 0x2062:
		case 0x2063:
		case 0x2064:
			return run.codePoints.length === 1;
		default:
			return codePoint >= 0x180b && codePoint <= 0x180f && touches(run, /\p{Script=Mongolian}/u);
	}
}

function touches(run: InvisibleRun, script: RegExp): boolean {
	return script.test(run.before) || script.test(run.after);
}
