import type { Document, YAMLParseError } from 'yaml';
import { isMap } from 'yaml';
import type { Range } from '../../base/range';
import { trimmedEnd } from './whitespace';

/** A value that YAML cannot read as it is written, and what its author meant: a text. */
export interface Repair {
	/** `colon`: a text with `: ` in it; `syntax`: anything else that quotes would make a text. */
	readonly kind: 'colon' | 'syntax';
	readonly range: Range;
	/** The value's text. */
	readonly value: string;
	/** The value as a double-quoted scalar. */
	readonly quoted: string;
	/** The parser's word for what is wrong. */
	readonly error: string;
}

/** A line `key: value`, with what stands before the value in its first group. */
const KEY_LINE = /^([ \t]*(?:- +)*(?:[^\s:#"'[\]{},&*!|>%@`-][^:\n]*|"[^"\n]*"|'[^'\n]*')[ \t]*:[ \t]+)\S/;
/** First characters with a meaning of their own in YAML. */
const NOT_PLAIN = /^["'[\]{},&*!|>%@`#]/;
const COLON = /:(?=\s|$)/;
/** Errors of one value on one line. */
const REPAIRABLE: ReadonlySet<string> = new Set([
	'UNEXPECTED_TOKEN',
	'BAD_SCALAR_START',
	'BAD_INDENT',
	'MISSING_CHAR',
]);
const LONGEST_KEY = 500;
const MAX_REPAIRS = 100;

/**
 * Values behind the parser's errors that would be texts if they were quoted. Colons all at once; of anything else only
 * the first, since the errors after it come of it.
 */
export function findRepairs(source: string, document: Document.Parsed): readonly Repair[] {
	const colons: Repair[] = [];
	let done = -1;
	const errors = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
	for (const error of errors) {
		const start = error.pos[0];
		if (error.code !== 'BLOCK_AS_IMPLICIT_KEY' || start < done || colons.length >= MAX_REPAIRS) continue;
		const value = valueOnLine(source, start);
		if (value?.start !== start || NOT_PLAIN.test(source.slice(start, start + 1))) continue;
		const range = { start, end: plainEnd(source, start) };
		if (!COLON.test(source.slice(start, range.end))) continue;
		colons.push(repairOf('colon', source, range, error));
		done = range.end;
	}
	if (colons.length > 0) return colons;
	for (const error of errors) {
		const at = error.code === 'MISSING_CHAR' ? openedBefore(document, error.pos[0]) : error.pos[0];
		if (at === undefined || !REPAIRABLE.has(error.code)) continue;
		const range = valueOnLine(source, at);
		if (range && range.start <= at && range.start < range.end)
			return [repairOf('syntax', source, range, error)];
	}
	return [];
}

/** The text with the values made plain words of the same length, so that every offset holds. */
export function withRepairs(source: string, repairs: readonly Repair[]): string {
	const pieces: string[] = [];
	let done = 0;
	for (const { range } of [...repairs].sort((a, b) => a.range.start - b.range.start)) {
		if (range.start < done) continue;
		pieces.push(source.slice(done, range.start), source.slice(range.start, range.end).replace(/\S/g, 'x'));
		done = range.end;
	}
	return pieces.join('') + source.slice(done);
}

function repairOf(kind: Repair['kind'], source: string, range: Range, error: YAMLParseError): Repair {
	const written = source.slice(range.start, range.end);
	const meant = error.code === 'MISSING_CHAR' ? written.replace(/^["']/, '') : written;
	return {
		kind,
		range,
		// A text over several lines is one line to YAML.
		value: meant.replace(/[ \t\r]*\n[ \t]*/g, ' '),
		// YAML 1.2, 7.3.1: only backslash and quote need an escape here.
		quoted: `"${meant.replace(/["\\]/g, '\\$&')}"`,
		error: error.code,
	};
}

/** The value of the field on the line around an offset, without a comment. */
function valueOnLine(source: string, at: number): Range | undefined {
	const lineStart = source.lastIndexOf('\n', at - 1) + 1;
	const match = KEY_LINE.exec(
		source.slice(lineStart, Math.min(lineStart + LONGEST_KEY, lineEnd(source, lineStart))),
	);
	if (match === null) return undefined;
	const start = lineStart + (match[1]?.length ?? 0);
	return { start, end: endWithoutComment(source, start) };
}

/** Where the last top-level value begins that begins before an offset: what is not closed was opened there. */
function openedBefore(document: Document.Parsed, offset: number): number | undefined {
	if (!isMap(document.contents)) return undefined;
	const last = document.contents.items.findLast(item => (item.value?.range[0] ?? offset) < offset);
	return last?.value?.range[0];
}

/** End of a plain text: of its line, and of the more indented lines after it, before a comment. */
function plainEnd(source: string, start: number): number {
	const indent = indentAt(source, source.lastIndexOf('\n', start - 1) + 1);
	let end = endWithoutComment(source, start);
	for (let next = lineEnd(source, start) + 1; next < source.length; next = lineEnd(source, next) + 1) {
		const line = source.slice(next, lineEnd(source, next)).trim();
		if (line === '' || line.startsWith('#') || indentAt(source, next) <= indent) break;
		end = endWithoutComment(source, next);
	}
	return end;
}

function indentAt(source: string, lineStart: number): number {
	let at = lineStart;
	while (source.charCodeAt(at) === 32) at++;
	return at - lineStart;
}

function lineEnd(source: string, from: number): number {
	const newline = source.indexOf('\n', from);
	return newline < 0 ? source.length : newline;
}

function endWithoutComment(source: string, from: number): number {
	const end = lineEnd(source, from);
	const comment = source.slice(from, end).search(/[ \t]#/);
	return trimmedEnd(source, from, comment < 0 ? end : from + comment);
}
