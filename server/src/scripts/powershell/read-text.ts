import type { Cursor } from './cursor';
import type { Expression, Statement } from './tree';

const ESCAPES: Readonly<Record<string, string>> = {
	n: '\n',
	r: '\r',
	t: '\t',
	'0': '\0',
	a: '\x07',
	b: '\b',
	f: '\f',
	v: '\v',
	e: '\x1b',
};

/** What a backtick and the character behind it stand for. */
export function escaped(character: string): string {
	return ESCAPES[character] ?? character;
}

type Body = (close: string) => readonly Statement[];

/** A text in single quotation marks, ordinary or of several lines; the cursor stands at its opening. */
export function readVerbatim(cursor: Cursor): Expression {
	const start = cursor.position;
	if (cursor.take(/@['\u2018\u2019][ \t]*\r?\n/y) !== null) {
		const from = cursor.position;
		const end = hereEnd(cursor, "'");
		return text(start, cursor.position, [cursor.text.slice(from, end)]);
	}
	cursor.position++;
	let value = '';
	while (!cursor.done) {
		value += cursor.take(/[^'\u2018\u2019]+/y) ?? '';
		if (cursor.take(/['\u2018\u2019]{2}/y) !== null) value += "'";
		else {
			cursor.position = Math.min(cursor.position + 1, cursor.text.length);
			break;
		}
	}
	return text(start, cursor.position, [value]);
}

/** A text in double quotation marks, in which variables and `$(…)` are filled in. */
export function readExpandable(cursor: Cursor, body: Body): Expression {
	const start = cursor.position;
	const here = cursor.take(/@["\u201c\u201d][ \t]*\r?\n/y) !== null;
	if (!here) cursor.position++;
	const limit = here ? hereLimit(cursor, '"') : cursor.text.length;
	const parts: (string | Expression)[] = [];
	let disguised = false;
	while (cursor.position < limit) {
		const character = cursor.peek();
		if (!here && /["\u201c\u201d]/.test(character)) {
			if (!/["\u201c\u201d]/.test(cursor.peek(1))) break;
			add(parts, '"');
			cursor.position += 2;
		} else if (character === '`') {
			const next = cursor.peek(1);
			disguised ||= /[a-z]/i.test(next) && ESCAPES[next] === undefined;
			add(parts, escaped(next));
			cursor.position = Math.min(cursor.position + 2, cursor.text.length);
		} else if (character === '$') {
			const inner = readInserted(cursor, body);
			if (inner === null) add(parts, '$');
			else parts.push(inner);
		} else add(parts, cursor.take(/[^"\u201c\u201d`$]+/y) ?? cursor.text[cursor.position++] ?? '');
	}
	if (here) {
		cursor.position = limit;
		cursor.take(/\r?\n["\u201c\u201d]@/y);
	} else cursor.take(/["\u201c\u201d]/y);
	return { ...text(start, cursor.position, parts), ...(disguised && { disguised }) };
}

/** `$name`, `${name}`, `$(…)` at the cursor, or `null` behind a `$` that begins none. */
export function readInserted(cursor: Cursor, body: Body): Expression | null {
	const start = cursor.position;
	if (cursor.peek(1) === '(') {
		cursor.position += 2;
		const statements = body(')');
		return { kind: 'group', body: statements, start, end: cursor.position };
	}
	const name =
		cursor.take(/\$\{[^}\n]{0,300}\}/y)?.slice(2, -1) ??
		cursor.take(/\$(?:\w+:(?!:))?\w+|\$[$^?]/y)?.slice(1);
	if (name === undefined) {
		cursor.position++;
		return null;
	}
	return { kind: 'variable', name: name.replaceAll('`', '').toLowerCase(), start, end: cursor.position };
}

function add(parts: (string | Expression)[], value: string): void {
	const last = parts.at(-1);
	if (typeof last === 'string') parts[parts.length - 1] = last + value;
	else parts.push(value);
}

function text(
	start: number,
	end: number,
	parts: readonly (string | Expression)[],
): Expression & { kind: 'text' } {
	return { kind: 'text', parts, start, end };
}

/** Where the text of several lines ends; the cursor moves behind its closing mark. */
function hereEnd(cursor: Cursor, mark: string): number {
	const end = hereLimit(cursor, mark);
	cursor.position = end;
	cursor.take(/\r?\n['"]@/y);
	return end;
}

function hereLimit(cursor: Cursor, mark: string): number {
	const at = cursor.text.indexOf(`\n${mark}@`, Math.max(0, cursor.position - 1));
	if (at < 0) return cursor.text.length;
	return Math.max(cursor.position, cursor.text[at - 1] === '\r' ? at - 1 : at);
}
