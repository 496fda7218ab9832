import type { Assignment, Command, Word } from 'unbash';
import type { Range } from '../../base/range';
import { secretClassOf } from '../paths';
import { parseArguments } from './argv';
import { assign, assignedValue, assignmentAsWord, tellAssigned } from './assignments';
import { modelOf } from './commands';
import { placeIn } from './frame';
import type { Interpreter } from './interpreter';
import { latinSkeleton } from './look-alikes';
import { deliver, redirected } from './redirects';
import type { Argument, Call } from './shell';
import {
	EMPTY,
	knownText,
	literal,
	mergeTaints,
	patternOf,
	stepped,
	type Taint,
	UNKNOWN,
	unknownWith,
	type Value,
} from './value';

/** Builtins that keep what they assign, so that no scope of their own is made for assignments before them. */
const ASSIGNING = new Set([
	'read',
	'mapfile',
	'readarray',
	'export',
	'declare',
	'typeset',
	'local',
	'readonly',
	'eval',
	'source',
	'.',
	'getopts',
	'printf',
	'set',
	'cd',
]);

/** Builtins that start nothing and say nothing about what a script does. */
const SILENT_BUILTINS = new Set([
	'eval',
	'source',
	'.',
	'[',
	'test',
	':',
	'true',
	'false',
	'export',
	'declare',
	'typeset',
	'local',
	'readonly',
	'unset',
	'return',
	'exit',
	'shift',
	'break',
	'continue',
	'set',
	'shopt',
	'read',
	'mapfile',
	'readarray',
	'trap',
	'wait',
	'let',
	'getopts',
	'alias',
	'unalias',
	'setopt',
	'unsetopt',
	'autoload',
	'emulate',
	'pushd',
	'popd',
	'umask',
	'hash',
	'type',
	'ulimit',
	'jobs',
	'fg',
	'bg',
	'disown',
	'times',
]);

/** Directories of installed programs: running something there is no use of a file of the extension. */
const SYSTEM_PROGRAM =
	/^(?:\/(?:usr|opt|bin|sbin|snap|nix|System|Applications|Library)\/|~\/\.(?:local|cargo|bun|deno|nvm|pyenv|rbenv|asdf|volta)\/|.*\/(?:node_modules\/\.bin|\.?venv\/bin|\.?env\/bin|virtualenv\/bin)\/)/;

/** Most characters of an argument that a use keeps. */
const SHOWN_ARGUMENT = 1000;

export function runSimpleCommand(machine: Interpreter, node: Command): Value {
	const { name, prefix, suffix } = node;
	if (name === undefined) return assignmentsOnly(machine, node);
	const words = machine.expander.fields(name);
	for (const part of suffix) {
		if (part.type === 'Word') words.push(...machine.expander.fields(part));
		else if (part.type === 'Assignment') words.push(assignmentAsWord(machine, part));
	}
	machine.budget.spend(words.length / 10);
	const range = placeIn(machine.frame, node.pos, node.end);
	const lasting = words.length === 1 && words[0]?.value.text === 'exec';
	const streams = redirected(machine, node.redirects, lasting);
	const stdin = streams.stdin === undefined ? machine.stdin : streams.stdin;
	const run = () => {
		if (words.length === 0) return EMPTY;
		return runWords(machine, words, { stdin, elevated: false, range }, isDisguised(name, words[0]!));
	};
	let output: Value;
	if (prefix.length === 0) output = run();
	else
		output = withAssignments(
			machine,
			prefix.filter(part => part.type === 'Assignment'),
			words[0]?.value.text ?? '',
			run,
		);
	const delivered = deliver(machine, streams, output);
	if (machine.state.readers.size > 0) machine.finishReaders();
	return delivered;
}

/** `A=b` or a lone redirection. */
function assignmentsOnly(machine: Interpreter, node: Command): Value {
	for (const part of node.prefix) if (part.type === 'Assignment') assign(machine, part);
	const streams = redirected(machine, node.redirects, false);
	// `$(< file)` is what the file holds.
	return deliver(machine, streams, streams.stdin ?? EMPTY);
}

function withAssignments(
	machine: Interpreter,
	assignments: readonly Assignment[],
	program: string,
	run: () => Value,
): Value {
	if (assignments.length === 0) return run();
	const assignAll = () => {
		for (const assignment of assignments) assign(machine, assignment);
		return run();
	};
	if (ASSIGNING.has(program) && program !== 'eval' && program !== 'source' && program !== '.') {
		for (const assignment of assignments)
			tellAssigned(machine, assignment, assignedValue(machine, assignment));
		return run();
	}
	return ASSIGNING.has(program) || machine.state.functions.has(program)
		? assignAll()
		: machine.state.inSubshell(assignAll);
}

/** Whether a command's name is written so that a reader or a search does not find it: `c\url`, `cu'r'l`, `$'\x63'`. */
function isDisguised(name: Word, first: Argument): boolean {
	const { text } = name;
	if (text === name.value || first.value.text !== name.value) return false;
	if (/^\\?\w+$/.test(text) || /^(?:"[^"\\$`]*"|'[^']*')$/.test(text)) return false;
	return /^[\w./-]+$/.test(first.value.text) && /\w\\\w|['"]/.test(text);
}

/** Runs words that are complete: finds out what the first one names, records the process, and follows its effects. */
export function runWords(
	machine: Interpreter,
	words: readonly Argument[],
	context: Pick<Call, 'stdin' | 'elevated' | 'range'>,
	disguised = false,
): Value {
	return machine.nested(context.range, () => runNamed(machine, words, context, disguised));
}

function runNamed(
	machine: Interpreter,
	words: readonly Argument[],
	context: Pick<Call, 'stdin' | 'elevated' | 'range'>,
	disguised: boolean,
): Value {
	const [first, ...args] = words;
	if (first === undefined) return EMPTY;
	const written = first.value.text;
	const definition = machine.state.functions.get(written);
	if (definition !== undefined)
		return machine.callFunction(
			definition,
			args.map(argument => argument.value),
			context.stdin,
		);
	const alias = machine.state.aliases.get(written);
	if (alias !== undefined) {
		const expanded = alias
			.split(/\s+/)
			.slice(0, 64)
			.map(text => ({ value: literal(text), range: first.range }));
		if (expanded[0]?.value.text !== written) return runWords(machine, [...expanded, ...args], context);
	}
	machine.executed(context.range, withoutInput(first.value), 'the shell', 'run as a command');
	const named = programName(written) ?? withoutGaps(written);
	const program = latinSkeleton(named ?? '');
	const call: Call = { ...context, program, arguments: args };
	const model = modelOf(program);
	if (model?.transparent !== true && !SILENT_BUILTINS.has(program)) {
		tellProcess(
			machine,
			call,
			named === null ? null : program,
			named !== null && (disguised || program !== named || gapped(written)),
		);
	}
	if (named === null) return unnamed(machine, call, first);
	if (
		written.includes('/') &&
		model === undefined &&
		(machine.isLater || !SYSTEM_PROGRAM.test(machine.resolve(first.value) ?? ''))
	) {
		machine.runFile(first, 'the shell', null, true, context.stdin);
		return byDefault(machine, call);
	}
	if (model === undefined) return byDefault(machine, call);
	const output = model.run(call, parseArguments(args, model.style), machine);
	return output ?? filtered(call);
}

/** Running what the caller names is what wrappers are for: arguments of the script do not count here. */
function withoutInput(name: Value): Value {
	return name.taints.length === 0
		? name
		: { ...name, taints: name.taints.filter(taint => taint.source.kind !== 'input') };
}

/** A command whose name is not known: what it is given may still be. */
function unnamed(machine: Interpreter, call: Call, first: Argument): Value {
	if (machine.contentOf(first).taints.length > 0 && machine.resolve(first.value) !== null) {
		machine.runFile(first, 'the shell', null, true, call.stdin);
	}
	return byDefault(machine, call);
}

/** Base name of a program without `.exe`; `null` when unknown. */
function programName(text: string): string | null {
	const base = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
	if (base === '' || base.includes(UNKNOWN) || base.length > 200) return null;
	return base.replace(/\.exe$/i, '');
}

/** `c${u}url` is `curl` when `u` is not set: the name around unknown parts, when it is one that is known. */
function withoutGaps(text: string): string | null {
	if (!gapped(text)) return null;
	const name = text.replace(/^.*\//s, '').replace(/\x01?\0+/g, '');
	return modelOf(name) === undefined ? null : name;
}

function gapped(text: string): boolean {
	return text.length < 400 && /(?:^|\/)[\w-]+(?:\x01?\0+[\w-]+)+$/.test(text);
}

function tellProcess(machine: Interpreter, call: Call, program: string | null, disguised: boolean): void {
	const shown = (value: Value) => {
		const text = knownText(value);
		return text === null ? null : text.slice(0, SHOWN_ARGUMENT);
	};
	const { via } = machine.frame;
	const all = disguised ? [...via, 'disguised command name'] : via;
	const use = {
		kind: 'process' as const,
		program,
		arguments: call.arguments.slice(0, 256).map(argument => shown(argument.value)),
		shell: true,
		elevated: call.elevated,
		range: call.range,
		how:
			program === null
				? 'runs a command whose name is only known at run time'
				: `runs ${program}${call.elevated ? ' as administrator' : ''}`,
		confidence: program === null ? ('medium' as const) : ('high' as const),
	};
	machine.collector.use(all.length === 0 ? use : { ...use, via: all });
}

/** Output of a program that only changes what it reads. */
function filtered(call: Call): Value {
	if (call.stdin === null || call.stdin.taints.length === 0) return unknownWith([]);
	return unknownWith(stepped(call.stdin.taints, call.range, `passed through ${call.program}`));
}

/**
 * A program without a model: secret files and files of interest among its arguments are read, URLs may be contacted,
 * and its output may hold what it was given.
 */
function byDefault(machine: Interpreter, call: Call): Value {
	let taints: readonly Taint[] = call.stdin?.taints ?? [];
	const urls: Argument[] = [];
	for (const argument of call.arguments) {
		const { text } = argument.value;
		const equals = text.startsWith('-') ? text.indexOf('=') + 1 : 0;
		const value = equals === 0 ? argument.value : { text: text.slice(equals), taints: argument.value.taints };
		const given = { value, range: argument.range };
		if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value.text)) urls.push(given);
		else taints = mergeTaints(taints, givenFile(machine, given, call.program).taints);
	}
	for (const url of urls) contacted(machine, call, url, unknownWith(taints));
	return unknownWith(
		stepped(taints, call.range, `passed through ${call.program === '' ? 'a command' : call.program}`),
	);
}

function givenFile(machine: Interpreter, argument: Argument, program: string): Value {
	const path = machine.resolve(argument.value);
	if (path === null || path === '*' || path.startsWith('-') || /[,\s]/.test(path)) return EMPTY;
	if (secretClassOf(path) !== null)
		return machine.read(argument, `given to ${program === '' ? 'a command' : program}`, 'medium');
	return machine.contentOf(argument);
}

function contacted(machine: Interpreter, call: Call, url: Argument, data: Value): void {
	const target = { ...machine.target(url.value, null), confidence: 'low' as const };
	if (target.host === null || target.scheme === 'file') return;
	const range: Range = url.range;
	machine.connect(range, target, 'connect', `${call.program} is given this address`);
	machine.sent(range, data, target, 'http', `given to ${call.program} with this address`);
}

/** The text that stands for a value in messages. */
export function shownValue(value: Value): string {
	return patternOf(value).slice(0, 200);
}
