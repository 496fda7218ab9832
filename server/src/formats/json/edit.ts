import type { Range } from '../../base/range';
import type { JsonDocument, JsonNode } from './model';

/** A replacement in one text. Edits of one result do not overlap and are in order. */
export interface JsonEdit {
	readonly range: Range;
	readonly newText: string;
}

/** How a JSON text is laid out, so that what is inserted looks like the rest. */
export interface JsonStyle {
	/** One level of indentation; `''` when the whole text is on one line. */
	readonly unit: string;
	readonly eol: string;
}

export function styleOf(text: string, root: JsonNode | undefined): JsonStyle {
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	const first = root?.members?.[0]?.range.start;
	if (root === undefined || first === undefined) return { unit: '  ', eol };
	const before = text.slice(root.range.start + 1, first);
	if (!before.includes('\n')) return { unit: '', eol };
	const unit = before.slice(before.lastIndexOf('\n') + 1);
	return { unit: unit.length > indentOf(text, root.range.start).length ? unit : '  ', eol };
}

/** Text of a value as it would stand on a line with this indentation. */
export function formatValue(value: unknown, style: JsonStyle, indent: string): string {
	if (style.unit === '') return JSON.stringify(value);
	return JSON.stringify(value, undefined, style.unit).replace(/\n/g, style.eol + indent);
}

/** White space at the start of the line in which the offset stands. */
export function indentOf(text: string, offset: number): string {
	const start = text.lastIndexOf('\n', offset - 1) + 1;
	return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Adds members at the end of an object, laid out like those it has. */
export function insertMembers(
	text: string,
	object: JsonNode,
	members: readonly (readonly [key: string, value: unknown])[],
	style: JsonStyle,
): JsonEdit {
	const existing = object.members ?? [];
	const last = existing.at(-1);
	const outer = indentOf(text, object.range.start);
	if (last === undefined) {
		return { range: object.range, newText: formatValue(Object.fromEntries(members), style, outer) };
	}
	const opening = text.slice(object.range.start + 1, existing[0]?.range.start);
	const separator =
		existing.length > 1 ? text.slice(existing.at(-2)?.range.end, last.range.start) : `,${opening || ' '}`;
	const between = /^\s*,\s*$/.test(separator) ? separator : ', ';
	const indent = between.includes('\n') ? between.slice(between.lastIndexOf('\n') + 1) : outer;
	const newText = members
		.map(([key, value]) => `${between}${JSON.stringify(key)}: ${formatValue(value, style, indent)}`)
		.join('');
	return { range: { start: last.range.end, end: last.range.end }, newText };
}

/** Adds a value at the end of an array, laid out like what it has. */
export function appendItem(text: string, array: JsonNode, value: unknown, style: JsonStyle): JsonEdit {
	const last = array.items?.at(-1);
	if (last === undefined) {
		return { range: array.range, newText: formatValue([value], style, indentOf(text, array.range.start)) };
	}
	const lead = text.slice(array.range.start + 1, array.items?.[0]?.range.start);
	const between = /^\s*$/.test(lead) ? `,${lead || ' '}` : ', ';
	const indent = between.includes('\n') ? between.slice(between.lastIndexOf('\n') + 1) : '';
	const layout = between.includes('\n') ? style : { ...style, unit: '' };
	const newText = between + formatValue(value, layout, indent);
	return { range: { start: last.range.end, end: last.range.end }, newText };
}

/**
 * Makes an array hold the wanted strings: the ones it has and keeps stay as they are written, a new one takes the
 * place of one that goes, further ones follow at the end.
 */
export function editStrings(
	document: JsonDocument,
	text: string,
	array: JsonNode,
	wanted: readonly string[],
	style: JsonStyle,
): JsonEdit[] {
	const items = array.items ?? [];
	const open = new Map<string, number>();
	for (const value of wanted) open.set(value, (open.get(value) ?? 0) + 1);
	const kept = new Set<JsonNode>();
	const keptValues = new Set<string>();
	const gone: number[] = [];
	items.forEach((item, index) => {
		const left = typeof item.value === 'string' ? (open.get(item.value) ?? 0) : 0;
		if (typeof item.value !== 'string' || left === 0) {
			gone.push(index);
			return;
		}
		open.set(item.value, left - 1);
		kept.add(item);
		keptValues.add(item.value);
	});
	const added = [...open.keys()].filter(value => !keptValues.has(value));
	if (gone.length === 0 && added.length === 0) return [];
	const broken = document.problems.some(
		problem => array.range.start <= problem.range.start && problem.range.end <= array.range.end,
	);
	if (broken || items.length === 0 || kept.size + added.length === 0) {
		const values = [...items.filter(item => kept.has(item)).map(item => item.value), ...added];
		return [{ range: array.range, newText: formatStrings(text, array, values, style) }];
	}
	const edits: JsonEdit[] = [];
	for (const index of gone.splice(0, added.length)) {
		const item = items[index];
		if (item) edits.push({ range: item.range, newText: JSON.stringify(added.shift()) });
	}
	edits.push(...removals(items, new Set(gone)));
	if (added.length > 0) edits.push(appended(text, array, items, added));
	return edits.sort((a, b) => a.range.start - b.range.start);
}

/** A whole array; on one line unless it was on several and is not empty. */
function formatStrings(text: string, array: JsonNode, values: readonly unknown[], style: JsonStyle): string {
	const lines = text.slice(array.range.start, array.range.end).includes('\n') && values.length > 0;
	if (!lines || style.unit === '') return `[${values.map(value => JSON.stringify(value)).join(', ')}]`;
	return formatValue(values, style, indentOf(text, array.range.start));
}

/** Takes out items with the comma that follows, and the last ones with the comma before. At least one item stays. */
function removals(items: readonly JsonNode[], gone: ReadonlySet<number>): JsonEdit[] {
	const edits: JsonEdit[] = [];
	let lastKept = items.length - 1;
	while (gone.has(lastKept)) lastKept--;
	const end = items.at(-1)?.range.end;
	const tail = items[lastKept]?.range.end;
	for (let index = 0; index < lastKept; index++) {
		if (!gone.has(index)) continue;
		const start = items[index]?.range.start;
		const next = items[index + 1]?.range.start;
		if (start !== undefined && next !== undefined) edits.push({ range: { start, end: next }, newText: '' });
	}
	if (end !== undefined && tail !== undefined && tail < end) {
		edits.push({ range: { start: tail, end }, newText: '' });
	}
	return edits;
}

function appended(
	text: string,
	array: JsonNode,
	items: readonly JsonNode[],
	added: readonly string[],
): JsonEdit {
	const last = items.at(-1) ?? array;
	const opening = text.slice(array.range.start + 1, items[0]?.range.start);
	const separator =
		items.length > 1 ? text.slice(items.at(-2)?.range.end, last.range.start) : `,${opening || ' '}`;
	const between = /^\s*,\s*$/.test(separator) ? separator : ', ';
	return {
		range: { start: last.range.end, end: last.range.end },
		newText: added.map(value => between + JSON.stringify(value)).join(''),
	};
}
