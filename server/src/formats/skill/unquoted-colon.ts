import type { YAMLParseError } from 'yaml';
import type { Range } from '../../base/range';
import { trimmedEnd } from './whitespace';

/** A text written without quotes although it holds `: `. */
export interface UnquotedColon {
	readonly range: Range;
	/** The text as a double-quoted scalar of the same meaning. */
	readonly quoted: string;
}

/** What stands before a value on its line: indentation, list dashes, a key and its colon. */
const BEFORE_VALUE = /^[ \t]*(?:- +)*(?:[^\s:#"'[\]{},&*!|>%@`][^:\n]*|"[^"\n]*"|'[^'\n]*')[ \t]*:[ \t]+$/;
/** First characters with a meaning of their own in YAML. */
const NOT_PLAIN = /^["'[\]{},&*!|>%@`#]/;

/**
 * Finds the errors that come of an unquoted colon and takes these colons out of the way: the text comes back with each
 * replaced by `placeholder`, so that all offsets hold and the value parses as the one text it was meant to be.
 */
export function maskColons(
	source: string,
	errors: readonly YAMLParseError[],
	placeholder: string,
): { readonly text: string; readonly colons: readonly UnquotedColon[] } {
	const colons: UnquotedColon[] = [];
	let text = source;
	let done = -1;
	const places = errors.filter(error => error.code === 'BLOCK_AS_IMPLICIT_KEY').map(error => error.pos[0]);
	for (const start of places.sort((a, b) => a - b)) {
		if (start < done || colons.length >= 100) continue;
		const lineStart = text.lastIndexOf('\n', start - 1) + 1;
		if (!BEFORE_VALUE.test(text.slice(lineStart, start)) || NOT_PLAIN.test(text.slice(start, start + 1)))
			continue;
		const range = { start, end: valueEnd(text, start, lineStart) };
		const value = text.slice(range.start, range.end);
		const replaced = value.replace(/:(?=[ \t\r\n]|$)/g, placeholder);
		if (replaced === value) continue;
		text = text.slice(0, range.start) + replaced + text.slice(range.end);
		done = range.end;
		colons.push({ range, quoted: doubleQuoted(value.replaceAll(placeholder, ':')) });
	}
	return { text, colons };
}

/** End of a plain text: with its line and the more indented lines after it, before a comment. */
function valueEnd(text: string, start: number, lineStart: number): number {
	const indent = indentAt(text, lineStart);
	let end = lineEndWithoutComment(text, start);
	for (let next = text.indexOf('\n', start) + 1; next > 0 && next < text.length; ) {
		const lineEnd = text.indexOf('\n', next);
		const line = text.slice(next, lineEnd < 0 ? text.length : lineEnd);
		if (line.trim() === '' || indentAt(text, next) <= indent || line.trim().startsWith('#')) break;
		end = lineEndWithoutComment(text, next);
		next = lineEnd < 0 ? 0 : lineEnd + 1;
	}
	return end;
}

function indentAt(text: string, lineStart: number): number {
	let at = lineStart;
	while (text.charCodeAt(at) === 32) at++;
	return at - lineStart;
}

function lineEndWithoutComment(text: string, from: number): number {
	const newline = text.indexOf('\n', from);
	const line = text.slice(from, newline < 0 ? text.length : newline);
	const comment = /[ \t]#/.exec(line);
	return trimmedEnd(text, from, from + (comment?.index ?? line.length));
}

/** YAML 1.2, 7.3.1: backslash and quote escaped; the line breaks of a text over several lines fold as before. */
function doubleQuoted(value: string): string {
	return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
