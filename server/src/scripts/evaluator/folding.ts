import { NO_TAINTS, taintsTogether } from '../taint';
import {
	HOLE,
	listValue,
	MAX_OPTIONS,
	numberOf,
	optionsOf,
	type TextForm,
	type TextValue,
	taintsOf,
	textValue,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../value';
import { apply } from './apply';
import type { Call } from './call';
import { anyItem, itemsOf } from './items';
import type { Handler } from './language';
import { concatenated } from './operators';

type Known = string | number;

/** Arguments whose values are known: texts and numbers; `undefined` for the others. */
function knownArguments(call: Call): (Known | undefined)[] {
	return call.args.map(value => {
		if (value.kind === 'number') return value.number;
		return value.kind === 'text' && !value.text.includes(HOLE) ? value.text : undefined;
	});
}

interface TextMethodOptions {
	/** It may be given texts of which parts are not known. */
	readonly holes?: boolean;
	readonly form?: TextForm | null;
	/** How long the result gets, where it may be much longer than the text. */
	readonly length?: (text: string, ...args: (Known | undefined)[]) => number;
}

/** A method of text that gives text. */
export function textMethod(
	fold: (text: string, ...args: (Known | undefined)[]) => string | undefined,
	options: TextMethodOptions = {},
): Handler {
	return call => {
		const args = knownArguments(call);
		const given = call.taints();
		return overTexts(call, option => {
			const taints = taintsTogether(option.taints, given);
			if (option.text.includes(HOLE) && options.holes !== true) return unknown(taints);
			const length = options.length?.(option.text, ...args) ?? 0;
			if (length > 0 && !call.machine.mayBuild(length)) return unknown(taints);
			const result = fold(option.text, ...args);
			if (result === undefined) return unknown(taints);
			return textValue(
				call.machine.built(result),
				taints,
				options.form === undefined ? option.form : options.form,
			);
		});
	};
}

/** A method of text that gives something else. */
export function overTexts(call: Call, fold: (option: TextValue) => Value): Value {
	const receiver = call.receiver ?? UNKNOWN;
	const results = optionsOf(receiver).map(option =>
		option.kind === 'text' && call.machine.tick(option.text.length >> 8)
			? fold(option)
			: unknown(taintsTogether(taintsOf(option), call.taints())),
	);
	return union(...results);
}

/** A method of text that gives a number. */
export function textNumber(
	fold: (text: string, ...args: (Known | undefined)[]) => number | undefined,
): Handler {
	return call =>
		overTexts(call, option => {
			const result = option.text.includes(HOLE) ? undefined : fold(option.text, ...knownArguments(call));
			return result === undefined || Number.isNaN(result)
				? unknown(option.taints)
				: numberOf(result, option.taints);
		});
}

/** A method of text that gives its pieces. */
export function textPieces(
	fold: (text: string, ...args: (Known | undefined)[]) => readonly string[] | undefined,
): Handler {
	return call =>
		overTexts(call, option => {
			const pieces = fold(option.text, ...knownArguments(call));
			if (pieces === undefined) return unknown(option.taints);
			return listValue(
				pieces.map(piece => textValue(piece, option.taints, option.form)),
				option.text.includes(HOLE),
				NO_TAINTS,
			);
		});
}

/** A function of its arguments, when all of them are known texts and numbers. */
export function folds(
	fold: (...args: Known[]) => string | number | undefined,
	form: TextForm | null = null,
): Handler {
	return call => {
		const taints = call.taints();
		const choices = call.args.map(argument => optionsOf(argument));
		const results: Value[] = [];
		const choose = (index: number, chosen: Known[]): void => {
			if (results.length >= MAX_OPTIONS) return;
			const next = choices[index];
			if (next === undefined) {
				const result = fold(...chosen);
				if (result === undefined) results.push(unknown(taints));
				else
					results.push(
						typeof result === 'number'
							? numberOf(result, taints)
							: textValue(call.machine.built(result), taints, form),
					);
				return;
			}
			for (const option of next) {
				if (option.kind === 'number') choose(index + 1, [...chosen, option.number]);
				else if (option.kind === 'text' && !option.text.includes(HOLE))
					choose(index + 1, [...chosen, option.text]);
				else results.push(unknown(taints));
			}
		};
		choose(0, []);
		return union(...results);
	};
}

/** Joins the items of a list with a separator between them. */
export function joined(call: Call, separator: Value, list: Value): Value {
	const items = itemsOf(list);
	if (items === null) {
		const taints = taintsTogether(taintsOf(list), taintsOf(separator));
		if (list.kind !== 'list' || list.items.length === 0) return unknown(taints);
		// More may follow, or some of it be left out.
		return concatenated(call.machine, [
			...list.items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])),
			HOLE,
		]);
	}
	if (items.length === 0) return textValue('');
	const plain =
		separator.kind === 'text' && items.every(item => item.kind === 'text') ? separator.text : undefined;
	if (plain !== undefined) {
		let taints = separator.taints;
		const texts: string[] = [];
		let bytes = false;
		for (const item of items) {
			if (item.kind !== 'text') continue;
			texts.push(item.text);
			taints = taintsTogether(taints, item.taints);
			bytes ||= item.form === 'bytes';
		}
		const length = texts.reduce((sum, text) => sum + text.length + plain.length, 0);
		if (!call.machine.mayBuild(length)) return unknown(taints);
		return textValue(call.machine.built(texts.join(plain)), taints, bytes ? 'bytes' : null);
	}
	return concatenated(
		call.machine,
		items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])),
	);
}

/** The result says nothing about the data it was made from. */
export const saysNothing: Handler = () => UNKNOWN;

/** The first argument, unchanged. */
export const passes: Handler = call => call.args[0];
/** The receiver, unchanged. */
export const passesReceiver: Handler = call => call.receiver ?? undefined;

/** Calls the function with each item; gives the results. */
export function mapped(call: Call, callee: Value, list: Value): Value {
	const { machine, range } = call;
	const items = itemsOf(list);
	const known = items !== null && machine.mayRepeat(items.length);
	const results: Value[] = [];
	machine.repeated(known ? items.length : 1, () => {
		for (const [index, item] of (known ? items : [anyItem(list)]).entries()) {
			results.push(apply(machine, callee, { args: [item, numberOf(index)], named: new Map() }, range));
		}
	});
	return listValue(results, !known);
}

/** Adds values to the list that is the receiver. */
export function addsToReceiver(call: Call, values: readonly Value[], atStart = false): void {
	for (const option of optionsOf(call.receiver ?? UNKNOWN)) {
		if (option.kind !== 'list') continue;
		for (const value of values) {
			if (option.items.length >= 5_000) option.open = true;
			else if (atStart) option.items.unshift(value);
			else option.items.push(value);
		}
	}
}

/** A text repeated. */
export function repeated(call: Call['machine'], text: TextValue, times: number): Value {
	const count = Math.max(0, Math.floor(times));
	if (!call.mayBuild(text.text.length * count)) return unknown(text.taints);
	return textValue(call.built(text.text.repeat(count)), text.taints, text.form);
}
