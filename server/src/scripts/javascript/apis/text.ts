import { apply } from '../../evaluator/apply';
import type { Call } from '../../evaluator/call';
import { encodes, utf8Decoded } from '../../evaluator/decoding';
import {
	addsToReceiver,
	joined,
	mapped,
	overTexts,
	passes,
	passesReceiver,
	repeated,
	saysNothing,
	textMethod,
	textNumber,
	textPieces,
} from '../../evaluator/folding';
import { anyItem, itemAt, itemsOf, sliceOf } from '../../evaluator/items';
import type { ApiTable, Handler } from '../../evaluator/language';
import { concatenated } from '../../evaluator/operators';
import { NO_TAINTS, taintsTogether } from '../../taint';
import {
	HOLE,
	listValue,
	NOTHING,
	numberOf,
	taintsOf,
	textOf,
	textValue,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../../value';

/** Regular expressions that are sure to take linear time: characters and classes one after the other. */
const PLAIN_PATTERN = /^(?:[^\\()[\]{}*+?|^$.]|\\[^\dkbBpP]|\[[^\]\\]*\])+\+?$/;

/** A pattern as it can be applied, `undefined` when it had better not be. */
function patternOf(value: Value | undefined): RegExp | string | undefined {
	if (value?.kind === 'text') return value.text.includes(HOLE) ? undefined : value.text;
	if (value?.kind !== 'handle' || value.type !== 'regexp') return undefined;
	const source = textOf(value.fields.get('source'));
	const flags = textOf(value.fields.get('flags')) ?? '';
	if (source === undefined || source.length > 200 || !PLAIN_PATTERN.test(source) || !/^[gimsu]*$/.test(flags))
		return undefined;
	try {
		return new RegExp(source, flags);
	} catch {
		// Not a pattern after all: its use gives what nobody knows.
		return undefined;
	}
}

function replaces(everywhere: boolean): Handler {
	return call => {
		const pattern = patternOf(call.args[0]);
		const replacement = textOf(call.args[1]);
		return overTexts(call, option => {
			const taints = taintsTogether(option.taints, call.taints());
			if (pattern === undefined || replacement === undefined || option.text.includes(HOLE))
				return unknown(taints);
			const all = everywhere && (typeof pattern === 'string' || pattern.global);
			if (!call.machine.mayBuild(option.text.length * (replacement.length + 1))) return unknown(taints);
			const text = all
				? option.text.replaceAll(pattern, () => replacement)
				: option.text.replace(pattern, () => replacement);
			return textValue(call.machine.built(text), taints, option.form);
		});
	};
}

function bound(value: Value | undefined): number | undefined {
	return value?.kind === 'number' ? value.number : value === undefined ? undefined : Number.NaN;
}

/** `slice(from, to)` of texts and lists. */
const slice: Handler = call => {
	const from = bound(call.args[0]);
	const to = bound(call.args[1]);
	if (Number.isNaN(from) || Number.isNaN(to)) return unknown(call.receiverTaints());
	return sliceOf(call.receiver ?? UNKNOWN, from, to, 1);
};

/** Bytes as text: `buffer.toString('base64')`. */
const bytesToText: Handler = call => {
	const encoding = (textOf(call.args[0]) ?? 'utf8').toLowerCase();
	if (encoding === 'base64' || encoding === 'base64url' || encoding === 'hex')
		return encodes(encoding)(call.with(call.receiver ?? UNKNOWN));
	return overTexts(call, option => {
		const text =
			encoding === 'utf16le' || encoding === 'ucs2'
				? option.text
				: /^(?:latin1|binary|ascii)$/.test(encoding)
					? option.text
					: utf8Decoded(option.text);
		return textValue(text, option.taints);
	});
};

const TEXT_METHODS: ApiTable = {
	split: textPieces((text, separator) => {
		if (separator === undefined) return [text];
		if (separator === '') return [...text];
		return typeof separator === 'string' ? text.split(separator) : undefined;
	}),
	slice,
	substring: textMethod((text, from, to) =>
		typeof from === 'number' ? text.substring(from, typeof to === 'number' ? to : undefined) : undefined,
	),
	substr: textMethod((text, from, length) => {
		if (typeof from !== 'number') return undefined;
		const start = from < 0 ? Math.max(0, text.length + from) : from;
		return text.slice(start, typeof length === 'number' ? start + length : undefined);
	}),
	replace: replaces(true),
	replaceAll: replaces(true),
	charAt: call => itemAt(call.receiver ?? UNKNOWN, bound(call.args[0]) ?? 0),
	at: call => itemAt(call.receiver ?? UNKNOWN, bound(call.args[0]) ?? 0),
	charCodeAt: textNumber((text, index) => text.charCodeAt(typeof index === 'number' ? index : 0)),
	codePointAt: textNumber((text, index) => text.codePointAt(typeof index === 'number' ? index : 0)),
	toLowerCase: textMethod(text => text.toLowerCase(), { holes: true }),
	toUpperCase: textMethod(text => text.toUpperCase(), { holes: true }),
	toLocaleLowerCase: textMethod(text => text.toLowerCase(), { holes: true }),
	trim: textMethod(text => text.trim(), { holes: true }),
	trimStart: textMethod(text => text.trimStart(), { holes: true }),
	trimEnd: textMethod(text => text.trimEnd(), { holes: true }),
	normalize: textMethod(text => text.normalize(), { holes: true }),
	concat: call => concatenated(call.machine, [call.receiver ?? UNKNOWN, ...call.args]),
	repeat: call =>
		overTexts(call, option =>
			call.args[0]?.kind === 'number'
				? repeated(call.machine, option, call.args[0].number)
				: unknown(option.taints),
		),
	padStart: textMethod((text, width, fill) =>
		typeof width === 'number' && width < 10_000
			? text.padStart(width, typeof fill === 'string' ? fill : ' ')
			: undefined,
	),
	padEnd: textMethod((text, width, fill) =>
		typeof width === 'number' && width < 10_000
			? text.padEnd(width, typeof fill === 'string' ? fill : ' ')
			: undefined,
	),
	toString: passesReceiver,
	valueOf: passesReceiver,
	indexOf: textNumber((text, part) => (typeof part === 'string' ? text.indexOf(part) : undefined)),
	includes: saysNothing,
	startsWith: saysNothing,
	endsWith: saysNothing,
	localeCompare: saysNothing,
};

/** Calls the function with every item, for what it does. */
const forEach: Handler = call => {
	mapped(call, call.args[0] ?? UNKNOWN, call.receiver ?? UNKNOWN);
	return NOTHING;
};

const reduce: Handler = call => {
	const [callee = UNKNOWN, first] = call.args;
	const list = call.receiver ?? UNKNOWN;
	const items = itemsOf(list) ?? [anyItem(list)];
	let value = first ?? items[0] ?? UNKNOWN;
	for (const [index, item] of items.slice(first === undefined ? 1 : 0).entries()) {
		if (!call.machine.mayFollow) return unknown(taintsOf(list));
		value = apply(
			call.machine,
			callee,
			{ args: [value, item, numberOf(index)], named: new Map() },
			call.range,
		);
	}
	return value;
};

const LIST_METHODS: ApiTable = {
	join: call => joined(call, call.args[0] ?? textValue(','), call.receiver ?? UNKNOWN),
	toString: (call: Call) => joined(call, textValue(','), call.receiver ?? UNKNOWN),
	map: call => mapped(call, call.args[0] ?? UNKNOWN, call.receiver ?? UNKNOWN),
	flatMap: call => {
		const result = mapped(call, call.args[0] ?? UNKNOWN, call.receiver ?? UNKNOWN);
		return flattened(result);
	},
	flat: call => flattened(call.receiver ?? UNKNOWN),
	forEach,
	filter: call => {
		mapped(call, call.args[0] ?? UNKNOWN, call.receiver ?? UNKNOWN);
		const list = call.receiver ?? UNKNOWN;
		return listValue(itemsOf(list) ?? [anyItem(list)], true);
	},
	find: call => {
		mapped(call, call.args[0] ?? UNKNOWN, call.receiver ?? UNKNOWN);
		return anyItem(call.receiver ?? UNKNOWN);
	},
	some: forEach,
	every: forEach,
	reduce,
	concat: call => {
		const lists = [call.receiver ?? UNKNOWN, ...call.args];
		return listValue(
			lists.flatMap(list => (list.kind === 'list' ? list.items : [list])),
			lists.some(list => list.kind === 'list' && list.open),
		);
	},
	slice,
	splice: call => {
		const from = bound(call.args[0]);
		const count = bound(call.args[1]);
		if (
			call.receiver?.kind !== 'list' ||
			from === undefined ||
			Number.isNaN(from) ||
			Number.isNaN(count ?? 0)
		)
			return unknown(call.receiverTaints());
		return listValue(
			call.receiver.items.splice(from, count ?? call.receiver.items.length),
			call.receiver.open,
		);
	},
	reverse: call => {
		if (call.receiver?.kind === 'list') call.receiver.items.reverse();
		return call.receiver ?? undefined;
	},
	push: call => {
		addsToReceiver(call, call.args);
		return NOTHING;
	},
	unshift: call => {
		addsToReceiver(call, call.args, true);
		return NOTHING;
	},
	shift: call =>
		call.receiver?.kind === 'list' && !call.receiver.open && call.machine.loopDepth === 0
			? (call.receiver.items.shift() ?? NOTHING)
			: anyItem(call.receiver ?? UNKNOWN),
	pop: call =>
		call.receiver?.kind === 'list' && !call.receiver.open && call.machine.loopDepth === 0
			? (call.receiver.items.pop() ?? NOTHING)
			: anyItem(call.receiver ?? UNKNOWN),
	at: call => itemAt(call.receiver ?? UNKNOWN, bound(call.args[0]) ?? 0),
	sort: passesReceiver,
	fill: passesReceiver,
	values: passesReceiver,
	entries: call => {
		const list = call.receiver ?? UNKNOWN;
		const items = itemsOf(list);
		return listValue(
			(items ?? [anyItem(list)]).map((item, index) => listValue([numberOf(index), item])),
			items === null,
		);
	},
	includes: saysNothing,
	indexOf: saysNothing,
};

function flattened(list: Value): Value {
	if (list.kind !== 'list') return unknown(taintsOf(list));
	return listValue(
		list.items.flatMap(item => (item.kind === 'list' ? item.items : [item])),
		list.open,
	);
}

/** `function.call(this, …)`, `.apply(this, list)`, `.bind(this, …)` */
export function calls(how: 'call' | 'apply' | 'bind'): Handler {
	return call => {
		const callee = call.receiver ?? UNKNOWN;
		const [self, ...rest] = call.args;
		const bound: Value =
			callee.kind === 'function' && self !== undefined ? { ...callee, receiver: self } : callee;
		const args = how === 'apply' ? (itemsOf(rest[0] ?? UNKNOWN) ?? [anyItem(rest[0] ?? UNKNOWN)]) : rest;
		if (how !== 'bind') return apply(call.machine, bound, { args, named: new Map() }, call.range);
		if (args.length === 0) return bound;
		return {
			kind: 'native',
			taints: NO_TAINTS,
			call: more => apply(call.machine, bound, { args: [...args, ...more], named: new Map() }, call.range),
		};
	};
}

function prefixed(prefixes: readonly string[], table: ApiTable): [string, Handler][] {
	return prefixes.flatMap(prefix =>
		Object.entries(table).map(([name, handler]): [string, Handler] => [`${prefix}#${name}`, handler]),
	);
}

/** Methods of texts, bytes, lists, mappings, numbers and functions. */
export const TEXT: ApiTable = {
	...Object.fromEntries(prefixed(['text', 'bytes'], TEXT_METHODS)),
	...Object.fromEntries(prefixed(['list'], LIST_METHODS)),
	'bytes#toString': bytesToText,
	'bytes#map': call => mapped(call, call.args[0] ?? UNKNOWN, call.receiver ?? UNKNOWN),
	'list#length': saysNothing,
	'number#toString': call => {
		const base = call.args[0]?.kind === 'number' ? call.args[0].number : 10;
		if (call.receiver?.kind !== 'number' || !(base >= 2 && base <= 36)) return unknown(call.receiverTaints());
		return textValue(call.receiver.number.toString(base), call.receiver.taints);
	},
	'function#call': calls('call'),
	'function#apply': calls('apply'),
	'function#bind': calls('bind'),
	'native#call': calls('call'),
	'native#apply': calls('apply'),
	'native#bind': calls('bind'),
	'mapping#toString': call => textValue(HOLE, call.receiverTaints()),
	'mapping#hasOwnProperty': saysNothing,
	'mapping#get': call => {
		const name = textOf(call.args[0]);
		if (call.receiver?.kind !== 'mapping') return undefined;
		const entry = name === undefined ? undefined : call.receiver.entries.get(name);
		return entry ?? call.receiver.rest ?? unknown(taintsOf(call.receiver));
	},
	'mapping#set': call => {
		const name = textOf(call.args[0]);
		const value = call.args[1] ?? UNKNOWN;
		if (call.receiver?.kind !== 'mapping') return undefined;
		if (name === undefined)
			call.receiver.rest = call.receiver.rest === null ? value : union(call.receiver.rest, value);
		else call.receiver.entries.set(name, value);
		return call.receiver;
	},
	RegExp: call => {
		const [source, flags] = call.args;
		if (textOf(source) === undefined) return undefined;
		return {
			kind: 'handle',
			type: 'regexp',
			fields: new Map([
				['source', source ?? UNKNOWN],
				['flags', flags ?? textValue('')],
			]),
			taints: NO_TAINTS,
		};
	},
	'regexp#test': saysNothing,
	'regexp#exec': call => unknown(call.taints()),
	'String.raw`': passes,
};
