import { known, list, taintsOf, UNKNOWN, unknown, type Value } from './value';

/** Longest list that a range makes. */
const MAX_ITEMS = 2_000;
/** Longest text that is put together. */
const MAX_TEXT = 200_000;

/** The result of an operator on two values. Patterns of `-replace` and `-split` are applied only where literal. */
export function operated(operator: string, left: Value, right: Value): Value {
	const taints = taintsOf([left, right]);
	switch (operator) {
		case '+':
			return added(left, right);
		case '..':
			return range(left, right);
		case '-f':
			return formatted(left, right);
		case '-join':
			return left.items === undefined || right.text === null || left.items.some(item => item.text === null)
				? unknown(taints)
				: known(left.items.map(item => item.text).join(right.text), taints);
		case '-replace':
		case '-ireplace':
		case '-creplace':
			return replaced(left, right);
		case '-split':
		case '-isplit':
		case '-csplit':
			return split(left, right);
		case '-bxor':
			return counted(left, right, (a, b) => a ^ b);
		case '-':
			return counted(left, right, (a, b) => a - b);
		default:
			return unknown(taints);
	}
}

function added(left: Value, right: Value): Value {
	const taints = taintsOf([left, right]);
	if (left.items !== undefined) {
		if (left.items.length >= MAX_ITEMS) return left;
		return list([...left.items, ...(right.items ?? [right])].slice(0, MAX_ITEMS));
	}
	if (left.text === null || right.text === null) return unknown(taints);
	if (left.text.length + right.text.length > MAX_TEXT) return unknown(taints);
	return known(left.text + right.text, taints);
}

function counted(left: Value, right: Value, count: (a: number, b: number) => number): Value {
	const [a, b] = [numberOf(left), numberOf(right)];
	const taints = taintsOf([left, right]);
	return a === null || b === null ? unknown(taints) : known(String(count(a, b)), taints);
}

/** The number a value is; one character counts as its code, as a cast to a number does. */
export function numberOf(value: Value): number | null {
	const text = value.text?.trim() ?? '';
	if (/^-?\d{1,9}$/.test(text)) return Number(text);
	if (/^0x[\da-f]{1,7}$/i.test(text)) return Number(text);
	return value.text?.length === 1 ? value.text.charCodeAt(0) : null;
}

function range(left: Value, right: Value): Value {
	const [from, to] = [numberOf(left), numberOf(right)];
	if (from === null || to === null || Math.abs(to - from) >= MAX_ITEMS) return UNKNOWN;
	const step = to < from ? -1 : 1;
	return list(
		Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => known(String(from + index * step))),
	);
}

function formatted(left: Value, right: Value): Value {
	const values = right.items ?? [right];
	const taints = taintsOf([left, right]);
	if (left.text === null) return unknown(taints);
	let complete = true;
	const text = left.text.replace(/\{(\d{1,3})(?:[,:][^}]{0,40})?\}/g, (_whole, index: string) => {
		const part = values[Number(index)]?.text ?? null;
		if (part === null) complete = false;
		return part ?? '';
	});
	return complete ? known(text, taints) : unknown(taints);
}

/** The text that a regular expression matches literally; `null` when it does more. */
function literal(pattern: string): string | null {
	const bare = pattern.replace(/\\[^\w\s]/g, '');
	if (/[\\^$.|?*+()[\]{}]/.test(bare)) return null;
	return pattern.replace(/\\(.)/g, '$1');
}

function replaced(left: Value, right: Value): Value {
	const [pattern, by] = right.items ?? [right];
	const search = literal(pattern?.text ?? '.');
	return search === null ? unknown(left.taints) : substituted(left, known(search), by ?? known(''));
}

/** Every occurrence of one text replaced by another. */
export function substituted(left: Value, search: Value, by: Value): Value {
	const taints = taintsOf([left, search, by]);
	if (left.text === null || !search.text || by.text === null) return unknown(taints);
	const parts = left.text.split(search.text);
	if (left.text.length + parts.length * by.text.length > MAX_TEXT) return unknown(taints);
	return known(parts.join(by.text), taints);
}

function split(left: Value, right: Value): Value {
	const search = literal((right.items?.[0] ?? right).text ?? '.');
	if (left.text === null || search === null || search === '') return unknown(left.taints);
	return list(left.text.split(search, MAX_ITEMS).map(part => known(part, left.taints)));
}

/** The item or character at an index, or those at a list of them. */
export function indexed(of: Value, index: Value): Value {
	const items =
		of.items ?? (of.text === null ? null : [...of.text.slice(0, 10_000)].map(one => known(one, of.taints)));
	if (of.table !== undefined) return of.table.get(index.text?.toLowerCase() ?? '') ?? unknown(of.taints);
	if (items === null) return unknown(of.taints);
	const pick = (one: Value): Value => {
		const number = numberOf(one);
		return number === null ? unknown(of.taints) : (items.at(number) ?? UNKNOWN);
	};
	return index.items === undefined ? pick(index) : list(index.items.map(pick));
}

/** A value under a type: characters of numbers, text of anything. */
export function cast(type: string, value: Value): Value {
	if (type === 'char[]') {
		const items =
			value.items ?? [...(value.text ?? '').slice(0, 10_000)].map(one => known(one, value.taints));
		return value.text === null ? unknown(value.taints) : list(items.map(item => cast('char', item)));
	}
	if (type === 'char') {
		const number = value.text !== null && /^\s*\d/.test(value.text) ? numberOf(value) : null;
		return number === null ? value : known(String.fromCharCode(number), value.taints);
	}
	if (type === 'int' || type === 'byte' || type === 'int32') {
		const number = numberOf(value);
		return number === null ? unknown(value.taints) : known(String(number), value.taints);
	}
	if (type === 'string' || /^(?:array|object\[\]|string\[\]|uri|void)$/.test(type)) return value;
	if (type === 'scriptblock') return value;
	// A cast to any other class makes an object of it: `[Net.WebClient]`, `[xml]`.
	return { ...value, type };
}
