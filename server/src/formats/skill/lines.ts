import type { Range } from '../../base/range';
import type { FrontmatterField, FrontmatterScalar } from './model';
import { skipSpace, trimmedEnd } from './whitespace';

const KEY = /^([A-Za-z_][\w.-]*)[ \t]*:(?=\s|$)/;
/** Fields that are read from one broken frontmatter. */
const MAX_FIELDS = 1000;

interface Line {
	readonly start: number;
	readonly end: number;
}

/**
 * Top-level fields read line by line, for frontmatter that is not YAML: a name at the start of a line, a colon, and
 * the text up to the next such line. Values are texts, or true, false and null; nesting is not read.
 */
export function readLines(source: string): {
	readonly fields: readonly FrontmatterField[];
	readonly scalars: readonly FrontmatterScalar[];
} {
	const fields: FrontmatterField[] = [];
	const scalars: FrontmatterScalar[] = [];
	let key: { readonly name: string; readonly range: Range; readonly valueStart: number } | undefined;
	let end = 0;
	const finish = (): void => {
		if (key === undefined) return;
		const field = fieldOf(source, key.name, key.range, key.valueStart, end);
		fields.push(field);
		if (typeof field.value === 'string' || typeof field.value === 'boolean' || field.value === null) {
			scalars.push({
				path: [field.key],
				value: field.value,
				range: field.valueRange,
				keyRange: field.keyRange,
			});
		}
		key = undefined;
	};
	for (const line of linesOf(source)) {
		const match = KEY.exec(source.slice(line.start, Math.min(line.end, line.start + 200)));
		if (match) {
			finish();
			if (fields.length >= MAX_FIELDS) break;
			const name = match[1] ?? '';
			const range = { start: line.start, end: line.start + name.length };
			key = { name, range, valueStart: line.start + match[0].length };
			end = line.end;
		} else if (source.charCodeAt(line.start) === 32 || source.charCodeAt(line.start) === 9) {
			end = line.end;
		}
	}
	finish();
	return { fields, scalars };
}

function* linesOf(source: string): Generator<Line> {
	for (let start = 0; start < source.length; ) {
		const newline = source.indexOf('\n', start);
		const end = newline < 0 ? source.length : newline;
		yield { start, end };
		start = end + 1;
	}
}

function fieldOf(source: string, key: string, keyRange: Range, from: number, to: number): FrontmatterField {
	const start = Math.min(skipSpace(source, from, to), to);
	const valueRange = start >= to ? { start: from, end: from } : { start, end: trimmedEnd(source, start, to) };
	const range = { start: keyRange.start, end: Math.max(keyRange.end, valueRange.end) };
	const written = source.slice(valueRange.start, valueRange.end);
	return { key, keyRange, value: plainValue(written), valueRange, range, style: styleOf(written) };
}

function styleOf(written: string): FrontmatterField['style'] {
	if (written === '') return 'empty';
	if (/^(["']).*\1$/s.test(written)) return 'quoted';
	return /^[|>][+\-\d]*[ \t]*\r?\n/.test(written) ? 'block' : 'plain';
}

function plainValue(written: string): string | boolean | null {
	const style = styleOf(written);
	if (style === 'empty') return null;
	if (style === 'quoted') return written.slice(1, -1);
	const body = style === 'block' ? written.slice(written.indexOf('\n') + 1) : written;
	const words = body
		.split('\n')
		.map(line => line.trim())
		.join(' ')
		.replace(/ #.*$/, '');
	if (words === 'true' || words === 'false') return words === 'true';
	return words === 'null' || words === '~' ? null : words.trim();
}
