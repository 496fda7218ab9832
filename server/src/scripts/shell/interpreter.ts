import type {
	AndOr,
	Case,
	Command,
	CommandNode,
	CompoundList,
	For,
	If,
	ParsedScript,
	Pipeline,
	PipelineNode,
	ProcessSubstitutionPart,
	Redirection,
	Statement,
	TestExpression,
	Word,
} from 'unbash';
import type { Range } from '../../base/range';
import type { InnerAnalyser } from '../analyser';
import type { PersistenceUse, ScriptLanguage } from '../model';
import { Budget, LIMITS } from './budget';
import { Collector } from './collector';
import { Effects } from './effects';
import { Expander } from './expand';
import { type Frame, placeIn } from './frame';
import { runFileCode, runProgramCode, runShellCode } from './inner-code';
import type { ParsedPart } from './parse';
import { deliver, redirected } from './redirects';
import { codeRunLater } from './run-later';
import type { Argument, Call, Shell } from './shell';
import { runSimpleCommand, runWords } from './simple-command';
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
	#alternatives = false;
	#capturing = false;

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
			const run = () => this.#statements(part.script.commands);
			output = concat(output, this.#inFrame({ ...frame, source: part.source, origin }, stdin, run));
		}
		return output;
	}

	/** Follows functions that nothing in the script calls, with unknown arguments. */
	runUncalledFunctions(): void {
		for (const definition of [...this.state.functions.values()]) {
			if (definition.followed.size === 0)
				this.state.inSubshell(() => this.callFunction(definition, null, null));
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

	#withStdin(stdin: Value | null, run: () => Value): Value {
		return this.#inFrame(this.frame, stdin, run);
	}

	#captured(run: () => Value): Value {
		const outer = this.#capturing;
		this.#capturing = true;
		try {
			return run();
		} finally {
			this.#capturing = outer;
		}
	}

	#statements(statements: readonly Statement[]): Value {
		let output: Value = EMPTY;
		for (const statement of statements) {
			if (this.budget.exhausted !== null) {
				this.stoppedAt ??= placeIn(this.frame, statement.pos, statement.end);
				break;
			}
			const value = this.#statement(statement.command);
			if (this.#capturing) output = concat(output, value);
		}
		return output;
	}

	#statement(node: PipelineNode | AndOr): Value {
		if (node.type !== 'AndOr') return this.#pipelineNode(node);
		return this.#andOr(node);
	}

	/** The first command runs; each of the others may. */
	#andOr(node: AndOr): Value {
		let output: Value = EMPTY;
		for (const [index, command] of node.commands.entries()) {
			const run = () => {
				const value = this.#pipelineNode(command);
				if (this.#capturing) output = concat(output, value);
			};
			// `a && b` usually is a sequence; only `||` offers a real alternative.
			if (index === 0 || node.operators[index - 1] === '&&') run();
			else this.state.inBranches([run], true);
		}
		return output;
	}

	/** Runs a pipeline once for each value that a variable it reads may have. */
	#pipelineNode(node: PipelineNode): Value {
		if (this.#alternatives || (node.type !== 'Command' && node.type !== 'Pipeline'))
			return this.#pipelineOnce(node);
		this.#alternatives = true;
		const { expander } = this;
		expander.choices = 1;
		let output = this.#pipelineOnce(node);
		for (let choice = 1; choice < Math.min(expander.choices, LIMITS.alternatives); choice++) {
			expander.choice = choice;
			const other = this.#pipelineOnce(node);
			output = {
				text: output.text === other.text ? output.text : UNKNOWN,
				taints: concat(output, other).taints,
			};
		}
		expander.choice = 0;
		this.#alternatives = false;
		return output;
	}

	#pipelineOnce(node: PipelineNode): Value {
		return node.type === 'Pipeline' ? this.#pipeline(node) : this.#command(node);
	}

	#pipeline(node: Pipeline): Value {
		if (node.commands.length === 1) return this.#command(node.commands[0]!);
		const before = this.state.writtenPipes;
		const output = this.#stages(node);
		// A named pipe closes a circle: what the last command wrote, the first one reads.
		if (this.state.writtenPipes !== before) return this.#stages(node);
		return output;
	}

	#stages(node: Pipeline): Value {
		let data: Value | null = this.stdin;
		for (const [index, command] of node.commands.entries()) {
			const stdin: Value | null = index === 0 ? this.stdin : data;
			data = this.state.inSubshell(() =>
				this.#captured(() => this.#withStdin(stdin, () => this.#command(command))),
			);
		}
		return data ?? EMPTY;
	}

	#command(node: CommandNode | CompoundList): Value {
		switch (node.type) {
			case 'Command':
				return this.#simple(node);
			case 'CompoundList':
				return this.#statements(node.commands);
			case 'Redirected':
				return this.#redirected(node.redirects, () => this.#command(node.command));
			case 'Subshell':
				return this.state.inSubshell(() => this.#statements(node.body.commands));
			case 'BraceGroup':
				return this.#statements(node.body.commands);
			case 'If':
				return this.#if(node);
			case 'For':
				return this.#for(node);
			case 'Select':
				return this.#rounds(node.name.value, this.#words(node.wordlist), node.body);
			case 'ArithmeticFor':
				return this.#statements(node.body.commands);
			case 'While': {
				const condition = this.#statements(node.clause.commands);
				return concat(condition, this.#statements(node.body.commands));
			}
			case 'Case':
				return this.#case(node);
			case 'Function':
				this.state.functions.set(node.name.value, {
					name: node.name.value,
					body: node.body,
					frame: this.frame,
					followed: new Set(),
					active: 0,
				});
				return EMPTY;
			case 'Coproc':
				return this.state.inSubshell(() => this.#command(node.body));
			case 'TestCommand':
				this.#test(node.expression);
				return EMPTY;
			default:
				return EMPTY;
		}
	}

	#simple(node: Command): Value {
		if (!this.budget.spend(1)) {
			this.stoppedAt ??= placeIn(this.frame, node.pos, node.end);
			return unknownWith([]);
		}
		return runSimpleCommand(this, node);
	}

	#redirected(redirects: readonly Redirection[], run: () => Value): Value {
		const streams = redirected(this, redirects, false);
		const captured = () => (streams.outputs.length > 0 ? this.#captured(run) : run());
		const output = streams.stdin === undefined ? captured() : this.#withStdin(streams.stdin, captured);
		return deliver(this, streams, output);
	}

	#if(node: If): Value {
		let output: Value = this.#statements(node.clause.commands);
		const branches: (() => void)[] = [];
		const branch = (body: CompoundList) => () => {
			output = concat(output, this.#statements(body.commands));
		};
		branches.push(branch(node.then));
		for (const elif of node.elif) {
			const condition = branch(elif.clause);
			const body = branch(elif.then);
			branches.push(() => {
				condition();
				body();
			});
		}
		if (node.else !== undefined) branches.push(branch(node.else));
		this.state.inBranches(branches, node.else === undefined);
		return output;
	}

	#case(node: Case): Value {
		this.expander.value(node.word);
		let output: Value = EMPTY;
		const branches = node.items.map(item => () => {
			output = concat(output, this.#statements(item.body.commands));
		});
		this.state.inBranches(branches, true);
		return output;
	}

	#words(words: readonly Word[] | undefined): Argument[] {
		if (words === undefined)
			return (this.state.positional ?? [unknownWith([])]).map(value => ({ value, range: this.frame.range }));
		return words.flatMap(word => this.expander.fields(word));
	}

	#for(node: For): Value {
		return this.#rounds(node.name.value, this.#words(node.wordlist), node.body);
	}

	/** One round for each word, as long as the budget for rounds lasts; then one for all that is left. */
	#rounds(name: string, words: readonly Argument[], body: CompoundList): Value {
		let output: Value = EMPTY;
		for (const [index, { value }] of words.entries()) {
			const last = index > 0 && !this.budget.round();
			const rest = words.slice(index).reduce((all, word) => concat(all, word.value), EMPTY);
			this.state.assign(name, last ? unknownWith(rest.taints) : value);
			output = concat(output, this.#statements(body.commands));
			if (last || this.budget.exhausted !== null) break;
		}
		return output;
	}

	/** Substitutions and files inside `[[ … ]]` happen all the same. */
	#test(expression: TestExpression): void {
		switch (expression.type) {
			case 'TestUnary':
				this.expander.value(expression.operand);
				return;
			case 'TestBinary':
				this.expander.value(expression.left);
				this.expander.value(expression.right);
				return;
			case 'TestLogical':
				for (const operand of expression.operands) this.#test(operand);
				return;
			case 'TestNot':
				this.#test(expression.operand);
				return;
			case 'TestGroup':
				this.#test(expression.expression);
		}
	}

	/** Runs a function's body with these arguments; `null`: unknown ones. Gives its output. */
	callFunction(definition: FunctionDefinition, args: readonly Value[] | null, stdin: Value | null): Value {
		const key = args === null ? '' : args.map(value => value.text.slice(0, 200)).join('\x02');
		const known = definition.followed.has(key);
		if (definition.active > 1 || (!known && definition.followed.size >= LIMITS.callsPerFunction))
			return unknownWith([]);
		// The same call again can only differ by variables; a few times are enough to see that.
		definition.followed.add(known ? `${key}\x02${definition.followed.size}` : key);
		const { positional } = this.state;
		definition.active++;
		try {
			this.state.positional = args;
			const { body } = definition;
			return this.#inFrame(definition.frame, stdin, () => this.#command(body));
		} finally {
			definition.active--;
			this.state.positional = positional;
		}
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
		const run = () => this.#statements(script.commands);
		return this.state.inSubshell(() => this.#captured(() => this.#inFrame(frame, stdin, run)));
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
		if (code !== null) this.nested(range, () => runShellCode(this, code, range, path, true, null));
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
