import { type ParsedScript, type ParseError, parse } from 'unbash';
import type { Unparsed } from '../model';

/** A part of the source with its tree; the tree's positions count from `offset`. */
export interface ParsedPart {
	readonly script: ParsedScript;
	readonly source: string;
	readonly offset: number;
}

export interface ParsedSource {
	readonly parts: readonly ParsedPart[];
	readonly unparsed: readonly Unparsed[];
}

/** How often parsing starts anew after an error before the rest is given up. */
const MAX_RESTARTS = 200;

/**
 * The grammar's time grows with the square of the here-documents on one line; no person writes more than a few.
 * Gives the first line with more, as a range.
 */
function tooManyHereDocuments(source: string): { start: number; end: number } | null {
	let line = 0;
	let count = 0;
	for (let at = source.indexOf('<<'); at >= 0; at = source.indexOf('<<', at + 2)) {
		const start = source.lastIndexOf('\n', at) + 1;
		count = start === line ? count + 1 : 1;
		line = start;
		if (count > 1000) return { start, end: endOfLine(source, at) };
	}
	return null;
}

/** A quotation, substitution or the like without its end: what follows was read as part of it. */
const UNTERMINATED = /^unterminated/;

/**
 * Parses prepared source. After an error the next line starts anew, so that an unclosed quotation does not hide the
 * commands behind it; each such place is reported. Work is linear: restarts are bounded in number and in text.
 */
export function parseTolerantly(source: string): ParsedSource {
	const parts: ParsedPart[] = [];
	const unparsed: Unparsed[] = [];
	const crowded = source.includes('<<') ? tooManyHereDocuments(source) : null;
	if (crowded !== null) {
		unparsed.push({
			range: crowded,
			reason: 'Too many here-documents on one line; neither it nor what follows is read',
		});
		source = source.slice(0, crowded.start);
	}
	let offset = 0;
	let work = source.length * 2 + 200_000;
	for (let restarts = 0; offset < source.length; restarts++) {
		const rest = offset === 0 ? source : source.slice(offset);
		work -= rest.length;
		if (restarts > MAX_RESTARTS || work < 0) {
			unparsed.push({
				range: { start: offset, end: source.length },
				reason: 'Too many syntax errors before it',
			});
			break;
		}
		const script = parse(rest);
		const error = firstError(script, rest.trimEnd().length);
		if (error === null) {
			parts.push({ script, source: rest, offset });
			break;
		}
		const lineEnd = endOfLine(rest, error.pos);
		const kept = UNTERMINATED.test(error.message) ? parse(rest.slice(0, lineEnd)) : before(script, lineEnd);
		work -= lineEnd;
		parts.push({ script: kept, source: rest, offset });
		unparsed.push({
			range: { start: offset + Math.min(error.pos, rest.length), end: offset + lineEnd },
			reason: `The shell grammar stops here: ${error.message}`,
		});
		offset += lineEnd + 1;
	}
	return { parts, unparsed };
}

/** A body that holds nothing but comments: all there is has been read. */
const EMPTY_BODY = /^expected command (?:after '(?:then|else|elif|do)'|in (?:brace group|subshell))/;
/** A construct that the text does not close before its end: it was read as far as it goes. */
const CUT_OFF = /^expected '.*' to close/;

/** The first error that hides or breaks something. */
function firstError(script: ParsedScript, end: number): ParseError | null {
	let first: ParseError | null = null;
	for (const error of script.errors ?? []) {
		if (EMPTY_BODY.test(error.message) || (error.pos >= end && CUT_OFF.test(error.message))) continue;
		if (first === null || error.pos < first.pos) first = error;
	}
	return first;
}

/** The script with the statements that begin before `end`: those after it are parsed again. */
function before(script: ParsedScript, end: number): ParsedScript {
	return { ...script, commands: script.commands.filter(statement => statement.pos <= end) };
}

function endOfLine(text: string, at: number): number {
	const end = text.indexOf('\n', at);
	return end < 0 ? text.length : end;
}
