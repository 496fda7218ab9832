import { apply } from '../../evaluator/apply';
import type { Call } from '../../evaluator/call';
import { deserialises, dynamicCode, evaluatesCode, executes, runCode } from '../../evaluator/code';
import { access, pathsOf, refer } from '../../evaluator/files';
import { mapped } from '../../evaluator/folding';
import { itemsOf } from '../../evaluator/items';
import type { ApiTable, Handler } from '../../evaluator/language';
import { memberOf } from '../../evaluator/members';
import { NO_TAINTS, withStep } from '../../taint';
import {
	apiValue,
	exactText,
	mappingValue,
	NOTHING,
	optionsOf,
	taintsOf,
	textOf,
	truth,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../../value';
import { importedFile, moduleValue } from '../modules';

/** Modules whose functions, chosen at run time, amount to code chosen at run time. */
const POWERFUL = new Set(['os', 'subprocess', 'builtins', 'importlib', 'sys', 'ctypes']);

/** Imports the module whose name is in the first argument. */
const importModule: Handler = call => {
	const values: Value[] = [];
	const [given] = call.args;
	for (const option of optionsOf(given ?? UNKNOWN)) {
		const name = exactText(option);
		if (name === undefined) {
			executes(call.machine, taintsOf(option), call.shown, call.range, true, `imported by ${call.shown}`);
			dynamicCode(
				call.machine,
				call.shown,
				call.range,
				`${call.shown} loads a module whose name is only known at run time`,
				false,
			);
			values.push(unknown(taintsOf(option)));
			continue;
		}
		const file = importedFile(name);
		if (file !== null) call.machine.recorder.reference({ range: call.placeOf(0), path: file, how: 'import' });
		// `__import__('a.b')` gives `a`; `import_module('a.b')` gives the inner module.
		values.push(moduleValue(call.name === '__import__' ? (name.split('.')[0] ?? name) : name));
	}
	return union(...values);
};

/** `getattr(object, name)` */
const getattr: Handler = call => {
	const [object = UNKNOWN, name = UNKNOWN, fallback] = call.args;
	const values = optionsOf(name).map(option => {
		const text = exactText(option);
		if (text !== undefined) return memberOf(call.machine, object, text, call.range);
		if (object.kind === 'api' && POWERFUL.has(object.name)) {
			executes(call.machine, taintsOf(option), 'getattr', call.range, true, `chosen from ${object.name}`);
			dynamicCode(
				call.machine,
				'getattr',
				call.range,
				`chooses a function of ${object.name} only at run time`,
				false,
			);
		}
		return unknown(taintsOf(object));
	});
	return fallback === undefined ? union(...values) : union(...values, fallback);
};

const setattr: Handler = call => {
	const [object, name, value = UNKNOWN] = call.args;
	const text = textOf(name);
	for (const option of optionsOf(object ?? UNKNOWN)) {
		if ((option.kind === 'instance' || option.kind === 'handle') && text !== undefined)
			option.fields.set(text, value);
		if (option.kind === 'api' && text !== undefined) {
			const full = `${option.name}.${text}`;
			call.machine.language.assignings.get(full)?.(call.machine, null, value, call.range);
		}
	}
	return NOTHING;
};

/** `compile(source, …)`: what is compiled is run when it is given to `exec`. */
const compile: Handler = call => {
	const source = call.get([0, 'source']);
	if (source === undefined) return undefined;
	return union(
		...optionsOf(source).map(option =>
			option.kind === 'text'
				? { ...option, taints: withStep(option.taints, call.range, 'compiled') }
				: unknown(taintsOf(option)),
		),
	);
};

/** `functools.partial(function, …)` */
const partial: Handler = call => {
	const [callee = UNKNOWN, ...bound] = call.args;
	const { named, range, machine } = call;
	return {
		kind: 'native',
		taints: NO_TAINTS,
		call: args => apply(machine, callee, { args: [...bound, ...args], named }, range),
	};
};

const map: Handler = call => {
	const [callee, list] = call.args;
	return callee === undefined || list === undefined ? undefined : mapped(call, callee, list);
};

const filter: Handler = call => {
	const [callee, list] = call.args;
	if (callee === undefined || list === undefined) return undefined;
	mapped(call, callee, list);
	return {
		kind: 'list',
		items: [...(itemsOf(list) ?? [unknown(taintsOf(list))])],
		open: true,
		taints: NO_TAINTS,
	};
};

/** `yaml.load` is safe with a loader that says so. */
function safeYaml(call: Call): boolean {
	const loader = call.get([1, 'Loader']);
	return loader?.kind === 'api' && /Safe|Base|Full/.test(loader.name);
}

function optionIs(call: Call, name: string, wanted: boolean): boolean {
	const value = call.named.get(name);
	return value !== undefined && truth(value) === wanted;
}

/** Loads a file as a module. */
const specFromFile: Handler = call => {
	const path = call.get([1, 'location']);
	access(call.machine, 'read', path, call.placeOf(1), `${call.shown} loads this file as code`);
	const known = pathsOf(path).filter(shown => shown !== null);
	for (const shown of known) refer(call.machine, shown, call.placeOf(1), 'import');
	if (known.length === 0)
		dynamicCode(
			call.machine,
			call.shown,
			call.range,
			`${call.shown} loads a file that is only known at run time`,
			false,
		);
	return undefined;
};

const everyGlobal: Handler = () => apiValue('builtins');

/** Code that is made, loaded or unpacked at run time. */
export const CODE: ApiTable = {
	eval: evaluatesCode([0, 'source']),
	exec: evaluatesCode([0, 'source']),
	compile,
	__import__: importModule,
	'importlib.import_module': importModule,
	'importlib.__import__': importModule,
	'importlib.util.spec_from_file_location': specFromFile,
	'importlib.machinery.SourceFileLoader': specFromFile,
	'imp.load_source': specFromFile,
	'runpy.run_module': importModule,
	getattr,
	setattr,
	globals: everyGlobal,
	vars: call => call.args[0] ?? apiValue('builtins'),
	locals: everyGlobal,
	'operator.attrgetter': call => {
		const name = textOf(call.args[0]);
		return {
			kind: 'native',
			taints: NO_TAINTS,
			call: args =>
				name === undefined ? UNKNOWN : memberOf(call.machine, args[0] ?? UNKNOWN, name, call.range),
		};
	},
	'functools.partial': partial,
	'functools.reduce': call => unknown(call.taints()),
	map,
	filter,
	'timeit.timeit': evaluatesCode([0, 'stmt']),
	'code.InteractiveInterpreter()#runsource': evaluatesCode([0, 'source']),
	'code.InteractiveConsole()#push': evaluatesCode([0, 'line']),
	'types.FunctionType': call => {
		const code = call.args[0] ?? UNKNOWN;
		runCode(call.machine, code, 'python', call.shown, call.range);
		return unknown(taintsOf(code));
	},
	'threading.Thread': call => {
		const target = call.get([1, 'target']);
		const args = call.get([3, 'args']);
		if (target !== undefined)
			apply(
				call.machine,
				target,
				{ args: [...(itemsOf(args ?? UNKNOWN) ?? [])], named: new Map() },
				call.range,
			);
		return undefined;
	},
	'multiprocessing.Process': call => {
		const target = call.get([1, 'target']);
		const args = call.get([3, 'args']);
		if (target !== undefined)
			apply(
				call.machine,
				target,
				{ args: [...(itemsOf(args ?? UNKNOWN) ?? [])], named: new Map() },
				call.range,
			);
		return undefined;
	},
	'threading.Timer': call => {
		const target = call.get([1, 'function']);
		const args = call.get([2, 'args']);
		if (target !== undefined)
			apply(
				call.machine,
				target,
				{ args: [...(itemsOf(args ?? UNKNOWN) ?? [])], named: new Map() },
				call.range,
			);
		return undefined;
	},
	'asyncio.run': call => call.args[0],
	'asyncio.gather': call => ({ kind: 'list', items: [...call.args], open: false, taints: NO_TAINTS }),
	'asyncio.wait_for': call => call.args[0],
	'asyncio.create_task': call => call.args[0],
	'asyncio.ensure_future': call => call.args[0],
	'asyncio.to_thread': call =>
		apply(call.machine, call.args[0] ?? UNKNOWN, { args: call.args.slice(1), named: call.named }, call.range),
	'pickle.loads': deserialises([0]),
	'pickle.load': deserialises([0, 'file']),
	'pickle.Unpickler()#load': deserialises([null]),
	'dill.loads': deserialises([0]),
	'dill.load': deserialises([0]),
	'cloudpickle.loads': deserialises([0]),
	'cloudpickle.load': deserialises([0]),
	'marshal.loads': deserialises([0]),
	'marshal.load': deserialises([0]),
	'shelve.open': deserialises([0, 'filename']),
	'jsonpickle.decode': deserialises([0]),
	'joblib.load': deserialises([0, 'filename']),
	'pandas.read_pickle': deserialises([0]),
	'torch.load': deserialises([0, 'f'], call => optionIs(call, 'weights_only', true)),
	'numpy.load': deserialises([0, 'file'], call => !optionIs(call, 'allow_pickle', true)),
	'yaml.load': deserialises([0, 'stream'], safeYaml),
	'yaml.load_all': deserialises([0, 'stream'], safeYaml),
	'yaml.unsafe_load': deserialises([0, 'stream']),
	'yaml.full_load': call => unknown(call.taints()),
	'sys.modules.get': call => importModule(call),
	dict: call => {
		const result = mappingValue(call.named);
		for (const option of optionsOf(call.args[0] ?? NOTHING)) {
			if (option.kind === 'mapping')
				for (const [name, value] of option.entries) result.entries.set(name, value);
			else if (option.kind !== 'constant') result.rest = unknown(taintsOf(option));
		}
		return result;
	},
};
