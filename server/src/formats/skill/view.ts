import type { Range } from '../../base/range';

/**
 * The text as the Markdown grammar gets it: same length, so that offsets hold. Two things differ from the source:
 * carriage returns, which the grammar does not know as line ends, and stretches whose reading would take time out of
 * proportion, which are blanked out.
 */
export interface MarkdownView {
	readonly text: string;
	/** Blanked-out stretches, in order. */
	readonly masked: readonly Range[];
}

/** Block quotes and list items opened on one line; the grammar checks every open one on every later line. */
const MAX_MARKERS = 256;
/** Columns of indentation, which is what keeps lists open from line to line. */
const MAX_INDENT = 256;
/** A stretch without a blank line that is shorter than this is cheap whatever it holds. */
const SMALL_CHUNK = 2048;
/**
 * Steps the grammar may take on delimiters over the whole text, where a delimiter costs at worst as many as its
 * paragraph has characters. About two seconds; ordinary texts stay a thousand times below.
 */
const DELIMITER_BUDGET = 1_000_000_000;

const TAB = 9;
const NEWLINE = 10;
const SPACE = 32;
const QUOTE = 62;
const OPEN_BRACKET = 91;
const BACKTICK = 96;
const TILDE = 126;

/** Characters that may begin inline syntax: those whose handling can look at the whole paragraph. */
const DELIMITERS = /[[\]`<*_~]/g;
const IS_DELIMITER = flagsOf('[]`<*_~');
/** Characters that may stand in what opens quotes and lists at the start of a line. */
const IS_MARKER = flagsOf('>*+-.)0123456789');
const NEEDS_SPACE = flagsOf('*+-.)');

/** @param budget steps for delimiters; 0 blanks out every delimiter of the text. */
export function viewOf(source: string, budget: number = DELIMITER_BUDGET): MarkdownView {
	const text = source.includes('\r')
		? source.replace(/\r\n?/g, ends => (ends.length === 2 ? ' \n' : '\n'))
		: source;
	const prefixes: Range[] = [];
	const chunks: Range[] = [];
	let chunkStart = 0;
	const settle = (end: number): void => {
		if (end - chunkStart > SMALL_CHUNK || budget <= 0) {
			const cost = costOf(text, chunkStart, end);
			if (cost > budget) chunks.push({ start: chunkStart, end });
			else budget -= cost;
		}
	};
	for (let lineStart = 0; lineStart < text.length; ) {
		const found = text.indexOf('\n', lineStart);
		const lineEnd = found < 0 ? text.length : found;
		const prefix = readPrefix(text, lineStart, lineEnd);
		const blank = prefix.indented && prefix.end === lineEnd;
		if (blank || (prefix.indented && prefix.end - lineStart < 4 && opensFence(text, prefix.end, lineEnd))) {
			settle(lineStart);
			chunkStart = lineEnd + 1;
		} else if (prefix.tooDeep !== undefined) {
			prefixes.push({ start: prefix.tooDeep, end: prefix.end });
		}
		lineStart = lineEnd + 1;
	}
	settle(text.length);
	if (prefixes.length === 0 && chunks.length === 0) return { text, masked: [] };
	return {
		text: replaceWithin(replaceWithin(text, prefixes, /[^\n]/g, 'x'), chunks, DELIMITERS, '.'),
		masked: [...prefixes, ...chunks].sort((a, b) => a.start - b.start),
	};
}

/** Steps that the grammar may take at worst on a stretch without a blank line. */
function costOf(text: string, start: number, end: number): number {
	let delimiters = 0;
	let lineStart = true;
	let bracketLines = 0;
	for (let at = start; at < end; at++) {
		const code = text.charCodeAt(at);
		if (code === NEWLINE) {
			lineStart = true;
			// Every line after one that begins like a link definition has the grammar read that one again.
			if (bracketLines > 0) bracketLines++;
			continue;
		}
		if (code < 128 && IS_DELIMITER[code] === 1) delimiters++;
		if (!lineStart) continue;
		if (code === OPEN_BRACKET && bracketLines === 0) bracketLines = 1;
		// Quote marks are sorted in among the rest one by one.
		if (code === QUOTE) delimiters++;
		lineStart = code < 128 && (code === SPACE || code === TAB || IS_MARKER[code] === 1);
	}
	return (delimiters + (bracketLines >> 4)) * (end - start);
}

interface Prefix {
	/** Where the content of the line begins. */
	readonly end: number;
	/** Quotes and list items that the line opens or continues. */
	readonly markers: number;
	/** Whether it is nothing but white space. */
	readonly indented: boolean;
	/** Where it goes past the limits. */
	readonly tooDeep: number | undefined;
}

function readPrefix(text: string, from: number, to: number): Prefix {
	let markers = 0;
	let indent = 0;
	let indented = true;
	let tooDeep: number | undefined;
	let end = from;
	for (; end < to; end++) {
		const code = text.charCodeAt(end);
		if (code === SPACE) indent++;
		else if (code === TAB) indent += 4;
		else if (code < 128 && IS_MARKER[code] === 1) {
			indented = false;
			const next = text.charCodeAt(end + 1);
			if (code === QUOTE || (NEEDS_SPACE[code] === 1 && (next === SPACE || next === TAB))) markers++;
		} else break;
		if (tooDeep === undefined && (markers > MAX_MARKERS || indent > MAX_INDENT)) tooDeep = end;
	}
	return { end, markers, indented, tooDeep };
}

/** Whether a code fence as the grammar sees it begins here, which ends any paragraph. */
function opensFence(text: string, from: number, lineEnd: number): boolean {
	const mark = text.charCodeAt(from);
	if (mark !== BACKTICK && mark !== TILDE) return false;
	if (text.charCodeAt(from + 1) !== mark || text.charCodeAt(from + 2) !== mark) return false;
	if (mark === TILDE) return true;
	let at = from + 3;
	while (text.charCodeAt(at) === BACKTICK) at++;
	const next = text.indexOf('`', at);
	return next < 0 || next >= lineEnd;
}

/** The text with what matches inside the ranges, which are in order, replaced by one character each. */
function replaceWithin(text: string, ranges: readonly Range[], characters: RegExp, by: string): string {
	const pieces: string[] = [];
	let done = 0;
	for (const { start, end } of ranges) {
		pieces.push(text.slice(done, start), text.slice(start, end).replace(characters, by));
		done = end;
	}
	return pieces.join('') + text.slice(done);
}

function flagsOf(characters: string): Uint8Array {
	const flags = new Uint8Array(128);
	for (const character of characters) flags[character.charCodeAt(0)] = 1;
	return flags;
}
