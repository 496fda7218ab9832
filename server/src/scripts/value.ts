import type { Range } from '../base/range';
import type { ClassNode, FunctionNode } from './syntax';
import { NO_TAINTS, type Taints, taintsTogether } from './taint';

/**
 * Stands for a part of a text that is not known. It is no character (Unicode keeps U+FFFF unassigned for ever);
 * should a text hold it, reading takes it as an unknown part, which errs on the careful side.
 */
export const HOLE = '\uffff';

/** Longest list or mapping whose items are followed one by one. */
export const MAX_ITEMS = 5_000;
/** Most values that one expression is taken to have. */
export const MAX_OPTIONS = 6;

/** Nothing is known but where it comes from. */
export interface UnknownValue {
	readonly kind: 'unknown';
	readonly taints: Taints;
}
/** Text or bytes; unknown parts are `HOLE`. */
export interface TextValue {
	readonly kind: 'text';
	readonly text: string;
	readonly taints: Taints;
	/** What methods it has besides those of text: `path`, `bytes`, `url`. */
	readonly form: TextForm | null;
}
export type TextForm = 'path' | 'bytes' | 'url';
export interface NumberValue {
	readonly kind: 'number';
	readonly number: number;
	readonly taints: Taints;
}
/** `null` stands for None, null and undefined. */
export interface ConstantValue {
	readonly kind: 'constant';
	readonly value: boolean | null;
	readonly taints: Taints;
}
/** A list, tuple, set or array. It is shared and changes, as in the program. */
export interface ListValue {
	readonly kind: 'list';
	readonly items: Value[];
	/** There may be more items, and their number is not known. */
	open: boolean;
	taints: Taints;
}
export interface MappingValue {
	readonly kind: 'mapping';
	readonly entries: Map<string, Value>;
	/** What stands under keys that are not known. */
	rest: Value | null;
	taints: Taints;
}
/**
 * Something of the language or a library, by its dotted name: `subprocess.run`. Methods of what a library made are
 * named `type#method`, and `receiver` is what made it.
 */
export interface ApiValue {
	readonly kind: 'api';
	readonly name: string;
	readonly receiver: Value | null;
	readonly taints: Taints;
}
/** What a library made: an open file, a response, a socket. It gathers what is put into it. */
export interface HandleValue {
	readonly kind: 'handle';
	readonly type: string;
	readonly fields: Map<string, Value>;
	taints: Taints;
}
export interface FunctionValue {
	readonly kind: 'function';
	readonly node: FunctionNode;
	readonly scope: ScopeLike;
	/** `self` or `this`. */
	readonly receiver: Value | null;
	readonly taints: Taints;
}
/** A function of the interpreter's own, such as the `resolve` of a promise. */
export interface NativeValue {
	readonly kind: 'native';
	readonly call: (args: readonly Value[]) => Value;
	readonly taints: Taints;
}
export interface ClassValue {
	readonly kind: 'class';
	readonly node: ClassNode;
	readonly bases: readonly Value[];
	readonly members: Map<string, Value>;
	readonly taints: Taints;
}
export interface InstanceValue {
	readonly kind: 'instance';
	readonly class: ClassValue;
	readonly fields: Map<string, Value>;
	taints: Taints;
}
/** One of several, which one is not known. Never nested, never empty. */
export interface UnionValue {
	readonly kind: 'union';
	readonly options: readonly Atom[];
	readonly taints: Taints;
}

export type Atom =
	| UnknownValue
	| TextValue
	| NumberValue
	| ConstantValue
	| ListValue
	| MappingValue
	| ApiValue
	| HandleValue
	| FunctionValue
	| NativeValue
	| ClassValue
	| InstanceValue;
export type Value = Atom | UnionValue;

/** A scope as values see it. */
export interface ScopeLike {
	lookup(name: string): Value | undefined;
}

export const UNKNOWN: UnknownValue = { kind: 'unknown', taints: NO_TAINTS };
export const NOTHING: ConstantValue = { kind: 'constant', value: null, taints: NO_TAINTS };
export const TRUE: ConstantValue = { kind: 'constant', value: true, taints: NO_TAINTS };
export const FALSE: ConstantValue = { kind: 'constant', value: false, taints: NO_TAINTS };

export function unknown(taints: Taints = NO_TAINTS): UnknownValue {
	return taints.length === 0 ? UNKNOWN : { kind: 'unknown', taints };
}

export function textValue(text: string, taints: Taints = NO_TAINTS, form: TextForm | null = null): TextValue {
	return { kind: 'text', text, taints, form };
}

export function numberOf(number: number, taints: Taints = NO_TAINTS): NumberValue {
	return { kind: 'number', number, taints };
}

export function listValue(items: readonly Value[], open = false, taints: Taints = NO_TAINTS): ListValue {
	return { kind: 'list', items: items.slice(0, MAX_ITEMS), open: open || items.length > MAX_ITEMS, taints };
}

export function mappingValue(
	entries: Iterable<readonly [string, Value]> = [],
	rest: Value | null = null,
	taints: Taints = NO_TAINTS,
): MappingValue {
	return { kind: 'mapping', entries: new Map(entries), rest, taints };
}

export function apiValue(name: string, receiver: Value | null = null, taints: Taints = NO_TAINTS): ApiValue {
	return { kind: 'api', name, receiver, taints };
}

export function handleValue(
	type: string,
	fields?: Record<string, Value>,
	taints: Taints = NO_TAINTS,
): HandleValue {
	return {
		kind: 'handle',
		type,
		fields: new Map(fields === undefined ? [] : Object.entries(fields)),
		taints,
	};
}

/** The values that `value` may be. */
export function optionsOf(value: Value): readonly Atom[] {
	return value.kind === 'union' ? value.options : [value];
}

/** One of the values; equal texts are one, "nothing" gives way to something. */
export function union(...values: readonly Value[]): Value {
	if (values.length === 2 && values[0] === values[1]) return values[0]!;
	let options: Atom[] = [];
	let unknownTaints: Taints | undefined;
	for (const value of values) {
		for (const atom of optionsOf(value)) {
			if (atom.kind === 'unknown') unknownTaints = taintsTogether(unknownTaints ?? NO_TAINTS, atom.taints);
			else if (!options.some(option => sameAtom(option, atom))) options.push(atom);
		}
	}
	const telling = options.filter(option => option.kind !== 'constant' || option.value !== null);
	if (telling.length > 0) options = telling;
	if (options.length > MAX_OPTIONS) {
		for (const dropped of options.splice(MAX_OPTIONS)) {
			unknownTaints = taintsTogether(unknownTaints ?? NO_TAINTS, dropped.taints);
		}
	}
	if (unknownTaints !== undefined && (options.length === 0 || unknownTaints.length > 0))
		options.push(unknown(unknownTaints));
	if (options.length <= 1) return options[0] ?? UNKNOWN;
	let taints = NO_TAINTS;
	for (const option of options) taints = taintsTogether(taints, option.taints);
	return { kind: 'union', options, taints };
}

function sameAtom(a: Atom, b: Atom): boolean {
	if (a === b) return true;
	if (a.taints !== b.taints) return false;
	if (a.kind === 'text') return b.kind === 'text' && a.text === b.text && a.form === b.form;
	if (a.kind === 'number') return b.kind === 'number' && a.number === b.number;
	if (a.kind === 'constant') return b.kind === 'constant' && a.value === b.value;
	return a.kind === 'api' && b.kind === 'api' && a.name === b.name && a.receiver === b.receiver;
}

/** The same value, with these taints added. */
export function tainted(value: Value, taints: Taints): Value {
	if (taints.length === 0) return value;
	switch (value.kind) {
		case 'union':
			return union(...value.options.map(option => tainted(option, taints)));
		case 'list':
		case 'mapping':
		case 'handle':
		case 'instance':
			value.taints = taintsTogether(value.taints, taints);
			return value;
		default:
			return { ...value, taints: taintsTogether(value.taints, taints) };
	}
}

/** Most containers, and most items of each, that are looked into for what one value comes from. */
const MAX_GATHERED = 400;

/** Everything that the value, and what it contains, comes from. */
export function taintsOf(value: Value): Taints {
	if (!isContainer(value)) return value.taints;
	let taints = value.taints;
	let containers: Set<Value> | null = null;
	const look = (container: Value) => {
		let left = MAX_GATHERED;
		for (const inner of insideOf(container)) {
			if (left-- === 0) break;
			taints = taintsTogether(taints, inner.taints);
			if (!isContainer(inner)) continue;
			containers ??= new Set([value]);
			if (containers.size < MAX_GATHERED) containers.add(inner);
		}
	};
	look(value);
	// A set keeps the order in which it was filled, and what is added while it is walked is walked too.
	for (const container of containers ?? []) if (container !== value) look(container);
	return taints;
}

function isContainer(value: Value): boolean {
	const { kind } = value;
	return (
		kind === 'list' || kind === 'mapping' || kind === 'handle' || kind === 'instance' || kind === 'union'
	);
}

function insideOf(value: Value): Iterable<Value> {
	switch (value.kind) {
		case 'list':
			return value.items;
		case 'mapping':
			return value.rest === null ? value.entries.values() : [...value.entries.values(), value.rest];
		case 'handle':
		case 'instance':
			return value.fields.values();
		case 'union':
			return value.options;
		default:
			return [];
	}
}

/** The text with unknown parts as `HOLE`, or `undefined` when the value is no text. */
export function textOf(value: Value | undefined): string | undefined {
	if (value === undefined) return undefined;
	if (value.kind === 'text') return value.text;
	if (value.kind === 'number') return String(value.number);
	return undefined;
}

/** The text, when all of it is known. */
export function exactText(value: Value | undefined): string | undefined {
	if (value?.kind !== 'text' || value.text.includes(HOLE)) return undefined;
	return value.text;
}

/** Whether the value, when it is known, counts as true; `undefined` when that is not known. */
export function truth(value: Value): boolean | undefined {
	switch (value.kind) {
		case 'constant':
			return value.value === true;
		case 'number':
			return value.number !== 0;
		case 'text':
			return value.text !== '';
		case 'list':
			return value.items.length > 0 ? true : value.open ? undefined : false;
		default:
			return undefined;
	}
}

/** The place of a node as a range; the recorder leaves out what a node holds besides. */
export function rangeOf(node: { readonly start: number; readonly end: number }): Range {
	return node;
}
