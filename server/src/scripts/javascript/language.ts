import type { Handler, Language } from '../evaluator/language';
import { safetyOff } from '../evaluator/safety';
import { apiValue, numberOf, UNKNOWN, type Value } from '../value';
import { CODE, METHODS } from './apis/code';
import { ASSIGNINGS, ENVIRONMENT, GLOBAL_KEYS, GLOBAL_OBJECTS, KEYS, READINGS } from './apis/environment';
import { FILES } from './apis/files';
import { HTTP } from './apis/http';
import { NETWORK } from './apis/network';
import { PROCESSES, pipes } from './apis/processes';
import { TEXT } from './apis/text';
import { VALUES } from './apis/values';
import { COMPUTED_CALL } from './gate';
import { importedFile, moduleValue, SNIPPET_NAMES } from './modules';

// Not spread into one object: that takes a good part of a cold start.
const apis: ReadonlyMap<string, Handler> = new Map(
	[TEXT, VALUES, FILES, HTTP, NETWORK, PROCESSES, CODE, ENVIRONMENT].flatMap(Object.entries<Handler>),
);

/** First names of everything known: a name that nothing in the code makes may be one of these. */
export const JAVASCRIPT_ROOTS: ReadonlySet<string> = new Set([
	...[...apis.keys(), ...Object.keys(READINGS), ...Object.keys(KEYS), ...Object.keys(ASSIGNINGS)]
		.filter(
			name =>
				!/^(?:text|bytes|list|mapping|number|function|native|file|process#|archive|database|socket#|response|digest|regexp|url#|bunfile)/.test(
					name,
				),
		)
		.map(name => /^@?[^.#(`]*/.exec(name)?.[0] ?? name),
	...GLOBAL_OBJECTS,
]);

const INPUT_CALLS: readonly (readonly [RegExp, string])[] = [
	[
		/#(?:tool|registerTool|addTool|setRequestHandler|registerPrompt|registerResource)$|^tool$/,
		'a tool parameter',
	],
	[
		/^(?:express|fastify|koa|hono|polka|restify)\b.*#(?:get|post|put|patch|delete|use|all|route)$|^unknown#(?:post|put|patch)$/,
		'a request',
	],
	[/^(?:https?\.createServer|Deno\.serve|Bun\.serve)$/, 'a request'],
];

/** Options that switch a protection off, and the value that does it. */
const OPTIONS: Readonly<
	Record<string, (value: Value) => readonly ['tls-verification' | 'permission-prompts', string] | null>
> = {
	rejectUnauthorized: value =>
		value.kind === 'constant' && value.value === false
			? ['tls-verification', 'certificates of servers are not checked']
			: null,
	strictSSL: value =>
		value.kind === 'constant' && value.value === false
			? ['tls-verification', 'certificates of servers are not checked']
			: null,
	permissionMode: value =>
		value.kind === 'text' && value.text === 'bypassPermissions'
			? ['permission-prompts', 'the agent is started without asking before it acts']
			: null,
};

/** JavaScript and TypeScript, as the evaluator has to know them. */
export const JAVASCRIPT: Language = {
	name: 'javascript',
	apis,
	readings: new Map(Object.entries(READINGS)),
	keys: new Map(Object.entries({ ...KEYS, ...GLOBAL_KEYS })),
	assignings: new Map(Object.entries(ASSIGNINGS)),
	methods: new Map([...METHODS, ['pipe', pipes]]),
	assignsLocally: false,
	membersAreKeys: true,
	constructorName: 'constructor',
	explicitReceiver: false,
	global(name) {
		if (name.includes('.') || name.includes('#')) return undefined;
		if (Object.hasOwn(SNIPPET_NAMES, name)) return apiValue(SNIPPET_NAMES[name]!);
		return JAVASCRIPT_ROOTS.has(name) ? moduleValue(name) : undefined;
	},
	property(object, name) {
		if (name !== 'length') return undefined;
		if (object.kind === 'text')
			return object.text.includes('\uffff') ? UNKNOWN : numberOf(object.text.length);
		if (object.kind === 'list') return object.open ? UNKNOWN : numberOf(object.items.length);
		return undefined;
	},
	module: moduleValue,
	importedFile,
	isImport: () => true,
	makesFunctions: machine => COMPUTED_CALL.test(machine.source),
	operate() {
		return undefined;
	},
	noteOption(machine, name, value, range) {
		const off = Object.hasOwn(OPTIONS, name) ? OPTIONS[name]?.(value) : null;
		if (off !== null && off !== undefined) safetyOff(machine, off[0], range, off[1]);
	},
	inputOf() {
		return null;
	},
	inputOfCallback(api) {
		return INPUT_CALLS.find(([pattern]) => pattern.test(api))?.[1] ?? null;
	},
};
