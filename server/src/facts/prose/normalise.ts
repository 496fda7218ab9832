import { isInvisible } from '../invisible';

/** Text in the one form that the analysis reads, with the way back to where each character came from. */
export interface Normalised {
	readonly text: string;
	/** The same before its letters were made lower case; offsets agree. */
	readonly cased: string;
	/** Without letters of other scripts, apart from those made Latin. */
	readonly latin: boolean;
	/** Offset in the original of the character at an offset of `text`; its length stands for the end. */
	originalOf(offset: number): number;
}

/** Look-alikes of Latin letters (the common part of Unicode TR39's confusables), to the lower-case letter. */
const LOOKALIKES = new Map(
	Object.entries({
		a: 'аαɑ',
		b: 'ƅьЬвβ',
		c: 'сϲ',
		d: 'ԁɗ',
		e: 'еєɛҽ',
		f: 'ғƒ',
		g: 'ɡց',
		h: 'һհн',
		i: 'іıιɩӏ',
		j: 'јϳ',
		k: 'кκ',
		l: 'ⅼاןl',
		m: 'мⅿ',
		n: 'ոпη',
		o: 'оοօσ',
		p: 'рρ',
		q: 'ԛգ',
		r: 'гɼ',
		s: 'ѕʂ',
		t: 'тτ',
		u: 'υսʋ',
		v: 'νѵ',
		w: 'ԝωա',
		x: 'хχ',
		y: 'уүγ',
		z: 'ᴢʐ',
	}).flatMap(([latin, others]) => Array.from(others, other => [other, latin] as const)),
);

const QUOTES = new Map([
	...Array.from('“”„‟″«»＂', mark => [mark, '"'] as const),
	...Array.from('‘’‚‛′ʼ＇', mark => [mark, "'"] as const),
	...Array.from('‐‑‒−﹣－', mark => ['-', mark].reverse() as [string, string]),
]);

/** Printable ASCII and line ends: lower-casing is all there is to do. */
const PLAIN = /^[\t\n\r\x20-\x7e]*$/;

/**
 * Lower case, compatibility forms folded (NFKC), accents and invisible characters gone, typographic quotes plain,
 * and Cyrillic or Greek look-alikes inside Latin words made Latin.
 */
export function normalise(source: string): Normalised {
	if (PLAIN.test(source)) {
		const { length } = source;
		return {
			text: source.toLowerCase(),
			cased: source,
			latin: true,
			originalOf: offset => Math.min(offset, length),
		};
	}
	let folded = '';
	const starts: number[] = [];
	let offset = 0;
	for (const character of source) {
		const form = foldCharacter(character);
		for (let i = 0; i < form.length; i++) starts.push(offset);
		folded += form;
		offset += character.length;
	}
	starts.push(source.length);
	const cased = latinised(folded);
	return {
		text: cased.toLowerCase(),
		cased,
		latin: !/[^\P{L}\p{Script=Latin}]/u.test(cased),
		originalOf: at => starts[Math.min(at, starts.length - 1)] ?? source.length,
	};
}

/** The compatibility form of a character without marks, in its case; as it is where its lower case is longer. */
function foldCharacter(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	if (code < 0x80) return character;
	if (isInvisible(code)) return '';
	const quote = QUOTES.get(character);
	if (quote !== undefined) return quote;
	const folded = character.normalize('NFKD').replace(/\p{M}+/gu, '');
	return folded.toLowerCase().length === folded.length ? folded : '';
}

/** Look-alikes replaced in words that are partly Latin, and in whole words of a text that is mostly Latin. */
function latinised(text: string): string {
	if (!/[\p{Script=Cyrillic}\p{Script=Greek}\u0180-\u02af\u0530-\u058f]/u.test(text)) return text;
	const latin = text.match(/[a-z]/gi)?.length ?? 0;
	const other = text.match(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu)?.length ?? 0;
	return text.replace(/\p{L}{1,60}/gu, word => {
		if (/^[a-z]+$/i.test(word)) return word;
		if (!/[a-z]/i.test(word) && latin <= other) return word;
		const skeleton = Array.from(word, skeletonOf).join('');
		// All letters have the same length in UTF-16 as their skeletons, so that offsets stay true.
		return /^[a-z]+$/i.test(skeleton) && skeleton.length === word.length ? skeleton : word;
	});
}

function skeletonOf(letter: string): string {
	const lower = letter.toLowerCase();
	const latin = LOOKALIKES.get(lower);
	if (latin === undefined) return letter;
	return letter === lower ? latin : latin.toUpperCase();
}
