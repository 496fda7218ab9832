import type { ParsedScript, ProcessSubstitutionPart } from 'unbash';
import type { Range } from '../../base/range';
import type { InnerAnalyser } from '../analyser';
import type { PersistenceUse, ScriptLanguage } from '../model';
import { Budget, LIMITS } from './budget';
import { Collector } from './collector';
import { ControlFlow } from './control-flow';
import { Effects } from './effects';
import { Expander } from './expand';
import type { Frame } from './frame';
import { runFileCode, runProgramCode, runShellCode } from './inner-code';
import type { ParsedPart } from './parse';
import { codeRunLater } from './run-later';
import type { Argument, Call, Shell } from './shell';
import { runWords } from './simple-command';
import { type FunctionDefinition, State } from './state';
import { concat, EMPTY, literal, UNKNOWN, unknownWith, type Value, withText } from './value';

/**
 * Executes a shell tree abstractly: every branch is taken, nothing is run, values are followed as far as they are
 * known. Work is bounded by `LIMITS`.
 */
export class Interpreter extends Effects implements Shell {
	readonly budget: Budget;
	readonly expander = new Expander(this);
	/** The analysed text as it was given. */
	readonly original: string;
	readonly analyseInner: InnerAnalyser | undefined;
	frame: Frame;
	/** What the running command can read, when something was piped or redirected in. */
	stdin: Value | null = null;
	/** Where execution stopped for lack of budget. */
	stoppedAt: Range | null = null;

	#depth = 0;
	#wrapping = 0;
	#fresh = 1;
	readonly #flow = new ControlFlow(this);

	constructor(original: string, frame: Frame, analyseInner: InnerAnalyser | undefined) {
		super(new State(), new Collector());
		this.budget = new Budget(original.length);
		this.original = original;
		this.frame = frame;
		this.analyseInner = analyseInner;
	}

	/** Runs parsed code in a frame. Gives its output. */
	runParts(parts: readonly ParsedPart[], frame: Frame, stdin: Value | null): Value {
		let output: Value = EMPTY;
		for (const part of parts) {
			const origin = frame.origin === null ? null : frame.origin + part.offset;
			const run = () => this.#flow.statements(part.script.commands);
			output = concat(output, this.#inFrame({ ...frame, source: part.source, origin }, stdin, run));
		}
		return output;
	}

	/** Follows functions that nothing in the script calls, with unknown arguments. */
	runUncalledFunctions(): void {
		for (const definition of [...this.state.functions.values()]) {
			if (definition.calls === 0) this.state.inSubshell(() => this.callFunction(definition, null, null));
		}
	}

	#inFrame(frame: Frame, stdin: Value | null, run: () => Value): Value {
		const { frame: outerFrame, stdin: outerStdin } = this;
		this.frame = frame;
		this.stdin = stdin;
		this.#depth++;
		try {
			if (this.#depth > LIMITS.nesting * 8) {
				this.collector.unparsed(frame.range, 'Commands are nested too deeply');
				return unknownWith([]);
			}
			return run();
		} finally {
			this.#depth--;
			this.frame = outerFrame;
			this.stdin = outerStdin;
		}
	}

	/** Runs something that reads from there. */
	withStdin(stdin: Value | null, run: () => Value): Value {
		return this.#inFrame(this.frame, stdin, run);
	}

	/** Runs a function's body with these arguments; `null`: unknown ones. Gives its output. */
	callFunction(definition: FunctionDefinition, args: readonly Value[] | null, stdin: Value | null): Value {
		if (definition.active > 1) return unknownWith([]);
		if (++definition.calls > LIMITS.callsPerFunction) {
			this.collector.unparsed(
				this.frame.range,
				`Not every call of the function ${definition.name} is followed`,
			);
			return unknownWith([]);
		}
		const { positional } = this.state;
		definition.active++;
		this.state.positional = args;
		const output = this.#inFrame(definition.frame, stdin, () => this.#flow.command(definition.body));
		this.state.positional = positional;
		definition.active--;
		return output;
	}

	substitute(script: ParsedScript, range: Range): Value {
		// Nested scripts are parsed when they are reached, each level anew.
		if (!this.budget.substitution(script.end - script.pos)) return unknownWith([]);
		for (const { message } of script.errors ?? [])
			this.collector.unparsed(range, `The shell grammar stops here: ${message}`);
		const output = this.#nested(script, range, this.stdin);
		if (output.text === UNKNOWN) return { ...output, text: this.fresh() };
		return /\n$/.test(output.text) ? withText(output, output.text.replace(/\n+$/, '')) : output;
	}

	#nested(script: ParsedScript, range: Range, stdin: Value | null): Value {
		// Scripts in escaped backquotes count positions in a text of their own.
		const frame =
			script.source === undefined
				? this.frame
				: { ...this.frame, source: script.source, origin: null, range };
		const run = () => this.#flow.statements(script.commands);
		return this.state.inSubshell(() => this.#flow.captured(() => this.#inFrame(frame, stdin, run)));
	}

	processPath(part: ProcessSubstitutionPart, range: Range): Value {
		const path = `/dev/fd/p${this.state.files.size + this.state.readers.size}`;
		const { script } = part;
		if (script !== undefined && part.operator === '<')
			this.state.files.set(path, this.#nested(script, range, null));
		else if (script !== undefined) this.state.readers.set(path, { script, frame: this.frame });
		return literal(path);
	}

	protected feedReader(path: string, data: Value): void {
		const reader = this.state.readers.get(path);
		if (reader === undefined) return;
		this.state.readers.delete(path);
		const { frame } = this;
		this.frame = reader.frame;
		this.#nested(reader.script, reader.frame.range, data);
		this.frame = frame;
	}

	protected runsLater(
		path: string,
		mechanism: PersistenceUse['mechanism'],
		content: Value,
		range: Range,
	): void {
		const code = codeRunLater(path, mechanism, content);
		if (code === null) return;
		this.later(mechanism, () => this.nested(range, () => runShellCode(this, code, range, path, true, null)));
	}

	/** Runs readers that nothing was written to. */
	finishReaders(): void {
		for (const path of [...this.state.readers.keys()]) this.feedReader(path, unknownWith([]));
	}

	expandPrompt(value: Value, range: Range): Value {
		if (!/[$`]/.test(value.text)) return value;
		const code = withText(value, `echo "${value.text.replaceAll('"', '\\"')}"`);
		return runShellCode(this, code, range, 'prompt expansion', true, null);
	}

	fresh(): string {
		// Beyond this many, unknown values are no longer told apart.
		return this.#fresh < 200 ? UNKNOWN.repeat(++this.#fresh) : UNKNOWN;
	}

	runShell(code: Value, range: Range, by: string, apart: boolean, stdin: Value | null): Value {
		return runShellCode(this, code, range, by, apart, stdin);
	}

	runProgram(language: ScriptLanguage, code: Value, range: Range, by: string, stdin: Value | null): void {
		runProgramCode(this, language, code, range, by, stdin);
	}

	runFile(
		path: Argument,
		by: string,
		language: ScriptLanguage | null,
		apart: boolean,
		stdin: Value | null,
	): Value {
		return runFileCode(this, path, by, language, apart, stdin);
	}

	skipped(range: Range, reason: string): void {
		this.collector.unparsed(range, reason);
	}

	/** Runs a command of a command; too deep a nesting is reported instead. */
	nested(range: Range, run: () => Value): Value {
		if (this.#wrapping >= LIMITS.wrapping) {
			this.collector.unparsed(range, 'Commands that run commands are nested too deeply');
			return unknownWith([]);
		}
		this.#wrapping++;
		const output = run();
		this.#wrapping--;
		return output;
	}

	runCommand(words: readonly Argument[], call: Pick<Call, 'stdin' | 'elevated' | 'range'>): Value {
		if (!this.budget.spend(1)) {
			this.stoppedAt ??= call.range;
			return unknownWith([]);
		}
		return runWords(this, words, call);
	}
}
