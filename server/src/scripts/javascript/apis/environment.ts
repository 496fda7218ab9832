import type { Range } from '../../../base/range';
import { callBack } from '../../evaluator/apply';
import {
	noteWholeEnvironment,
	readVariable,
	wholeEnvironment,
	writeVariable,
} from '../../evaluator/environment';
import type {
	ApiTable,
	AssigningTable,
	Handler,
	KeyReadingTable,
	ReadingTable,
} from '../../evaluator/language';
import { safetyOff } from '../../evaluator/safety';
import { NO_TAINTS, type Taints, taintFrom } from '../../taint';
import { apiValue, mappingValue, textOf, textValue, UNKNOWN, unknown, type Value } from '../../value';
import { navigates } from './network';

function system(what: string): Handler {
	return call => unknown(taintFrom({ kind: 'system', what }, call.range, `reads the ${what}`));
}

function scriptArguments(range: Range): Taints {
	return taintFrom(
		{ kind: 'input', what: 'arguments of the script' },
		range,
		'given as an argument of the script',
	);
}

/** Names that are values. */
export const READINGS: ReadingTable = {
	'process.argv': (_machine, range) => apiValue('process.argv', null, scriptArguments(range)),
	'Deno.args': (_machine, range) => apiValue('Deno.args', null, scriptArguments(range)),
	'Bun.argv': (_machine, range) => apiValue('process.argv', null, scriptArguments(range)),
	'process.stdin': (_machine, range) =>
		apiValue(
			'process.stdin',
			null,
			taintFrom({ kind: 'input', what: 'standard input' }, range, 'read from standard input'),
		),
	'Deno.stdin': (_machine, range) =>
		apiValue(
			'Deno.stdin',
			null,
			taintFrom({ kind: 'input', what: 'standard input' }, range, 'read from standard input'),
		),
	'process.env': (_machine, range) => apiValue('process.env', null, wholeEnvironment(range)),
	'Bun.env': (_machine, range) => apiValue('process.env', null, wholeEnvironment(range)),
	'process.platform': () => unknown(),
	// A path made from the script's own place is relative to it.
	__dirname: () => textValue('.'),
	__filename: () => textValue('./script.js'),
	'import.meta.url': () => textValue('./script.js'),
	'import.meta.filename': () => textValue('./script.js'),
	'import.meta.dirname': () => textValue('.'),
	'import.meta.dir': () => textValue('.'),
	'path.sep': () => textValue('/'),
	'os.EOL': () => textValue('\n'),
	'process.execPath': () => textValue('node'),
	'document.cookie': (_machine, range) =>
		unknown(
			taintFrom(
				{ kind: 'secret-file', path: 'cookies of the page', secret: 'browser-store' },
				range,
				'reads the cookies of the page',
			),
		),
};

/** Objects that are read by key. */
export const KEYS: KeyReadingTable = {
	'process.env': (machine, key, range) => readVariable(machine, key, range),
	'process.argv': (_machine, key, range) =>
		key.kind === 'number' && key.number < 2 ? textValue('./script') : unknown(scriptArguments(range)),
	'import.meta.env': (machine, key, range) => readVariable(machine, key, range),
};

function alias(machine: Parameters<typeof navigates>[0], key: Value): Value {
	const name = textOf(key);
	return name === undefined ? UNKNOWN : (machine.language.global(name) ?? apiValue(name));
}

export const GLOBAL_OBJECTS = ['globalThis', 'window', 'global', 'self'];

/** Keys of the objects that hold every global name. */
export const GLOBAL_KEYS: KeyReadingTable = Object.fromEntries(
	GLOBAL_OBJECTS.map(name => [
		name,
		(machine, key, range) => {
			const text = textOf(key);
			const reading = text === undefined ? undefined : machine.language.readings.get(text);
			return reading === undefined ? alias(machine, key) : reading(machine, range);
		},
	]),
);

/** What assigning to a property does. */
export const ASSIGNINGS: AssigningTable = {
	'process.env[]': (machine, key, value, range) => {
		writeVariable(machine, key, range);
		if (textOf(key ?? undefined) === 'NODE_TLS_REJECT_UNAUTHORIZED' && textOf(value) === '0') {
			safetyOff(machine, 'tls-verification', range, 'certificates of servers are no longer checked');
		}
	},
	'Image()#src': (machine, _key, value, range) => navigates(machine, value, range, 'an image'),
	'document.createElement()#src': (machine, _key, value, range) =>
		navigates(machine, value, range, 'an element of the page'),
	'document.createElement()#href': (machine, _key, value, range) =>
		navigates(machine, value, range, 'an element of the page'),
	'location.href': (machine, _key, value, range) => navigates(machine, value, range, 'location.href'),
	'document.location': (machine, _key, value, range) => navigates(machine, value, range, 'document.location'),
};

/** Reading variables and what tells one machine from another. */
export const ENVIRONMENT: ApiTable = {
	'Deno.env.get': call => readVariable(call.machine, call.args[0], call.range),
	'Deno.env.set': call => {
		writeVariable(call.machine, call.args[0] ?? null, call.range);
		return UNKNOWN;
	},
	'Deno.env.toObject': call => {
		noteWholeEnvironment(call.machine, call.range);
		return mappingValue([], unknown(wholeEnvironment(call.range)), NO_TAINTS);
	},
	'os.hostname': system('host name'),
	'os.userInfo': system('user name'),
	'os.networkInterfaces': system('network addresses'),
	'os.release': system('operating system'),
	'os.version': system('operating system'),
	'Deno.hostname': system('host name'),
	'clipboardy.read': system('clipboard'),
	'clipboardy.readSync': system('clipboard'),
	'navigator.clipboard.readText': system('clipboard'),
	'screenshot-desktop': system('screen'),
	'keytar.getPassword': keychain,
	'keytar.findCredentials': keychain,
	'keytar.findPassword': keychain,
	'localStorage.getItem': pageStore,
	'sessionStorage.getItem': pageStore,
	prompt: call =>
		unknown(taintFrom({ kind: 'input', what: 'what the user types' }, call.range, 'typed by the user')),
	'location.assign': call => {
		navigates(call.machine, call.args[0] ?? UNKNOWN, call.range, 'location.assign');
		return UNKNOWN;
	},
	'window.open': call => {
		navigates(call.machine, call.args[0] ?? UNKNOWN, call.range, 'window.open');
		return UNKNOWN;
	},
	'readline.createInterface()#question': call => {
		const taints = taintFrom({ kind: 'input', what: 'what the user types' }, call.range, 'typed by the user');
		callBack(call, taints);
		return unknown(taints);
	},
};

function keychain(call: Parameters<Handler>[0]): Value {
	return unknown(
		taintFrom(
			{ kind: 'secret-file', path: 'system keychain', secret: 'keychain' },
			call.range,
			'reads the system keychain',
		),
	);
}

function pageStore(call: Parameters<Handler>[0]): Value {
	return unknown(call.taints());
}
