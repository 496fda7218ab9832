import { Call } from '../evaluator/call';
import { repeated } from '../evaluator/folding';
import type { Handler, Language } from '../evaluator/language';
import { mergedMappings } from '../evaluator/operators';
import { safetyOff } from '../evaluator/safety';
import { apiValue, type Value } from '../value';
import { ASSIGNINGS, BUILTINS, KEYS, pathProperty, READINGS } from './apis/builtins';
import { CODE } from './apis/code';
import { CODECS } from './apis/codecs';
import { FILES } from './apis/files';
import { HTTP } from './apis/http';
import { NETWORK } from './apis/network';
import { joinPath } from './apis/paths';
import { PROCESSES } from './apis/processes';
import { TEXT } from './apis/text';
import { percentFormatted } from './format';
import { importedFile, mayImportFile, moduleValue, SNIPPET_NAMES } from './modules';

// Not spread into one object: that takes a good part of a cold start.
const apis: ReadonlyMap<string, Handler> = new Map(
	[TEXT, CODECS, FILES, HTTP, NETWORK, PROCESSES, CODE, BUILTINS].flatMap(Object.entries<Handler>),
);

/** First names of everything known: a name that nothing in the code makes may be one of these. */
export const PYTHON_ROOTS: ReadonlySet<string> = new Set(
	[...apis.keys(), ...Object.keys(READINGS), ...Object.keys(KEYS)]
		.filter(name => !/^(?:text|bytes|list|mapping|path|file|process|archive|database)[#.]/.test(name))
		.map(name => name.split(/[.#(]/)[0] ?? name),
);

const INPUT_DECORATORS: readonly (readonly [RegExp, string])[] = [
	[/(?:^|\.)(?:tool|call_tool|resource|prompt|function_tool|action)\b/, 'a tool parameter'],
	[/\.(?:route|get|post|put|patch|delete|websocket|api_route)\(/, 'a request'],
	[/(?:^|\.)(?:command|callback|argument|option)\b/, 'arguments of the script'],
];

/** Python, as the evaluator has to know it. */
export const PYTHON: Language = {
	name: 'python',
	apis,
	readings: new Map(Object.entries(READINGS)),
	keys: new Map(Object.entries(KEYS)),
	assignings: new Map(Object.entries(ASSIGNINGS)),
	methods: new Map(),
	assignsLocally: true,
	membersAreKeys: false,
	constructorName: '__init__',
	explicitReceiver: true,
	global(name) {
		const inner = /^(?:builtins|__builtins__)\.(.+)$/.exec(name)?.[1];
		if (inner !== undefined) return apiValue(inner);
		if (name.includes('.') || name.includes('#')) return undefined;
		if (Object.hasOwn(SNIPPET_NAMES, name)) return apiValue(SNIPPET_NAMES[name]!);
		return PYTHON_ROOTS.has(name) || name === '__builtins__' ? moduleValue(name) : undefined;
	},
	property: pathProperty,
	module: moduleValue,
	importedFile,
	isImport: mayImportFile,
	makesFunctions: () => false,
	operate(machine, operator, left, right): Value | undefined {
		if (operator === '%' && left.kind === 'text') return percentFormatted(machine, left, right);
		if (operator === '*' && left.kind === 'text' && right.kind === 'number')
			return repeated(machine, left, right.number);
		if (operator === '*' && right.kind === 'text' && left.kind === 'number')
			return repeated(machine, right, left.number);
		if (operator === '/' && (isPath(left) || isPath(right)))
			return joinPath(pathCall(machine), [left, right]);
		if (operator === '|') return mergedMappings(left, right);
		return undefined;
	},
	noteOption(machine, name, value, range) {
		if (name === 'permission_mode' && value.kind === 'text' && value.text === 'bypassPermissions') {
			safetyOff(machine, 'permission-prompts', range, 'the agent is started without asking before it acts');
		}
	},
	inputOf(decorator) {
		return INPUT_DECORATORS.find(([pattern]) => pattern.test(decorator))?.[1] ?? null;
	},
	inputOfCallback() {
		return null;
	},
};

function isPath(value: Value): boolean {
	return (
		(value.kind === 'text' && value.form === 'path') ||
		(value.kind === 'union' && value.options.some(option => isPath(option)))
	);
}

function pathCall(machine: Call['machine']): Call {
	return new Call(machine, 'pathlib.Path', null, [], new Map(), { start: 0, end: 0 });
}
