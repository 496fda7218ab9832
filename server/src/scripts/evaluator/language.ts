import type { Range } from '../../base/range';
import type { ScriptLanguage } from '../model';
import type { ApiValue, Value } from '../value';
import type { Call } from './call';
import type { Machine } from './machine';

/** What a function of the language or a library does when called; `undefined`: nothing we follow. */
export type Handler = (call: Call) => Value | undefined;
/** Functions by their dotted names. */
export type ApiTable = Readonly<Record<string, Handler>>;
/** The value that reading a name gives: `sys.argv`. */
export type Reading = (machine: Machine, range: Range) => Value;
export type ReadingTable = Readonly<Record<string, Reading>>;
/** What reading a key of an object gives: `process.env[key]`. */
export type KeyReading = (machine: Machine, key: Value, range: Range) => Value;
export type KeyReadingTable = Readonly<Record<string, KeyReading>>;
/** What assigning to a property does: `ssl._create_default_https_context = …`, `os.environ[key] = …`. */
export type Assigning = (machine: Machine, key: Value | null, value: Value, range: Range) => void;
export type AssigningTable = Readonly<Record<string, Assigning>>;

/** What the interpreter has to know about a language. */
export interface Language {
	readonly name: Extract<ScriptLanguage, 'python' | 'javascript' | 'typescript'>;
	readonly apis: ReadonlyMap<string, Handler>;
	readonly readings: ReadonlyMap<string, Reading>;
	readonly keys: ReadonlyMap<string, KeyReading>;
	readonly assignings: ReadonlyMap<string, Assigning>;
	/** Methods that mean the same whatever has them, by their names: `then`, `pipe`. */
	readonly methods: ReadonlyMap<string, Handler>;
	/** An assignment makes a name of the function it stands in. */
	readonly assignsLocally: boolean;
	/** `a.b` and `a['b']` are the same. */
	readonly membersAreKeys: boolean;
	/** Name of the method that makes an instance. */
	readonly constructorName: string;
	/** The method's first parameter is the instance. */
	readonly explicitReceiver: boolean;
	/** What a name that the code did not make stands for. */
	global(name: string): Value | undefined;
	/** A property, other than a method, of a text, path or list; `undefined` when it has no such. */
	property(object: Value, name: string): Value | undefined;
	/** What importing a module gives. */
	module(name: string): ApiValue;
	/** The path of the file that an import may mean, as written in the code; `null` when it means a library. */
	importedFile(module: string): string | null;
	/** Whether the lines, in which the parser found an import, look like one. */
	isImport(lines: string): boolean;
	/** Whether the text has what it takes to reach `Function` by way of `constructor`. */
	makesFunctions(machine: Machine): boolean;
	/** Operators whose meaning differs: `%` on text. `undefined`: the usual one. */
	operate(machine: Machine, operator: string, left: Value, right: Value): Value | undefined;
	/** Notes what a named argument or entry of a mapping switches: `rejectUnauthorized: false`. */
	noteOption(machine: Machine, name: string, value: Value, range: Range): void;
	/** What the parameters of a function hold when it is called from outside, from its decorators. */
	inputOf(decorator: string): string | null;
	/** The same for a function handed to a function of a library: `server.tool(name, function)`. */
	inputOfCallback(api: string): string | null;
}
