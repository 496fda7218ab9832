import { bytesOf, decodeAs, decodeText, textOf as textOfBytes } from '../../decode';
import { apply } from '../../evaluator/apply';
import type { Call } from '../../evaluator/call';
import { deserialises, dynamicCode, evaluatesCode, executes, runCode } from '../../evaluator/code';
import { contentTaints, pathsOf, refer } from '../../evaluator/files';
import { itemsOf } from '../../evaluator/items';
import type { ApiTable, Handler } from '../../evaluator/language';
import { memberOf } from '../../evaluator/members';
import { connect, received, targetsOf } from '../../evaluator/network';
import { NO_TAINTS, taintFrom } from '../../taint';
import {
	apiValue,
	exactText,
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
import { importedFile, moduleValue } from '../modules';
import { calls } from './text';

/** Loads the module named by the first argument: `require(name)`, `import(name)`. */
const loadsModule: Handler = call => {
	const [given = UNKNOWN] = call.args;
	const values = optionsOf(given).map(option => {
		const name = exactText(option);
		if (name === undefined) return loadsUnknown(call, option);
		if (/^data:/i.test(name)) return loadsData(call, name);
		if (/^https?:/i.test(name)) return loadsRemote(call, option);
		const file = importedFile(name) ?? (/^(?:[/~]|[A-Za-z]:)/.test(name) ? name : null);
		if (file !== null) {
			refer(call.machine, file, call.placeOf(0), 'import');
			executes(call.machine, contentTaints(call.machine, file, call.range), call.shown, call.range, true);
			executes(
				call.machine,
				call.machine.contents.get(file.replace(/^\.\//, '')) ?? NO_TAINTS,
				call.shown,
				call.range,
				true,
			);
		}
		return moduleValue(name);
	});
	return union(...values);
};

function loadsUnknown(call: Call, value: Value): Value {
	const taints = taintsOf(value);
	executes(call.machine, taints, call.shown, call.range, true, `loaded by ${call.shown}`);
	for (const path of pathsOf(value)) {
		if (path !== null)
			executes(
				call.machine,
				contentTaints(call.machine, path, call.range).filter(taint => taint.source.kind !== 'secret-file'),
				call.shown,
				call.range,
				true,
			);
	}
	dynamicCode(
		call.machine,
		call.shown,
		call.range,
		`${call.shown} loads a module whose name is only known at run time`,
		false,
	);
	return unknown(taints);
}

/** `import('data:text/javascript;base64,…')` */
function loadsData(call: Call, address: string): Value {
	const shape = /^data:[^,;]*((?:;[^,;]*)*),(.*)$/is.exec(address);
	const encoded = /;base64/i.test(shape?.[1] ?? '');
	const body = shape?.[2] ?? '';
	const bytes = encoded ? decodeAs('base64', bytesOf(body)) : null;
	const text = encoded ? (bytes === null ? null : textOfBytes(bytes)) : decodeText('url-encoding', body);
	const encoding = encoded ? 'base64' : 'url-encoding';
	const taints = taintFrom(
		{ kind: 'encoded', encodings: [encoding], decoded: text?.slice(0, 2_000) ?? null },
		call.placeOf(0),
		`decoded from ${encoding}`,
	);
	runCode(
		call.machine,
		text === null ? unknown(taints) : textValue(text, taints),
		'javascript',
		call.shown,
		call.placeOf(0),
	);
	return UNKNOWN;
}

function loadsRemote(call: Call, address: Value): Value {
	for (const target of targetsOf(address)) {
		connect(call.machine, target, 'download', call.range, `${call.shown} fetches code from this address`);
		executes(
			call.machine,
			received(target, call.range, `fetched by ${call.shown}`),
			call.shown,
			call.range,
			true,
		);
	}
	return UNKNOWN;
}

/** `Function(…parameters, body)` */
const makesFunction: Handler = call => {
	const body = call.args.at(-1);
	if (body === undefined) return undefined;
	if (/^return\s+(?:this|globalThis)\s*;?$/.test(textOf(body)?.trim() ?? '')) {
		return { kind: 'native', taints: NO_TAINTS, call: () => apiValue('globalThis') };
	}
	runCode(call.machine, asFunctionBody(body), 'javascript', 'Function', call.placeOf(call.args.length - 1));
	return unknown(taintsOf(body));
};

/** `return` may stand in the text of a function; the rest of a program reads it just as well. */
function asFunctionBody(body: Value): Value {
	return body;
}

/** A timer runs text as code and calls functions. */
const timer: Handler = call => {
	const [what] = call.args;
	for (const option of optionsOf(what ?? UNKNOWN)) {
		if (option.kind === 'text') runCode(call.machine, option, 'javascript', call.shown, call.placeOf(0));
		else if (option.kind === 'function')
			apply(call.machine, option, { args: call.args.slice(2), named: new Map() }, call.range);
		else if (
			option.kind === 'unknown' &&
			option.taints.some(taint => taint.source.kind === 'network' || taint.source.kind === 'encoded')
		) {
			executes(call.machine, option.taints, call.shown, call.range, true);
		}
	}
	return UNKNOWN;
};

const reflectApply: Handler = call => {
	const [callee = UNKNOWN, , list = UNKNOWN] = call.args;
	return apply(
		call.machine,
		callee,
		{ args: [...(itemsOf(list) ?? [unknown(taintsOf(list))])], named: new Map() },
		call.range,
	);
};

const reflectGet: Handler = call => {
	const name = textOf(call.args[1]);
	return name === undefined
		? unknown(taintsOf(call.args[0] ?? UNKNOWN))
		: memberOf(call.machine, call.args[0] ?? UNKNOWN, name, call.range);
};

/** A worker or the like: a file, or text with `eval: true`. */
const worker: Handler = call => {
	const [what = UNKNOWN, options] = call.args;
	const evaluates = options?.kind === 'mapping' && options.entries.get('eval')?.kind === 'constant';
	if (evaluates) runCode(call.machine, what, 'javascript', call.shown, call.placeOf(0));
	else for (const path of pathsOf(what)) if (path !== null) refer(call.machine, path, call.placeOf(0), 'run');
	return undefined;
};

const VM = evaluatesCode([0]);

/** A promise's value goes to the first function; what that returns is the next promise's. */
const whenSettled: Handler = call => {
	const value = call.receiver ?? UNKNOWN;
	const results = call.args.flatMap(callee =>
		callee.kind === 'constant'
			? []
			: [apply(call.machine, callee, { args: [value], named: new Map() }, call.range)],
	);
	return results[0] ?? value;
};

const whenFailed: Handler = call => {
	for (const callee of call.args)
		apply(call.machine, callee, { args: [UNKNOWN], named: new Map() }, call.range);
	return call.receiver ?? undefined;
};

/** Methods that mean the same on whatever has them. */
export const METHODS: readonly (readonly [string, Handler])[] = [
	['then', whenSettled],
	['catch', whenFailed],
	['finally', whenFailed],
	['call', calls('call')],
	['apply', calls('apply')],
	['bind', calls('bind')],
	['_compile', call => (call.machine.source.includes('_compile') ? VM(call) : undefined)],
];

/** Code that is made, loaded or unpacked at run time. */
export const CODE: ApiTable = {
	eval: VM,
	Function: makesFunction,
	GeneratorFunction: makesFunction,
	AsyncFunction: makesFunction,
	require: loadsModule,
	import: loadsModule,
	'module.require': loadsModule,
	'process.mainModule.require': loadsModule,
	'require.main.require': loadsModule,
	'process.getBuiltinModule': loadsModule,
	'module.createRequire': () => apiValue('require'),
	importScripts: loadsModule,
	'vm.runInThisContext': VM,
	'vm.runInNewContext': VM,
	'vm.runInContext': VM,
	'vm.compileFunction': VM,
	'vm.Script': VM,
	'vm.SourceTextModule': VM,
	'vm2.VM()#run': VM,
	'isolated-vm.Isolate()#compileScript': VM,
	setTimeout: timer,
	setInterval: timer,
	setImmediate: timer,
	queueMicrotask: timer,
	'process.nextTick': timer,
	'Reflect.apply': reflectApply,
	'Reflect.get': reflectGet,
	'Reflect.construct': call =>
		reflectApply(call.with(call.args[0] ?? UNKNOWN, NOTHING, call.args[1] ?? UNKNOWN)),
	Worker: worker,
	'worker_threads.Worker': worker,
	'node-serialize.unserialize': deserialises([0]),
	'serialize-javascript.deserialize': deserialises([0]),
	'funcster.deepDeserialize': deserialises([0]),
	'cryo.parse': deserialises([0]),
	'js-yaml.load': deserialises([0], call => !/FULL/.test(fullSchema(call))),
};

function fullSchema(call: Call): string {
	const schema = call.option(1, 'schema');
	return schema?.kind === 'api' ? schema.name : '';
}
