/** A piece of a normalised text as the scanner sees it. */
export type ScannedKind = 'word' | 'url' | 'marks' | 'tag' | 'line';

/** Called for every piece, in order. `special`: a word with other characters than letters, digits and `'`. */
export type OnPiece = (kind: ScannedKind, start: number, end: number, special: boolean) => void;

const SCHEMES = new Set('http https hxxp hxxps ftp ftps sftp smtp smtps ws wss s3 gs data file'.split(' '));

const WORD = 1;
/** Inside words, not at their ends: `setup.sh`, `don't`, `a@b.example`. */
const INNER = 2;
/** Before words: `~/x`, `.env`, `$HOME`, `--yes`. */
const PREFIX = 4;
const MARK = 8;
const SPACE = 16;

const FLAGS = new Uint8Array(128);
for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789_') FLAGS[letter.charCodeAt(0)] = WORD;
for (const letter of ".\\@+'%$~/-") FLAGS[letter.charCodeAt(0)] = INNER;
for (const letter of '~.$\\%/-') FLAGS[letter.charCodeAt(0)] = (FLAGS[letter.charCodeAt(0)] ?? 0) | PREFIX;
for (const letter of '.!?;:,()|') FLAGS[letter.charCodeAt(0)] = (FLAGS[letter.charCodeAt(0)] ?? 0) | MARK;
for (const letter of ' \t\r\v\f') FLAGS[letter.charCodeAt(0)] = SPACE;

function flagsOf(code: number): number {
	if (code < 128) return FLAGS[code] ?? 0;
	if (
		code === 0x2013 ||
		code === 0x2014 ||
		code === 0x2026 ||
		code === 0x3002 ||
		code === 0xff01 ||
		code === 0xff1f ||
		code === 0x2192 ||
		code === 0x2022
	) {
		return MARK;
	}
	return (code >= 0xaa && code < 0x2000) || (code >= 0x3040 && code < 0xd800) || code >= 0xf900 ? WORD : 0;
}

/** Longest word; longer runs are blobs and are cut. */
const WORD_LIMIT = 300;
const URL_LIMIT = 2000;
const TAG_LIMIT = 200;

/** Goes once through a normalised (lower-case) text. Linear. */
export function scan(text: string, onPiece: OnPiece): void {
	const { length } = text;
	let i = 0;
	while (i < length) {
		const code = text.charCodeAt(i);
		const flags = flagsOf(code);
		if (flags === SPACE) {
			i++;
		} else if (flags & (WORD | PREFIX)) {
			const end = wordEnd(text, i);
			if (end < 0) {
				if (flags & MARK) i = marksAt(text, i, onPiece);
				else {
					if (isDash(text, i)) onPiece('marks', i, i + 1, false);
					i++;
				}
				continue;
			}
			i = wordAt(text, i, end, onPiece);
		} else if (flags & MARK) {
			i = marksAt(text, i, onPiece);
		} else if (code === 10) {
			if (endsLine(text, i)) onPiece('line', i, i + 1, false);
			i++;
		} else if (code === 60) {
			i = tagAt(text, i, onPiece);
		} else i++;
	}
}

/** A hyphen between spaces, which stands for a dash. */
function isDash(text: string, at: number): boolean {
	return text.charCodeAt(at) === 45 && text.charCodeAt(at - 1) === 32 && text.charCodeAt(at + 1) === 32;
}

/** End of the word that begins here, with up to three characters before its first letter; -1 when there is none. */
function wordEnd(text: string, start: number): number {
	let i = start;
	while (i < start + 3 && (flagsOf(text.charCodeAt(i)) & (WORD | PREFIX)) === PREFIX) i++;
	if (i >= text.length || (flagsOf(text.charCodeAt(i)) & WORD) === 0) return -1;
	const limit = Math.min(text.length, start + WORD_LIMIT);
	let end = i + 1;
	for (i = end; i < limit; i++) {
		const flags = flagsOf(text.charCodeAt(i));
		if (flags & WORD || text.charCodeAt(i) === 47) end = i + 1;
		else if ((flags & INNER) === 0) break;
	}
	return end;
}

function wordAt(text: string, start: number, end: number, onPiece: OnPiece): number {
	if (text.charCodeAt(end) === 58 && text.startsWith('://', end) && SCHEMES.has(text.slice(start, end))) {
		let stop = end + 3;
		const limit = Math.min(text.length, stop + URL_LIMIT);
		while (stop < limit && !/[\s<>"'`|)]/.test(text.charAt(stop))) stop++;
		onPiece('url', start, stop, true);
		return stop;
	}
	let special = false;
	for (let i = start; i < end && !special; i++) {
		const code = text.charCodeAt(i);
		special = (flagsOf(code) & WORD) === 0 && code !== 39;
	}
	onPiece('word', start, end, special);
	return end;
}

function marksAt(text: string, start: number, onPiece: OnPiece): number {
	let end = start + 1;
	while (end < text.length && flagsOf(text.charCodeAt(end)) & MARK && wordEnd(text, end) < 0) end++;
	onPiece('marks', start, end, false);
	return end;
}

const NEXT_LINE = /[ \t>]{0,40}(?:\r?\n|(?:[-*+#|]|\d{1,3}[.)])[ \t]|$)/y;

/** Whether a blank line, a list item, a heading or a table row comes next. */
function endsLine(text: string, newline: number): boolean {
	NEXT_LINE.lastIndex = newline + 1;
	return NEXT_LINE.test(text);
}

/** An HTML tag or the end of a comment; a lone `<` is skipped. */
function tagAt(text: string, start: number, onPiece: OnPiece): number {
	if (text.startsWith('<!--', start)) {
		onPiece('tag', start, start + 4, false);
		return start + 4;
	}
	const limit = Math.min(text.length, start + TAG_LIMIT);
	const first = text.charCodeAt(start + 1) === 47 ? start + 2 : start + 1;
	if ((flagsOf(text.charCodeAt(first)) & WORD) === 0) return start + 1;
	for (let i = first; i < limit; i++) {
		const code = text.charCodeAt(i);
		if (code === 60 || code === 10) break;
		if (code !== 62) continue;
		onPiece('tag', start, i + 1, false);
		return i + 1;
	}
	return start + 1;
}
