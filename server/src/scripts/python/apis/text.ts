import {
	addsToReceiver,
	joined,
	overTexts,
	passesReceiver,
	saysNothing,
	textMethod,
	textNumber,
	textPieces,
} from '../../evaluator/folding';
import { itemsOf } from '../../evaluator/items';
import type { ApiTable } from '../../evaluator/language';
import { taintsTogether } from '../../taint';
import {
	HOLE,
	listValue,
	NOTHING,
	optionsOf,
	taintsOf,
	textOf,
	textValue,
	UNKNOWN,
	union,
	unknown,
} from '../../value';
import { formatted } from '../format';
import { decodedAs, encodedAs } from './codecs';

/** Characters to take off the ends, white space by default. */
function strip(text: string, characters: unknown, start: boolean, end: boolean): string {
	const set = typeof characters === 'string' ? characters.slice(0, 256) : ' \t\n\r\v\f';
	let from = 0;
	let to = text.length;
	while (start && from < to && set.includes(text[from]!)) from++;
	while (end && to > from && set.includes(text[to - 1]!)) to--;
	return text.slice(from, to);
}

const METHODS: ApiTable = {
	join: call => joined(call, call.receiver ?? UNKNOWN, call.args[0] ?? UNKNOWN),
	format: call => overTexts(call, option => formatted(call.machine, option, call.args, call.named)),
	format_map: call => {
		const [mapping] = call.args;
		const named = mapping?.kind === 'mapping' ? mapping.entries : new Map();
		return overTexts(call, option => formatted(call.machine, option, [], named));
	},
	replace: textMethod(
		(text, from, to) =>
			typeof from === 'string' && typeof to === 'string' ? text.replaceAll(from, to) : undefined,
		{ length: (text, _from, to) => (typeof to === 'string' ? (text.length + 1) * (to.length + 1) : 0) },
	),
	strip: textMethod((text, set) => strip(text, set, true, true), { holes: true }),
	lstrip: textMethod((text, set) => strip(text, set, true, false), { holes: true }),
	rstrip: textMethod((text, set) => strip(text, set, false, true), { holes: true }),
	removeprefix: textMethod((text, part) =>
		typeof part === 'string' && text.startsWith(part) ? text.slice(part.length) : text,
	),
	removesuffix: textMethod((text, part) =>
		typeof part === 'string' && part !== '' && text.endsWith(part) ? text.slice(0, -part.length) : text,
	),
	lower: textMethod(text => text.toLowerCase(), { holes: true }),
	casefold: textMethod(text => text.toLowerCase(), { holes: true }),
	upper: textMethod(text => text.toUpperCase(), { holes: true }),
	swapcase: textMethod(text =>
		[...text].map(unit => (unit === unit.toLowerCase() ? unit.toUpperCase() : unit.toLowerCase())).join(''),
	),
	title: textMethod(text =>
		text.replace(/[a-z]+/gi, word => word[0]!.toUpperCase() + word.slice(1).toLowerCase()),
	),
	capitalize: textMethod(text => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()),
	zfill: textMethod((text, width) =>
		typeof width === 'number' && width < 10_000 ? text.padStart(width, '0') : undefined,
	),
	expandtabs: passesReceiver,
	split: textPieces((text, separator, most) => splitText(text, separator, most)),
	rsplit: textPieces((text, separator) => splitText(text, separator, undefined)),
	splitlines: textPieces(text => text.split(/\r\n|\r|\n/)),
	partition: textPieces((text, separator) => {
		if (typeof separator !== 'string') return undefined;
		const at = text.indexOf(separator);
		return at < 0 ? [text, '', ''] : [text.slice(0, at), separator, text.slice(at + separator.length)];
	}),
	encode: call => encodedAs(call, call.receiver ?? UNKNOWN, textOf(call.get([0, 'encoding']))),
	decode: call => decodedAs(call, call.receiver ?? UNKNOWN, textOf(call.get([0, 'encoding']))),
	hex: textMethod(text => [...text].map(unit => unit.charCodeAt(0).toString(16).padStart(2, '0')).join(''), {
		form: null,
	}),
	index: textNumber((text, part) => (typeof part === 'string' ? text.indexOf(part) : undefined)),
	find: textNumber((text, part) => (typeof part === 'string' ? text.indexOf(part) : undefined)),
	translate: call => {
		const [table] = call.args;
		if (table?.kind !== 'mapping') return unknown(call.receiverTaints());
		return overTexts(call, option => {
			const text = [...option.text].map(unit => textOf(table.entries.get(unit)) ?? unit).join('');
			return textValue(call.machine.built(text), option.taints, option.form);
		});
	},
	startswith: saysNothing,
	endswith: saysNothing,
	isdigit: saysNothing,
	isalpha: saysNothing,
	count: saysNothing,
};

function splitText(text: string, separator: unknown, most: unknown): readonly string[] | undefined {
	if (separator === undefined) return text.trim().split(/\s+/);
	if (typeof separator !== 'string' || separator === '') return undefined;
	const pieces = text.split(separator);
	if (typeof most !== 'number' || most < 0 || pieces.length <= most + 1) return pieces;
	return [...pieces.slice(0, most), pieces.slice(most).join(separator)];
}

const LISTS: ApiTable = {
	'list#append': call => {
		addsToReceiver(call, call.args);
		return NOTHING;
	},
	'list#add': call => {
		addsToReceiver(call, call.args);
		return NOTHING;
	},
	'list#insert': call => {
		addsToReceiver(call, call.args.slice(1), call.args[0]?.kind === 'number' && call.args[0].number === 0);
		return NOTHING;
	},
	'list#extend': call => {
		const [given] = call.args;
		if (given === undefined) return NOTHING;
		const items = itemsOf(given);
		if (items === null && call.receiver?.kind === 'list') call.receiver.open = true;
		addsToReceiver(call, items ?? [unknown(taintsOf(given))]);
		return NOTHING;
	},
	'list#reverse': call => {
		if (call.receiver?.kind === 'list') call.receiver.items.reverse();
		return NOTHING;
	},
	'list#pop': call => {
		if (call.receiver?.kind !== 'list') return undefined;
		return call.receiver.items.at(-1) ?? unknown(call.receiver.taints);
	},
	'list#copy': call =>
		call.receiver?.kind === 'list' ? listValue(call.receiver.items, call.receiver.open) : undefined,
	'list#sort': () => NOTHING,
};

const MAPPINGS: ApiTable = {
	'mapping#get': call => {
		const name = textOf(call.args[0]);
		const values = optionsOf(call.receiver ?? UNKNOWN).map(option => {
			if (option.kind !== 'mapping') return unknown(taintsOf(option));
			const entry = name === undefined ? undefined : option.entries.get(name);
			return entry ?? (option.rest === null && name !== undefined ? UNKNOWN : unknown(taintsOf(option)));
		});
		return call.args[1] === undefined ? union(...values) : union(...values, call.args[1]);
	},
	'mapping#keys': call => {
		const items = itemsOf(call.receiver ?? UNKNOWN);
		return items === null ? unknown(call.receiverTaints()) : listValue(items);
	},
	'mapping#values': call => {
		if (call.receiver?.kind !== 'mapping') return undefined;
		const { entries, rest } = call.receiver;
		return listValue([...entries.values(), ...(rest === null ? [] : [rest])], rest !== null);
	},
	'mapping#items': call => {
		if (call.receiver?.kind !== 'mapping') return undefined;
		const { entries, rest, taints } = call.receiver;
		const pairs = [...entries].map(([name, value]) => listValue([textValue(name, taints), value]));
		return listValue(rest === null ? pairs : [...pairs, listValue([textValue(HOLE), rest])], rest !== null);
	},
	'mapping#update': call => {
		const { receiver } = call;
		if (receiver?.kind !== 'mapping') return undefined;
		for (const given of call.args) {
			if (given.kind === 'mapping') {
				for (const [name, value] of given.entries) receiver.entries.set(name, value);
				if (given.rest !== null)
					receiver.rest = receiver.rest === null ? given.rest : union(receiver.rest, given.rest);
			} else receiver.taints = taintsTogether(receiver.taints, taintsOf(given));
		}
		for (const [name, value] of call.named) receiver.entries.set(name, value);
		return NOTHING;
	},
	'mapping#setdefault': call => {
		const name = textOf(call.args[0]);
		const { receiver } = call;
		if (receiver?.kind !== 'mapping' || name === undefined) return undefined;
		const value = receiver.entries.get(name) ?? call.args[1] ?? NOTHING;
		receiver.entries.set(name, value);
		return value;
	},
	'mapping#pop': call => {
		const name = textOf(call.args[0]);
		if (call.receiver?.kind !== 'mapping' || name === undefined) return undefined;
		return call.receiver.entries.get(name) ?? call.args[1] ?? unknown(taintsOf(call.receiver));
	},
	'mapping#copy': passesReceiver,
};

/** Methods of text, bytes, lists and mappings. */
export const TEXT: ApiTable = {
	...Object.fromEntries(
		Object.entries(METHODS).flatMap(([name, handler]) => [
			[`text#${name}`, handler],
			[`bytes#${name}`, handler],
		]),
	),
	...LISTS,
	...MAPPINGS,
	'text.join': call => joined(call, call.args[0] ?? UNKNOWN, call.args[1] ?? UNKNOWN),
};
