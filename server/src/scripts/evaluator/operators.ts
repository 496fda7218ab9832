import type { Range } from '../../base/range';
import { NO_TAINTS, type Taints, taintsTogether } from '../taint';
import {
	type Atom,
	FALSE,
	HOLE,
	listValue,
	MAX_OPTIONS,
	mappingValue,
	numberOf,
	optionsOf,
	TRUE,
	taintsOf,
	textValue,
	UNKNOWN,
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
export function operate(machine: Machine, operator: string, left: Value, right: Value, _range: Range): Value {
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
	let taints = NO_TAINTS;
	let texts: string[] = [''];
	let bytes = false;
	for (const part of parts) {
		if (typeof part === 'string') {
			texts = texts.map(text => text + part);
			continue;
		}
		taints = taintsTogether(taints, taintsOf(part));
		const forms = [...new Set(optionsOf(part).map(option => shown(option)))].slice(0, MAX_OPTIONS);
		if (part.kind === 'text' && part.form === 'bytes') bytes = true;
		if (forms.length === 1) texts = texts.map(text => text + forms[0]);
		else texts = texts.flatMap(text => forms.map(form => text + form)).slice(0, MAX_OPTIONS);
	}
	return texted(machine, texts, taints, bytes ? 'bytes' : null);
}

function texted(machine: Machine, texts: readonly string[], taints: Taints, form: 'bytes' | null): Value {
	const options = [...new Set(texts)].map(text => textValue(machine.built(text), taints, form));
	return options.length === 1 ? options[0]! : union(...options);
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
			// JavaScript writes a list's items between commas; enough to see what it holds.
			return value.open || value.items.length > 64 || value.items.some(item => item.kind !== 'text')
				? HOLE
				: value.items.map(item => (item.kind === 'text' ? item.text : '')).join(',');
		default:
			return HOLE;
	}
}

/** Two mappings as one. */
export function merged(left: Value, right: Value): Value | undefined {
	if (left.kind !== 'mapping' || right.kind !== 'mapping') return undefined;
	const rest =
		left.rest === null ? right.rest : right.rest === null ? left.rest : union(left.rest, right.rest);
	return mappingValue([...left.entries, ...right.entries], rest, taintsTogether(left.taints, right.taints));
}
