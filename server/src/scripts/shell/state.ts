import type { Function as FunctionNode, ParsedScript } from 'unbash';
import { LIMITS } from './budget';
import type { Frame } from './frame';
import { ANYTHING, EMPTY, mergeTaints, type Taint, type Value } from './value';

/** A variable: the values it may have (more than one after branches), or the elements of an array. */
export interface Binding {
	readonly values: readonly Value[];
	readonly elements?: readonly Value[];
	readonly keys?: ReadonlyMap<string, Value>;
}

/** A function of the script, with how far it was followed. */
export class FunctionDefinition {
	readonly name: string;
	readonly body: FunctionNode['body'];
	readonly frame: Frame;
	calls = 0;
	/** Calls that have not returned yet. */
	active = 0;

	constructor(name: string, body: FunctionNode['body'], frame: Frame) {
		this.name = name;
		this.body = body;
		this.frame = frame;
	}
}

/** What a file descriptor reads from, besides the usual streams. */
export type Descriptor = { readonly connection: Connection } | { readonly content: Value };

/** A connection that `/dev/tcp` opened. */
export interface Connection {
	readonly host: string | null;
	readonly url: string | null;
	readonly taint: Taint;
}

/** A process substitution `>(…)`: the script that reads what is written. */
export interface Reader {
	readonly script: ParsedScript;
	readonly frame: Frame;
}

type Undo = () => void;

/**
 * Variables, functions, files and so on at one point of the execution. Changes inside subshells and branches are
 * undone from a log, so that entering one costs nothing.
 */
export class State {
	readonly functions = new Map<string, FunctionDefinition>();
	readonly aliases = new Map<string, string>();
	/** Content of files the script wrote, by path. */
	readonly files = new Map<string, Value>();
	/** Directories filled from somewhere (a clone, an unpacked archive). */
	readonly folders = new Map<string, readonly Taint[]>();
	readonly pipes = new Set<string>();
	/** How often one of the named pipes was written. */
	writtenPipes = 0;
	readonly readers = new Map<string, Reader>();
	/** The unknown values of variables that the script did not set. */
	readonly unknowns = new Map<string, string>();
	readonly descriptors = new Map<number, Descriptor>();
	/** Arguments of the running function; `null`: of the script itself, unknown. */
	positional: readonly Value[] | null = null;
	/** Working directory, relative to where the script began; `null`: unknown. */
	directory: string | null = '';

	readonly #variables = new Map<string, Binding>();
	#log: Undo[] | null = null;
	#changed: Set<string> | null = null;

	get(name: string): Binding | undefined {
		return this.#variables.get(name);
	}

	set(name: string, binding: Binding): void {
		const before = this.#variables.get(name);
		if (this.#log !== null) {
			this.#log.push(() => {
				if (before === undefined) this.#variables.delete(name);
				else this.#variables.set(name, before);
			});
			this.#changed?.add(name);
		}
		this.#variables.set(name, binding);
	}

	assign(name: string, value: Value): void {
		this.set(name, { values: [value] });
	}

	unset(name: string): void {
		this.set(name, { values: [EMPTY] });
	}

	/** Runs `body` and takes back what it did to variables, arguments and directory, as a subshell would. */
	inSubshell<Result>(body: () => Result): Result {
		const { positional, directory } = this;
		const log = this.#log;
		const changed = this.#changed;
		const own: Undo[] = [];
		this.#log = own;
		this.#changed = null;
		try {
			return body();
		} finally {
			for (let undo = own.pop(); undo !== undefined; undo = own.pop()) undo();
			this.#log = log;
			this.#changed = changed;
			this.positional = positional;
			this.directory = directory;
		}
	}

	/**
	 * Runs alternatives of which at run time one or (if `optional`) none is taken. Afterwards a variable that any of
	 * them set has the values of all of them.
	 */
	inBranches(branches: readonly (() => void)[], optional: boolean): void {
		const outcomes = new Map<string, Binding[]>();
		const before = new Map<string, Binding | undefined>();
		for (const branch of branches) this.#record(branch, outcomes, before);
		for (const [name, bindings] of outcomes) {
			const original = before.get(name);
			const all =
				original !== undefined && (optional || bindings.length < branches.length)
					? [original, ...bindings]
					: bindings;
			this.set(name, joined(all));
		}
	}

	#record(
		branch: () => void,
		outcomes: Map<string, Binding[]>,
		before: Map<string, Binding | undefined>,
	): void {
		const log = this.#log;
		const changed = this.#changed;
		const own: Undo[] = [];
		const names = new Set<string>();
		this.#log = own;
		this.#changed = names;
		try {
			branch();
		} finally {
			const after = new Map<string, Binding>();
			for (const name of names) {
				const binding = this.#variables.get(name);
				if (binding !== undefined) after.set(name, binding);
			}
			for (let undo = own.pop(); undo !== undefined; undo = own.pop()) undo();
			for (const [name, binding] of after) {
				const others = outcomes.get(name);
				if (others === undefined) outcomes.set(name, [binding]);
				else others.push(binding);
				before.set(name, this.#variables.get(name));
			}
			this.#log = log;
			this.#changed = changed;
		}
	}
}

function joined(bindings: readonly Binding[]): Binding {
	const values: Value[] = [];
	for (const value of bindings.flatMap(binding => binding.values)) {
		if (values.some(other => other.text === value.text && other.taints === value.taints)) continue;
		if (values.length < LIMITS.alternatives) values.push(value);
		else
			values[values.length - 1] = {
				text: ANYTHING.text,
				taints: mergeTaints(values.at(-1)?.taints ?? [], value.taints),
			};
	}
	const elements = bindings.findLast(binding => binding.elements !== undefined)?.elements;
	return elements === undefined ? { values } : { values, elements };
}
