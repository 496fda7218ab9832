import type { Range } from '../../../base/range';
import type { Call } from '../../evaluator/call';
import { decoded } from '../../evaluator/decoding';
import {
	noteWholeEnvironment,
	readVariable,
	wholeEnvironment,
	writeVariable,
} from '../../evaluator/environment';
import { folds, passes, saysNothing } from '../../evaluator/folding';
import { anyItem, itemsOf, sliceOf } from '../../evaluator/items';
import type {
	ApiTable,
	AssigningTable,
	Handler,
	KeyReadingTable,
	ReadingTable,
} from '../../evaluator/language';
import { concatenated } from '../../evaluator/operators';
import { safetyOff } from '../../evaluator/safety';
import { NO_TAINTS, type Taints, taintFrom } from '../../taint';
import {
	apiValue,
	HOLE,
	listValue,
	mappingValue,
	NOTHING,
	numberOf,
	optionsOf,
	taintsOf,
	textOf,
	textValue,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../../value';
import { encodedAs } from './codecs';
import { asPath, parentOf } from './paths';

const MAX_RANGE = 4_096;

/** The items in a new list. */
const list: Handler = call => {
	const [value] = call.args;
	if (value === undefined) return listValue([]);
	const items = itemsOf(value);
	return items === null
		? listValue([anyItem(value)], true, value.kind === 'list' ? value.taints : NO_TAINTS)
		: listValue(items);
};

const range: Handler = call => {
	const numbers = call.args.map(value => (value.kind === 'number' ? value.number : Number.NaN));
	const [from, to, step] =
		numbers.length === 1 ? [0, numbers[0]!, 1] : [numbers[0]!, numbers[1]!, numbers[2] ?? 1];
	if (from === undefined || to === undefined || Number.isNaN(from + to + step) || step === 0)
		return listValue([UNKNOWN], true);
	const count = Math.ceil((to - from) / step);
	if (count > MAX_RANGE) return listValue([UNKNOWN], true);
	return listValue(Array.from({ length: Math.max(0, count) }, (_, index) => numberOf(from + index * step)));
};

/** Numbers as bytes, or text as bytes. */
const bytes: Handler = call => {
	const [value] = call.args;
	if (value === undefined) return textValue('', NO_TAINTS, 'bytes');
	if (value.kind === 'text') return encodedAs(call, value, textOf(call.get([1, 'encoding'])));
	const items = itemsOf(value);
	if (items === null || items.some(item => item.kind !== 'number')) return unknown(taintsOf(value));
	const units = items.map(item => (item.kind === 'number' ? item.number & 0xff : 0));
	return textValue(units.map(unit => String.fromCharCode(unit)).join(''), taintsOf(value), 'bytes');
};

const str: Handler = call => {
	const [value] = call.args;
	if (value === undefined) return textValue('');
	if (call.args.length > 1 || call.named.has('encoding')) {
		return union(
			...optionsOf(value).map(option =>
				option.kind === 'text' ? { ...option, form: null } : unknown(taintsOf(option)),
			),
		);
	}
	if (value.kind === 'list' || value.kind === 'mapping') return textValue(HOLE, taintsOf(value));
	return plainText(concatenated(call.machine, [value]));
};

function plainText(value: Value): Value {
	return union(
		...optionsOf(value).map(option => (option.kind === 'text' ? { ...option, form: null } : option)),
	);
}

const enumerate: Handler = call => {
	const [value = UNKNOWN] = call.args;
	const items = itemsOf(value);
	const pairs = (items ?? [anyItem(value)]).map((item, index) =>
		listValue([items === null ? UNKNOWN : numberOf(index), item]),
	);
	return listValue(pairs, items === null);
};

const zip: Handler = call => {
	const lists = call.args.map(value => itemsOf(value));
	if (lists.some(items => items === null))
		return listValue([listValue(call.args.map(value => anyItem(value)))], true);
	if (lists.length === 0) return listValue([]);
	const length = Math.min(...lists.map(items => items?.length ?? 0));
	return listValue(
		Array.from({ length }, (_, index) => listValue(lists.map(items => items?.[index] ?? UNKNOWN))),
	);
};

const reversed: Handler = call => {
	const [value = UNKNOWN] = call.args;
	if (value.kind === 'text') {
		const items = itemsOf(value);
		return items === null ? unknown(taintsOf(value)) : listValue([...items].reverse());
	}
	return sliceOf(value, undefined, undefined, -1);
};

const input: Handler = call =>
	unknown(taintFrom({ kind: 'input', what: 'what the user types' }, call.range, 'typed by the user'));

const wholeEnvironmentNoted: Handler = call => {
	noteWholeEnvironment(call.machine, call.range);
	return unknown(wholeEnvironment(call.range));
};

/** Functions that are always there, and a few of the standard library that fold values. */
export const BUILTINS: ApiTable = {
	str,
	repr: str,
	list,
	tuple: list,
	set: list,
	frozenset: list,
	sorted: list,
	iter: passes,
	next: call => anyItem(call.args[0] ?? UNKNOWN),
	reversed,
	enumerate,
	zip,
	range,
	bytes,
	bytearray: bytes,
	memoryview: passes,
	chr: folds(code =>
		typeof code === 'number' && Number.isInteger(code) && code >= 0 && code < 0x110000
			? String.fromCodePoint(code)
			: undefined,
	),
	ord: folds(text => (typeof text === 'string' ? text.codePointAt(0) : undefined)),
	hex: folds(number => (typeof number === 'number' ? `0x${number.toString(16)}` : undefined)),
	int: folds((value, base) => {
		if (typeof value === 'number') return Math.trunc(value);
		const number = Number.parseInt(value, typeof base === 'number' && base >= 2 && base <= 36 ? base : 10);
		return Number.isNaN(number) ? undefined : number;
	}),
	float: folds(value => Number(value)),
	len: call => {
		const [value = UNKNOWN] = call.args;
		if (value.kind === 'text') return value.text.includes(HOLE) ? UNKNOWN : numberOf(value.text.length);
		if (value.kind === 'mapping') return value.rest === null ? numberOf(value.entries.size) : UNKNOWN;
		return value.kind === 'list' && !value.open ? numberOf(value.items.length) : UNKNOWN;
	},
	bool: saysNothing,
	isinstance: saysNothing,
	hasattr: saysNothing,
	hash: saysNothing,
	id: saysNothing,
	any: saysNothing,
	all: saysNothing,
	print: saysNothing,
	'str.maketrans': call => {
		const from = textOf(call.args[0]);
		const to = textOf(call.args[1]);
		if (from === undefined || to === undefined || from.includes(HOLE) || to.includes(HOLE))
			return call.args[0];
		return mappingValue([...from].map((unit, index) => [unit, textValue(to[index] ?? '')] as const));
	},
	'str.join': call => {
		const handler = call.machine.language.apis.get('text.join');
		return handler?.(call);
	},
	input,
	raw_input: input,
	'sys.stdin.read': call =>
		unknown(taintFrom({ kind: 'input', what: 'standard input' }, call.range, 'read from standard input')),
	'sys.stdin.readline': call =>
		unknown(taintFrom({ kind: 'input', what: 'standard input' }, call.range, 'read from standard input')),
	'sys.stdin.readlines': call =>
		unknown(taintFrom({ kind: 'input', what: 'standard input' }, call.range, 'read from standard input')),
	'sys.stdin.buffer.read': call =>
		unknown(taintFrom({ kind: 'input', what: 'standard input' }, call.range, 'read from standard input')),
	'argparse.ArgumentParser()#parse_args': commandLine,
	'argparse.ArgumentParser()#parse_known_args': call => listValue([commandLine(call), commandLine(call)]),
	'os.getenv': call => readVariable(call.machine, call.get([0, 'key']), call.range, call.get([1, 'default'])),
	'os.environ.get': call =>
		readVariable(call.machine, call.get([0, 'key']), call.range, call.get([1, 'default'])),
	'os.environ.pop': call => readVariable(call.machine, call.get([0]), call.range, call.args[1]),
	'os.environ.setdefault': call => {
		writeVariable(call.machine, call.args[0] ?? null, call.range);
		return readVariable(call.machine, call.get([0]), call.range, call.args[1]);
	},
	'os.putenv': call => {
		writeVariable(call.machine, call.args[0] ?? null, call.range);
		return NOTHING;
	},
	'os.environ.update': call => {
		const [given] = call.args;
		for (const name of given?.kind === 'mapping' ? given.entries.keys() : call.named.keys()) {
			writeVariable(call.machine, textValue(name), call.range);
		}
		return NOTHING;
	},
	'os.environ.copy': call => environmentMapping(wholeEnvironment(call.range)),
	'os.environ.items': wholeEnvironmentNoted,
	'os.environ.keys': saysNothing,
	'os.environ.values': wholeEnvironmentNoted,
	'os.environb.items': wholeEnvironmentNoted,
	'hashlib.md5': saysNothing,
	'hashlib.sha1': saysNothing,
	'hashlib.sha256': saysNothing,
	'hashlib.sha512': saysNothing,
	'hashlib.blake2b': saysNothing,
	'hashlib.new': saysNothing,
	'hashlib.file_digest': saysNothing,
	'hashlib.pbkdf2_hmac': saysNothing,
	'hmac.new': saysNothing,
	'hmac.digest': saysNothing,
	'hmac.compare_digest': saysNothing,
	'zlib.crc32': saysNothing,
	'time.time': saysNothing,
	'binascii.crc32': saysNothing,
	'bytes#fromhex': call => decoded(call, call.args[0] ?? UNKNOWN, 'hex', 'bytes'),
};

function commandLine(call: Call): Value {
	return unknown(scriptArguments(call.range));
}

function scriptArguments(range: Range): Taints {
	return taintFrom(
		{ kind: 'input', what: 'arguments of the script' },
		range,
		'given as an argument of the script',
	);
}

/** A copy of the environment: a mapping of which nothing but its source is known. */
function environmentMapping(taints: Value['taints']): Value {
	return mappingValue([], unknown(taints), NO_TAINTS);
}

/** Names that are values. */
export const READINGS: ReadingTable = {
	'sys.argv': (_machine, range) => apiValue('sys.argv', null, scriptArguments(range)),
	'sys.stdin': (_machine, range) =>
		apiValue(
			'sys.stdin',
			null,
			taintFrom({ kind: 'input', what: 'standard input' }, range, 'read from standard input'),
		),
	// A path made from the script's own place is relative to it.
	__file__: () => textValue('./script.py'),
	'os.sep': () => textValue('/'),
	'os.linesep': () => textValue('\n'),
	'os.curdir': () => textValue('.'),
	'os.pardir': () => textValue('..'),
	'os.environ': (_machine, range) => apiValue('os.environ', null, wholeEnvironment(range)),
	'string.ascii_lowercase': () => textValue('abcdefghijklmnopqrstuvwxyz'),
	'string.ascii_uppercase': () => textValue('ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
	'string.ascii_letters': () => textValue('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'),
	'string.digits': () => textValue('0123456789'),
	// The request that a web application answers.
	'flask.request': (_machine, range) =>
		apiValue(
			'flask.request',
			null,
			taintFrom({ kind: 'input', what: 'a request' }, range, 'given in a request'),
		),
};

/** Objects that are read by key. */
export const KEYS: KeyReadingTable = {
	// The first is the script itself.
	'sys.argv': (_machine, key, range) =>
		key.kind === 'number' && key.number === 0 ? textValue('./script') : unknown(scriptArguments(range)),
	'os.environ': (machine, key, range) => readVariable(machine, key, range),
	'os.environb': (machine, key, range) => readVariable(machine, key, range),
	'sys.modules': (machine, key, range) => {
		const name = textOf(key);
		return name === undefined
			? UNKNOWN
			: (machine.language.global(name) ?? apiValue(name, unknown(taintsOf(key))) ?? range);
	},
	builtins: (machine, key) => machine.language.global(textOf(key) ?? '') ?? UNKNOWN,
	__builtins__: (machine, key) => machine.language.global(textOf(key) ?? '') ?? UNKNOWN,
};

const tlsOff = 'ssl._create_unverified_context';

/** What assigning to a property switches. */
export const ASSIGNINGS: AssigningTable = {
	'os.environ[]': (machine, key, value, range) => {
		writeVariable(machine, key, range);
		if (textOf(key ?? undefined) === 'PYTHONHTTPSVERIFY' && textOf(value) === '0') {
			safetyOff(machine, 'tls-verification', range, 'certificates of servers are no longer checked');
		}
	},
	'ssl._create_default_https_context': (machine, _key, value, range) => {
		if (value.kind === 'api' && value.name === tlsOff) {
			safetyOff(machine, 'tls-verification', range, 'certificates of servers are no longer checked');
		}
	},
};

/** `path.parent` and the like, which depend on the path itself. */
export function pathProperty(object: Value, name: string): Value | undefined {
	if (object.kind !== 'text' || object.form !== 'path') return undefined;
	const { text, taints } = object;
	switch (name) {
		case 'parent':
			return asPath(textValue(parentOf(text), taints));
		case 'name':
			return textValue(text.slice(text.lastIndexOf('/') + 1), taints);
		case 'stem':
			return textValue(text.slice(text.lastIndexOf('/') + 1).replace(/\.[^.]*$/, ''), taints);
		case 'suffix':
			return textValue(/\.[^./]*$/.exec(text)?.[0] ?? '', taints);
		case 'parents':
			return listValue(ancestors(text).map(path => textValue(path, taints, 'path')));
		default:
			return undefined;
	}
}

function ancestors(path: string): string[] {
	const all: string[] = [];
	for (let at = parentOf(path); all.length < 12; at = parentOf(at)) {
		all.push(at);
		if (at === '/') break;
	}
	return all;
}
