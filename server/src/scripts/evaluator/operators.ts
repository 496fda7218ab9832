import { NO_TAINTS, type Taints, taintsTogether } from '../taint';
import {
	type Atom,
	FALSE,
	HOLE,
	listValue,
	MAX_OPTIONS,
	mappingValue,
	numberOf,
	TRUE,
	taintsOf,
	textValue,
	UNKNOWN,
	type UnionValue,
	union,
	unknown,
	type Value,
} from '../value';
import type { Machine } from './machine';

const COMPARISONS: Readonly<Record<string, (a: number | string, b: number | string) => boolean>> = {
	'<': (a, b) => a < b,
	'>': (a, b) => a > b,
	'<=': (a, b) => a <= b,
	'>=': (a, b) => a >= b,
	'==': (a, b) => a === b,
	'===': (a, b) => a === b,
	'!=': (a, b) => a !== b,
	'!==': (a, b) => a !== b,
};

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
	'+': (a, b) => a + b,
	'-': (a, b) => a - b,
	'*': (a, b) => a * b,
	'/': (a, b) => a / b,
	'//': (a, b) => Math.floor(a / b),
	'%': (a, b) => a % b,
	'**': (a, b) => a ** b,
	'&': (a, b) => a & b,
	'|': (a, b) => a | b,
	'^': (a, b) => a ^ b,
	'<<': (a, b) => a << b,
	'>>': (a, b) => a >> b,
	'>>>': (a, b) => a >>> b,
};

/** Either side may be the result. */
const EITHER = new Set(['or', 'and', '||', '&&', '??']);
/** The result says nothing about the data. */
const JUDGING = new Set(['in', 'not in', 'is', 'is not', 'instanceof']);

/** `left operator right` */
export function operate(machine: Machine, operator: string, left: Value, right: Value): Value {
	if (EITHER.has(operator)) return union(left, right);
	if (JUDGING.has(operator)) return UNKNOWN;
	const compare = COMPARISONS[operator];
	if (compare !== undefined) {
		const a = left.kind === 'number' ? left.number : left.kind === 'text' ? left.text : undefined;
		const b = right.kind === 'number' ? right.number : right.kind === 'text' ? right.text : undefined;
		if (
			a === undefined ||
			b === undefined ||
			typeof a !== typeof b ||
			String(a).includes(HOLE) ||
			String(b).includes(HOLE)
		) {
			return UNKNOWN;
		}
		return compare(a, b) ? TRUE : FALSE;
	}
	if (left.kind === 'number' && right.kind === 'number') {
		const arithmetic = ARITHMETIC[operator];
		const result = arithmetic?.(left.number, right.number);
		const taints = taintsTogether(left.taints, right.taints);
		return result === undefined || Number.isNaN(result) ? unknown(taints) : numberOf(result, taints);
	}
	const special = machine.language.operate(machine, operator, left, right);
	if (special !== undefined) return special;
	if (operator === '+') return added(machine, left, right);
	return unknown(taintsTogether(taintsOf(left), taintsOf(right)));
}

function added(machine: Machine, left: Value, right: Value): Value {
	if (left.kind === 'text' && right.kind === 'text' && left.form === right.form) {
		const taints = taintsTogether(left.taints, right.taints);
		if (!machine.mayBuild(left.text.length + right.text.length)) {
			machine.noteTooLong();
			return textValue(HOLE, taints);
		}
		const shorter = Math.min(left.text.length, right.text.length);
		return textValue(machine.built(left.text + right.text, shorter), taints, left.form);
	}
	if (left.kind === 'list' && right.kind === 'list') {
		return listValue(
			[...left.items, ...right.items],
			left.open || right.open,
			taintsTogether(left.taints, right.taints),
		);
	}
	if (isTextual(left) || isTextual(right)) return concatenated(machine, [left, right]);
	return unknown(taintsTogether(taintsOf(left), taintsOf(right)));
}

function isTextual(value: Value): boolean {
	return (
		value.kind === 'text' || (value.kind === 'union' && value.options.some(option => option.kind === 'text'))
	);
}

/** Several texts and values as one text; parts that are not known are holes in it. */
export function concatenated(machine: Machine, parts: readonly (string | Value)[]): Value {
	/** The texts it may be, each with what it comes from. */
	let texts: { text: string; taints: Taints }[] = [{ text: '', taints: NO_TAINTS }];
	let bytes = false;
	let added = 0;
	for (const part of parts) {
		const before = texts[0]!.text.length;
		if (typeof part !== 'string' && part.kind === 'union') {
			const forms = formsOf(part);
			texts = texts.flatMap(one =>
				forms.map(form => ({ text: one.text + form.text, taints: taintsTogether(one.taints, form.taints) })),
			);
			if (forms.length > 1) texts = merged(texts).slice(0, MAX_OPTIONS);
		} else {
			const form = typeof part === 'string' ? part : shown(part);
			const taints = typeof part === 'string' ? NO_TAINTS : taintsOf(part);
			for (const one of texts) {
				one.text += form;
				one.taints = taintsTogether(one.taints, taints);
			}
			bytes ||= typeof part !== 'string' && part.kind === 'text' && part.form === 'bytes';
			// Text grows at its end without being copied; only the shorter side is work.
			added += Math.min(before, form.length);
		}
		if (texts.some(one => !machine.mayBuild(one.text.length))) {
			machine.noteTooLong();
			return textValue(HOLE, texts[0]!.taints);
		}
	}
	const form = bytes ? 'bytes' : null;
	if (texts.length === 1) return textValue(machine.built(texts[0]!.text, added), texts[0]!.taints, form);
	return union(...texts.map(one => textValue(machine.built(one.text, one.text.length), one.taints, form)));
}

/** Longest texts of which more than one reading is kept: a name or an address, not a document. */
const MAX_READ = 2_000;

/** The texts that the value may be; of long ones the longest stands for all. */
function formsOf(value: UnionValue): { text: string; taints: Taints }[] {
	const forms = value.options.map(option => ({ text: shown(option), taints: taintsOf(option) }));
	if (forms.every(form => form.text.length <= MAX_READ)) return forms;
	const longest = forms.reduce((a, b) => (b.text.length > a.text.length ? b : a));
	return [{ text: longest.text, taints: taintsOf(value) }];
}

/** Equal texts as one. */
function merged(texts: readonly { text: string; taints: Taints }[]): { text: string; taints: Taints }[] {
	const byText = new Map<string, { text: string; taints: Taints }>();
	for (const one of texts) {
		const known = byText.get(one.text);
		if (known === undefined) byText.set(one.text, one);
		else known.taints = taintsTogether(known.taints, one.taints);
	}
	return [...byText.values()];
}

/** How a value appears in text. */
export function shown(value: Atom): string {
	switch (value.kind) {
		case 'text':
			return value.text;
		case 'number':
			return String(value.number);
		case 'handle': {
			const url = value.fields.get('url');
			return value.type === 'url' && url?.kind === 'text' ? url.text : HOLE;
		}
		case 'list':
			return value.open ? HOLE : shownList(value.items);
		default:
			return HOLE;
	}
}

/** JavaScript writes a list's items between commas. */
function shownList(items: readonly Value[]): string {
	let text = '';
	for (const [index, item] of items.entries()) {
		if (item.kind !== 'text' || text.length + item.text.length > 10_000) return HOLE;
		text += index === 0 ? item.text : `,${item.text}`;
	}
	return text;
}

/** Two mappings as one. */
export function mergedMappings(left: Value, right: Value): Value | undefined {
	if (left.kind !== 'mapping' || right.kind !== 'mapping') return undefined;
	const rest =
		left.rest === null ? right.rest : right.rest === null ? left.rest : union(left.rest, right.rest);
	return mappingValue([...left.entries, ...right.entries], rest, taintsTogether(left.taints, right.taints));
}
