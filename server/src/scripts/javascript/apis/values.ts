import { bytesOf, type ScriptEncoding } from '../../decode';
import { apply } from '../../evaluator/apply';
import { decoded, decodes, decrypts, encodes, fromBytes, utf8Decoded } from '../../evaluator/decoding';
import { folds, joined, mapped, passes, passesReceiver, saysNothing } from '../../evaluator/folding';
import { anyItem, itemsOf } from '../../evaluator/items';
import type { ApiTable, Handler } from '../../evaluator/language';
import { concatenated } from '../../evaluator/operators';
import { NO_TAINTS, taintsTogether, withStep } from '../../taint';
import {
	HOLE,
	handleValue,
	listValue,
	mappingValue,
	NOTHING,
	optionsOf,
	taintsOf,
	textOf,
	textValue,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../../value';

const BUFFER_ENCODINGS: Readonly<Record<string, ScriptEncoding>> = {
	base64: 'base64',
	base64url: 'base64',
	hex: 'hex',
};

/** `Buffer.from(text, encoding)`, `Buffer.from(numbers)` */
const bufferFrom: Handler = call => {
	const [value = UNKNOWN] = call.args;
	const encoding = (textOf(call.args[1]) ?? 'utf8').toLowerCase();
	const known = Object.hasOwn(BUFFER_ENCODINGS, encoding) ? BUFFER_ENCODINGS[encoding] : undefined;
	if (known !== undefined) return decoded(call, value, known, 'bytes');
	if (value.kind === 'list') return bytesOfNumbers(value);
	return union(
		...optionsOf(value).map(option => {
			if (option.kind !== 'text') return unknown(taintsOf(option));
			const plain =
				option.text.includes(HOLE) || /^[\x00-\x7f]*$/.test(option.text) || option.form === 'bytes';
			return textValue(plain ? option.text : fromBytes(bytesOf(option.text)), option.taints, 'bytes');
		}),
	);
};

function bytesOfNumbers(list: Value): Value {
	const items = itemsOf(list);
	if (items === null || items.some(item => item.kind !== 'number')) return unknown(taintsOf(list));
	const text = items
		.map(item => (item.kind === 'number' ? String.fromCharCode(item.number & 0xff) : ''))
		.join('');
	return textValue(text, taintsOf(list), 'bytes');
}

/** Characters from their codes; the codes may come in one list. */
const fromCharCode: Handler = call => {
	const units = call.args.flatMap(argument => (argument.kind === 'list' ? argument.items : [argument]));
	const taints = call.taints();
	const parts = units.map(unit =>
		unit.kind === 'number' && unit.number >= 0 && unit.number < 0x110000
			? String.fromCodePoint(Math.trunc(unit.number))
			: HOLE,
	);
	return textValue(call.machine.built(parts.join('')), taints);
};

const stringify: Handler = call => {
	const [value = UNKNOWN] = call.args;
	if (value.kind === 'text' && !value.text.includes(HOLE))
		return textValue(JSON.stringify(value.text), value.taints);
	return textValue(HOLE, taintsOf(value));
};

const textDecode: Handler = call => {
	const [value = UNKNOWN] = call.args;
	if (value.kind === 'list') {
		const bytes = bytesOfNumbers(value);
		return bytes.kind === 'text' ? textValue(utf8Decoded(bytes.text), bytes.taints) : bytes;
	}
	return union(
		...optionsOf(value).map(option =>
			option.kind === 'text' ? textValue(utf8Decoded(option.text), option.taints) : unknown(taintsOf(option)),
		),
	);
};

const arrayFrom: Handler = call => {
	const [value = UNKNOWN, callee] = call.args;
	const items = itemsOf(value);
	const list = items === null ? listValue([anyItem(value)], true) : listValue(items);
	return callee === undefined ? list : mapped(call, callee, list);
};

const bytesFrom: Handler = call => {
	const [value = UNKNOWN, callee] = call.args;
	const list = callee === undefined ? value : mapped(call, callee, value);
	if (list.kind === 'list') return bytesOfNumbers(list);
	return union(
		...optionsOf(list).map(option =>
			option.kind === 'text' ? { ...option, form: 'bytes' as const } : unknown(taintsOf(option)),
		),
	);
};

/** `new URL(path, base)` */
const url: Handler = call => {
	const [path = UNKNOWN, base] = call.args;
	const text = textOf(path);
	const root = textOf(base);
	const whole =
		root === undefined || (text !== undefined && /^[a-z][\w+.-]*:/i.test(text))
			? path
			: /^(?:[a-z][\w+.-]*:\/\/)/i.test(root)
				? textValue(
						`${root.replace(text?.startsWith('/') === true ? /^(\w+:\/\/[^/]*).*$/ : /[^/]*$/, '$1')}${text ?? HOLE}`,
						call.taints(),
					)
				: textValue(`${root.replace(/[^/]*$/, '')}${text ?? HOLE}`, call.taints());
	const known = whole.kind === 'text' ? { url: whole, href: whole, path: whole, pathname: whole } : {};
	return handleValue('url', known, taintsOf(whole));
};

/** Entries of a mapping as pairs. */
const entries: Handler = call => {
	const [value = UNKNOWN] = call.args;
	if (value.kind !== 'mapping')
		return listValue([listValue([unknown(taintsOf(value)), unknown(taintsOf(value))])], true);
	const pairs = [...value.entries].map(([name, entry]) => listValue([textValue(name), entry]));
	return listValue(
		value.rest === null ? pairs : [...pairs, listValue([textValue(HOLE), value.rest])],
		value.rest !== null,
	);
};

const assign: Handler = call => {
	const [target, ...sources] = call.args;
	if (target?.kind !== 'mapping') return target;
	for (const source of sources) {
		if (source.kind === 'mapping') {
			for (const [name, entry] of source.entries) target.entries.set(name, entry);
			if (source.rest !== null)
				target.rest = target.rest === null ? source.rest : union(target.rest, source.rest);
		} else target.taints = taintsTogether(target.taints, taintsOf(source));
	}
	return target;
};

const unpacks =
	(encoding: ScriptEncoding): Handler =>
	call => {
		const result = decoded(call, call.args[0] ?? UNKNOWN, encoding, 'bytes');
		for (const argument of call.args.slice(1)) {
			if (argument.kind === 'function')
				apply(call.machine, argument, { args: [NOTHING, result], named: new Map() }, call.range);
		}
		return result;
	};

function inflaters(): ApiTable {
	const table: Record<string, Handler> = {};
	for (const [name, encoding] of [
		['gunzip', 'gzip'],
		['inflate', 'zlib'],
		['inflateRaw', 'deflate'],
		['unzip', 'gzip'],
	] as const) {
		table[`zlib.${name}`] = unpacks(encoding);
		table[`zlib.${name}Sync`] = unpacks(encoding);
		table[`pako.${name === 'gunzip' ? 'ungzip' : name}`] = unpacks(encoding);
		table[`fflate.${name}Sync`] = unpacks(encoding);
	}
	return table;
}

/** A promise's executor: what it hands to `resolve` is the promise's value. */
const promise: Handler = call => {
	let result: Value = UNKNOWN;
	const settle: Value = {
		kind: 'native',
		taints: NO_TAINTS,
		call: args => {
			const given = args[0] ?? NOTHING;
			result = result === UNKNOWN ? given : union(result, given);
			return NOTHING;
		},
	};
	apply(call.machine, call.args[0] ?? UNKNOWN, { args: [settle, settle], named: new Map() }, call.range);
	return result;
};

/** Values: objects of the language that hold, join, cut and recode data. */
export const VALUES: ApiTable = {
	...inflaters(),
	'Buffer.from': bufferFrom,
	Buffer: bufferFrom,
	'Buffer.concat': call => joined(call, textValue(''), call.args[0] ?? UNKNOWN),
	'buffer.Buffer.from': bufferFrom,
	'String.fromCharCode': fromCharCode,
	'String.fromCodePoint': fromCharCode,
	String: call => (call.args[0] === undefined ? textValue('') : concatenated(call.machine, [call.args[0]])),
	'String.fromCharCode.apply': call => fromCharCode(call.with(...call.args.slice(1))),
	Number: folds(value => Number(value)),
	parseInt: folds((value, base) => {
		const number = Number.parseInt(String(value), typeof base === 'number' ? base : 10);
		return Number.isNaN(number) ? undefined : number;
	}),
	'Number.parseInt': folds((value, base) => {
		const number = Number.parseInt(String(value), typeof base === 'number' ? base : 10);
		return Number.isNaN(number) ? undefined : number;
	}),
	'Math.floor': folds(value => Math.floor(Number(value))),
	'Math.random': saysNothing,
	'Date.now': saysNothing,
	'JSON.stringify': stringify,
	'JSON.parse': call => unknown(taintsOf(call.args[0] ?? UNKNOWN)),
	'Array.from': arrayFrom,
	'Array.of': call => listValue(call.args),
	Array: call =>
		call.args.length === 1 && call.args[0]?.kind === 'number' ? listValue([], true) : listValue(call.args),
	Set: call => (call.args[0] === undefined ? listValue([]) : arrayFrom(call)),
	Map: call => {
		const pairs = itemsOf(call.args[0] ?? UNKNOWN) ?? [];
		return mappingValue(
			pairs.flatMap(pair => {
				const name = pair.kind === 'list' ? textOf(pair.items[0]) : undefined;
				return name === undefined || pair.kind !== 'list' ? [] : [[name, pair.items[1] ?? UNKNOWN] as const];
			}),
		);
	},
	'list#add': call => call.machine.language.apis.get('list#push')?.(call),
	Uint8Array: bytesFrom,
	'Uint8Array.from': bytesFrom,
	'Uint8Array.of': call => bytesOfNumbers(listValue(call.args)),
	TextDecoder: () => handleValue('TextDecoder()'),
	'TextDecoder()#decode': textDecode,
	TextEncoder: () => handleValue('TextEncoder()'),
	'TextEncoder()#encode': bufferFrom,
	atob: decodes('base64', [0], 'bytes'),
	btoa: encodes('base64'),
	'js-base64.Base64.decode': decodes('base64', [0], 'bytes'),
	decodeURIComponent: decodes('url-encoding', [0], null),
	decodeURI: passes,
	unescape: decodes('url-encoding', [0], null),
	encodeURIComponent: call => call.args[0],
	encodeURI: passes,
	escape: passes,
	'Object.keys': call => {
		const items = itemsOf(call.args[0] ?? UNKNOWN);
		return items === null ? unknown(taintsOf(call.args[0] ?? UNKNOWN)) : listValue(items);
	},
	'Object.values': call => {
		const [value = UNKNOWN] = call.args;
		if (value.kind !== 'mapping') return unknown(taintsOf(value));
		return listValue(
			[...value.entries.values(), ...(value.rest === null ? [] : [value.rest])],
			value.rest !== null,
		);
	},
	'Object.entries': entries,
	'Object.assign': assign,
	'Object.freeze': passes,
	'Object.fromEntries': call => {
		const [value = UNKNOWN] = call.args;
		return mappingValue([], unknown(taintsOf(value)));
	},
	'Object.create': () => mappingValue(),
	structuredClone: passes,
	'Promise.resolve': call => call.args[0] ?? NOTHING,
	'Promise.all': call => call.args[0],
	'Promise.allSettled': call => call.args[0],
	'Promise.race': call => anyItem(call.args[0] ?? UNKNOWN),
	'Promise.any': call => anyItem(call.args[0] ?? UNKNOWN),
	Promise: promise,
	'util.promisify': passes,
	'util.format': call => concatenated(call.machine, call.args),
	promisify: passes,
	'util.inspect': stringify,
	URL: url,
	'url.URL': url,
	'url#toString': call =>
		call.receiver?.kind === 'handle'
			? (call.receiver.fields.get('url') ?? unknown(call.receiver.taints))
			: undefined,
	'url.fileURLToPath': pathOfUrl,
	'url.pathToFileURL': passes,
	'url.parse': url,
	'crypto.createHash': () => handleValue('digest'),
	'crypto.createHmac': () => handleValue('digest'),
	'crypto.subtle.digest': saysNothing,
	'crypto.randomBytes': saysNothing,
	'crypto.randomUUID': saysNothing,
	'digest#update': passesReceiver,
	'digest#digest': saysNothing,
	'crypto.createDecipheriv()#update': decrypts([0]),
	'crypto.createDecipher()#update': decrypts([0]),
	'crypto.subtle.decrypt': decrypts([2]),
	'crypto-js.AES.decrypt': decrypts([0]),
	'Math.max': saysNothing,
	'console.log': saysNothing,
	'Array.isArray': saysNothing,
	isNaN: saysNothing,
	Boolean: saysNothing,
};

function pathOfUrl(call: Parameters<Handler>[0]): Value | undefined {
	const [value] = call.args;
	if (value?.kind !== 'handle') return value;
	return value.fields.get('url') ?? unknown(withStep(value.taints, call.range, 'made into a path'));
}
