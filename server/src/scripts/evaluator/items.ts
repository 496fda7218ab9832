import { taintsTogether } from '../taint';
import {
	HOLE,
	listValue,
	numberOf,
	optionsOf,
	taintsOf,
	textValue,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../value';

/** Longest text whose characters are followed one by one. */
const MAX_CHARACTERS = 20_000;

/** Longest text of which single characters are looked up. */
const MAX_INDEXED = 50_000;

/** The items of a value whose items are all known, in order; `null` otherwise. */
export function itemsOf(value: Value): readonly Value[] | null {
	if (value.kind === 'list') return value.open ? null : value.items;
	if (value.kind === 'mapping') {
		return value.rest === null ? [...value.entries.keys()].map(key => textValue(key, value.taints)) : null;
	}
	if (
		value.kind === 'text' &&
		value.form !== 'path' &&
		value.text.length <= MAX_CHARACTERS &&
		!value.text.includes(HOLE)
	) {
		if (value.form === 'bytes')
			return Array.from(value.text, unit => numberOf(unit.charCodeAt(0), value.taints));
		return Array.from(value.text, character => textValue(character, value.taints));
	}
	return null;
}

/** What any one of the items may be. */
export function anyItem(value: Value): Value {
	const options = optionsOf(value).map(option => {
		switch (option.kind) {
			case 'list':
				return option.items.length === 0
					? unknown(option.taints)
					: withTaints(union(...option.items.slice(0, 12)), option.taints);
			case 'mapping':
				return option.rest === null && option.entries.size > 0
					? union(...[...option.entries.keys()].slice(0, 12).map(key => textValue(key)))
					: unknown(taintsOf(option));
			case 'text':
				return unknown(option.taints);
			default:
				return unknown(taintsOf(option));
		}
	});
	return union(...options);
}

function withTaints(value: Value, taints: Value['taints']): Value {
	if (taints.length === 0) return value;
	return value.kind === 'unknown'
		? unknown(taintsTogether(value.taints, taints))
		: union(value, unknown(taints));
}

/** The item at a known place, counted from the end when negative. */
export function itemAt(value: Value, index: number): Value {
	const options = optionsOf(value).map(option => {
		if (option.kind === 'list') {
			const item = option.items[index < 0 ? option.items.length + index : index];
			if (item !== undefined && (!option.open || index >= 0)) return item;
			return anyItem(option);
		}
		if (option.kind === 'text' && option.text.length <= MAX_INDEXED && !option.text.includes(HOLE)) {
			const unit = option.text.at(index);
			if (unit === undefined) return UNKNOWN;
			return option.form === 'bytes'
				? numberOf(unit.charCodeAt(0), option.taints)
				: textValue(unit, option.taints);
		}
		if (option.kind === 'mapping') return option.entries.get(String(index)) ?? unknown(taintsOf(option));
		return unknown(taintsOf(option));
	});
	return union(...options);
}

/** Part of a list or text: `value[from:to:step]`. `undefined` bounds are open. */
export function sliceOf(value: Value, from: number | undefined, to: number | undefined, step: number): Value {
	if (![from ?? 0, to ?? 0, step].every(Number.isInteger)) return unknown(taintsOf(value));
	const options = optionsOf(value).map(option => {
		if (option.kind === 'list')
			return listValue(slicedItems(option.items, from, to, step), option.open, option.taints);
		if (option.kind === 'text') {
			// Where parts are not known, positions are not either.
			if (option.text.includes(HOLE))
				return from === undefined && to === undefined ? option : unknown(option.taints);
			const text =
				step === 1 ? option.text.slice(from, to) : slicedItems([...option.text], from, to, step).join('');
			return textValue(text, option.taints, option.form);
		}
		return unknown(taintsOf(option));
	});
	return union(...options);
}

function slicedItems<T>(
	items: readonly T[],
	from: number | undefined,
	to: number | undefined,
	step: number,
): T[] {
	if (step === 1) return items.slice(from, to);
	if (!Number.isInteger(step) || step === 0) return [];
	const { length } = items;
	const place = (index: number | undefined, otherwise: number) =>
		index === undefined ? otherwise : index < 0 ? index + length : index;
	const result: T[] = [];
	if (step > 0) {
		const end = Math.min(length, place(to, length));
		for (let index = Math.max(0, place(from, 0)); index < end; index += step) result.push(items[index]!);
	} else {
		const end = Math.max(-1, place(to, -1));
		for (let index = Math.min(length - 1, place(from, length - 1)); index > end; index += step)
			result.push(items[index]!);
	}
	return result;
}
