import type {
	AndOr,
	Case,
	Command,
	CommandNode,
	CompoundList,
	For,
	If,
	Pipeline,
	PipelineNode,
	Redirection,
	Statement,
	Word,
} from 'unbash';
import { LIMITS } from './budget';
import { placeIn } from './frame';
import type { Interpreter } from './interpreter';
import { deliver, redirected } from './redirects';
import type { Argument } from './shell';
import { runSimpleCommand } from './simple-command';
import { FunctionDefinition } from './state';
import { operandsOf } from './test-operands';
import { concat, EMPTY, UNKNOWN, unknownWith, type Value } from './value';

/** Walks the tree: sequences, pipelines, branches, loops. Conditions are run and their outcome is left open. */
export class ControlFlow {
	readonly #machine: Interpreter;
	/** A pipeline is being run once for each value of its variables. */
	#alternatives = false;
	/** Somebody wants the output of what runs. */
	#capturing = false;

	constructor(machine: Interpreter) {
		this.#machine = machine;
	}

	/** Runs something whose output is wanted. */
	captured(run: () => Value): Value {
		const outer = this.#capturing;
		this.#capturing = true;
		try {
			return run();
		} finally {
			this.#capturing = outer;
		}
	}

	/** Runs statements one after the other, until the budget ends. Gives their output where it is wanted. */
	statements(statements: readonly Statement[]): Value {
		let output: Value = EMPTY;
		for (const statement of statements) {
			if (this.#machine.budget.exhausted !== null) {
				this.#machine.stoppedAt ??= placeIn(this.#machine.frame, statement.pos, statement.end);
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
			else this.#machine.state.inBranches([run], true);
		}
		return output;
	}

	/** Runs a pipeline once for each value that a variable it reads may have. */
	#pipelineNode(node: PipelineNode): Value {
		if (this.#alternatives || (node.type !== 'Command' && node.type !== 'Pipeline'))
			return this.#pipelineOnce(node);
		this.#alternatives = true;
		const { expander } = this.#machine;
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
		return node.type === 'Pipeline' ? this.#pipeline(node) : this.command(node);
	}

	#pipeline(node: Pipeline): Value {
		if (node.commands.length === 1) return this.command(node.commands[0]!);
		const before = this.#machine.state.writtenPipes;
		const output = this.#stages(node);
		// A named pipe closes a circle: what the last command wrote, the first one reads.
		if (this.#machine.state.writtenPipes !== before) return this.#stages(node);
		return output;
	}

	#stages(node: Pipeline): Value {
		let data: Value | null = this.#machine.stdin;
		for (const [index, command] of node.commands.entries()) {
			const stdin: Value | null = index === 0 ? this.#machine.stdin : data;
			data = this.#machine.state.inSubshell(() =>
				this.captured(() => this.#machine.withStdin(stdin, () => this.command(command))),
			);
		}
		return data ?? EMPTY;
	}

	/** Runs one command of any kind. */
	command(node: CommandNode | CompoundList): Value {
		switch (node.type) {
			case 'Command':
				return this.#simple(node);
			case 'CompoundList':
				return this.statements(node.commands);
			case 'Redirected':
				return this.#redirected(node.redirects, () => this.command(node.command));
			case 'Subshell':
				return this.#machine.state.inSubshell(() => this.statements(node.body.commands));
			case 'BraceGroup':
				return this.statements(node.body.commands);
			case 'If':
				return this.#if(node);
			case 'For':
				return this.#for(node);
			case 'Select':
				return this.#rounds(node.name.value, this.#words(node.wordlist), node.body);
			case 'ArithmeticFor':
				return this.statements(node.body.commands);
			case 'While': {
				const condition = this.statements(node.clause.commands);
				return concat(condition, this.statements(node.body.commands));
			}
			case 'Case':
				return this.#case(node);
			case 'Function':
				this.#machine.state.functions.set(
					node.name.value,
					new FunctionDefinition(node.name.value, node.body, this.#machine.frame),
				);
				return EMPTY;
			case 'Coproc':
				return this.#machine.state.inSubshell(() => this.command(node.body));
			case 'TestCommand':
				// Substitutions inside `[[ … ]]` happen all the same.
				for (const word of operandsOf(node.expression)) this.#machine.expander.value(word);
				return EMPTY;
			default:
				return EMPTY;
		}
	}

	#simple(node: Command): Value {
		if (!this.#machine.budget.spend(1)) {
			this.#machine.stoppedAt ??= placeIn(this.#machine.frame, node.pos, node.end);
			return unknownWith([]);
		}
		return runSimpleCommand(this.#machine, node);
	}

	#redirected(redirects: readonly Redirection[], run: () => Value): Value {
		const streams = redirected(this.#machine, redirects, false);
		const captured = () => (streams.outputs.length > 0 ? this.captured(run) : run());
		const output =
			streams.stdin === undefined ? captured() : this.#machine.withStdin(streams.stdin, captured);
		return deliver(this.#machine, streams, output);
	}

	#if(node: If): Value {
		const condition = this.statements(node.clause.commands);
		const bodies = [[node.then], ...node.elif.map(elif => [elif.clause, elif.then])];
		if (node.else !== undefined) bodies.push([node.else]);
		return concat(condition, this.#branches(bodies, node.else === undefined));
	}

	#case(node: Case): Value {
		this.#machine.expander.value(node.word);
		return this.#branches(
			node.items.map(item => [item.body]),
			true,
		);
	}

	/** Runs every branch, as alternatives; with `optional`, none may be taken. */
	#branches(branches: readonly (readonly CompoundList[])[], optional: boolean): Value {
		let output: Value = EMPTY;
		const run = (body: CompoundList) => {
			output = concat(output, this.statements(body.commands));
		};
		this.#machine.state.inBranches(
			branches.map(bodies => () => bodies.forEach(run)),
			optional,
		);
		return output;
	}

	#words(words: readonly Word[] | undefined): Argument[] {
		if (words === undefined)
			return (this.#machine.state.positional ?? [unknownWith([])]).map(value => ({
				value,
				range: this.#machine.frame.range,
			}));
		return words.flatMap(word => this.#machine.expander.fields(word));
	}

	#for(node: For): Value {
		return this.#rounds(node.name.value, this.#words(node.wordlist), node.body);
	}

	/** One round for each word, as long as the budget for rounds lasts; then one for all that is left. */
	#rounds(name: string, words: readonly Argument[], body: CompoundList): Value {
		let output: Value = EMPTY;
		for (const [index, { value }] of words.entries()) {
			const last = index > 0 && !this.#machine.budget.round();
			const rest = words.slice(index).reduce((all, word) => concat(all, word.value), EMPTY);
			this.#machine.state.assign(name, last ? unknownWith(rest.taints) : value);
			output = concat(output, this.statements(body.commands));
			if (last || this.#machine.budget.exhausted !== null) break;
		}
		return output;
	}
}
