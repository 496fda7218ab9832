import type { Range } from '../../base/range';
import type { InnerAnalyser } from '../analyser';
import type { ScriptFacts } from '../model';
import type { ClassNode, FunctionNode, Program } from '../syntax';
import type { Taints } from '../taint';
import { NO_TAINTS, taintsTogether } from '../taint';
import { type ClassValue, type FunctionValue, HOLE, type InstanceValue, UNKNOWN, type Value } from '../value';
import { applyFunction } from './apply';
import { makeInstance } from './classes';
import { noteConstant } from './constants';
import { executeAll } from './execute';
import type { Language } from './language';
import { Recorder } from './recorder';
import { Scope } from './scope';

export interface MachineOptions {
	readonly decodeDepth: number;
	readonly analyseInner: InnerAnalyser | undefined;
}

/** Work for one text, in nodes evaluated. */
const STEPS = 900_000;
/** Below this many steps left, functions are no longer followed call by call, so that each is still seen once. */
const STEPS_FOR_THE_REST = 450_000;
/** Work for one loop that is run round by round. */
const STEPS_OF_A_LOOP = 30_000;
/** Rounds of loops within loops that are run one by one. */
const MAX_ROUNDS = 4_096;
/** Code units of text that may be built. */
const TEXT_BUDGET = 8_000_000;
/** Code units of inner code that are analysed. */
const INNER_BUDGET = 600_000;
/** Longest text that is built. */
const MAX_TEXT = 1 << 20;

/**
 * Runs a program without running it: every statement once or a few times, with values as far as they are known.
 * What the program would do is noted by `recorder`.
 */
export class Machine {
	readonly recorder = new Recorder();
	readonly module = new Scope(null, 'module');
	/** What was written to files, by path: what is read from or run there comes from the same source. */
	readonly contents = new Map<string, Taints>();
	/** Properties given to things of the language or a library: `module.exports.run`. */
	readonly properties = new Map<string, Value>();
	/** Modules whose names were all imported. */
	readonly opened: string[] = [];
	/** What the standard streams were connected with. */
	standardStreams: Taints = NO_TAINTS;
	/** Functions not yet called by anything. */
	readonly waiting: FunctionValue[] = [];
	readonly called = new Set<FunctionNode>();
	/** Where the module gives its names their values. */
	readonly constantPlaces = new Map<string, Range>();
	/** Functions that were met. */
	readonly known = new Set<FunctionNode>();
	/** What the parameters of functions hold that are called from outside. */
	readonly inputs = new Map<FunctionNode, string>();
	/** Results of functions called with arguments that say nothing. */
	readonly results = new Map<FunctionNode, Value>();
	readonly active = new Map<FunctionNode, number>();
	/** The class that a function is a method of. */
	readonly methods = new Map<FunctionNode, { readonly owner: ClassValue; readonly name: string }>();
	readonly instances = new Map<ClassNode, InstanceValue>();
	readonly instancesInProgress = new Set<ClassNode>();
	/** Nested evaluations and calls at the moment. */
	depth = 0;
	callDepth = 0;
	loopDepth = 0;
	/** How many times what is evaluated now is repeated, loop within loop. */
	private rounds = 1;
	private steps = STEPS;
	private text = TEXT_BUDGET;
	private inner = INNER_BUDGET;

	constructor(
		readonly source: string,
		readonly language: Language,
		readonly options: MachineOptions,
	) {}

	/** Runs the whole program, then every function that nothing called, as if called from outside. */
	run(program: Program): void {
		executeAll(this, program.body, this.module, { result: null, yielded: [], receiver: null });
		for (let index = 0; index < this.waiting.length; index++) {
			const value = this.waiting[index];
			if (value !== undefined && !this.called.has(value.node)) applyFunction(this, value, null);
		}
	}

	/** Everything noted, and the constants that other files may use. */
	finished(): ScriptFacts {
		for (const [name, value] of this.module.names) noteConstant(this, name, value);
		return this.recorder.facts(this.source.length);
	}

	/** Counts one unit of work; `false` when there is none left. */
	tick(cost = 1): boolean {
		this.steps -= cost;
		if (this.steps > 0) return true;
		this.exhausted();
		return false;
	}

	/** Whether so many rounds may be run one by one, within the rounds that are being run already. */
	mayRepeat(rounds: number): boolean {
		return this.mayFollow && this.rounds * rounds <= MAX_ROUNDS;
	}

	/**
	 * Runs what repeats something so many times. `run` is given a function that says whether it may go on: a loop gets
	 * a share of the work only.
	 */
	repeated(rounds: number, run: (goesOn: () => boolean) => void): void {
		const before = this.rounds;
		const least = this.steps - STEPS_OF_A_LOOP;
		this.rounds *= Math.max(1, rounds);
		run(() => this.steps > least && this.mayFollow);
		this.rounds = before;
	}

	/** Whether calls may still be followed one by one. */
	get mayFollow(): boolean {
		return this.steps > STEPS_FOR_THE_REST;
	}

	private exhausted(): void {
		const range = { start: 0, end: this.source.length };
		this.recorder.notExamined(
			range,
			'Too much computation to be followed to its end; some values are not known.',
		);
	}

	/** The text, or an unknown part when it is too long to be built. `added` code units of it are new. */
	built(text: string, added = text.length): string {
		this.text -= added;
		if (text.length <= MAX_TEXT && this.text > 0) return text;
		this.noteTooLong();
		return HOLE;
	}

	noteTooLong(): void {
		const range = { start: 0, end: this.source.length };
		this.recorder.notExamined(range, 'Text that is built up is too long to be followed.');
	}

	/** Whether text of this length may still be built. */
	mayBuild(length: number): boolean {
		return length <= MAX_TEXT && length < this.text;
	}

	/** Whether inner code of this length may still be analysed. */
	mayAnalyse(length: number): boolean {
		this.inner -= length + 400;
		return this.inner > 0;
	}

	/** Notes what is written to the file. */
	wrote(path: string, taints: Taints): void {
		if (taints.length === 0 || this.contents.size > 1_000) return;
		this.contents.set(path, taintsTogether(this.contents.get(path) ?? NO_TAINTS, taints));
	}

	/** The one instance that stands for all that code elsewhere may make of a class. */
	instanceOf(value: ClassValue): Value {
		const known = this.instances.get(value.node);
		if (known !== undefined) return known;
		if (this.instancesInProgress.has(value.node)) return UNKNOWN;
		this.instancesInProgress.add(value.node);
		const instance = makeInstance(this, value, null);
		this.instancesInProgress.delete(value.node);
		return instance;
	}

	/** The range widened to whole lines. */
	linesOf(range: Range): Range {
		const start = range.start === 0 ? 0 : this.source.lastIndexOf('\n', range.start - 1) + 1;
		const end = this.source.indexOf('\n', range.end);
		return { start, end: end < 0 ? this.source.length : end };
	}

	excerpt(range: Range): string {
		return this.source.slice(range.start, range.end);
	}
}

/** What a running function has produced so far. */
export interface Frame {
	result: Value | null;
	readonly yielded: Value[];
	readonly receiver: Value | null;
}
