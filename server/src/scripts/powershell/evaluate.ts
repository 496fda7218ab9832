import type { Range } from '../../base/range';
import { NO_TAINTS, taintsTogether } from '../taint';
import { runCommand } from './cmdlets';
import type { Machine } from './machine';
import { calledMember, property } from './objects';
import { cast, indexed, operated } from './operators';
import type { Argument, Expression, Stage, Statement } from './tree';
import { known, list, taintsOf, UNKNOWN, unknown, type Value } from './value';

/** An argument of a command, with its value. */
export interface Given {
	/** Name of the parameter it belongs to, lower case; `undefined`: by position. */
	readonly parameter?: string;
	readonly value: Value;
	readonly range: Range;
}

/** Variables whose text is the same on every machine; code hides names in them. */
const CONSTANTS: ReadonlyMap<string, string> = new Map([
	['shellid', 'Microsoft.PowerShell'],
	['pshome', 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0'],
	['env:comspec', 'C:\\Windows\\system32\\cmd.exe'],
	['verbosepreference', 'SilentlyContinue'],
	['true', 'True'],
	['false', 'False'],
	['null', ''],
	['home', '~'],
	['env:userprofile', '~'],
	['env:home', '~'],
	['env:appdata', '~/AppData/Roaming'],
	['env:localappdata', '~/AppData/Local'],
	['env:temp', '/tmp'],
	['env:tmp', '/tmp'],
	['env:programdata', 'C:/ProgramData'],
	['env:windir', 'C:/Windows'],
	['env:systemroot', 'C:/Windows'],
	['profile', '~/Documents/PowerShell/Microsoft.PowerShell_profile.ps1'],
	['pwd', '.'],
	['psscriptroot', '.'],
]);

/** Runs statements in order; the value is that of the last one that has any, with all taints. */
export function runStatements(machine: Machine, body: readonly Statement[]): Value {
	const values: Value[] = [];
	for (const statement of body) {
		if (!machine.step()) break;
		const value = runStatement(machine, statement);
		if (statement.target === undefined && value.text !== '') values.push(value);
	}
	const [only] = values;
	if (values.length <= 1) return only ?? UNKNOWN;
	return list(values.slice(0, 2_000));
}

function runStatement(machine: Machine, statement: Statement): Value {
	if (statement.defines !== undefined) {
		const stage = statement.stages[0];
		const block = stage?.kind === 'expression' && stage.of.kind === 'block' ? stage.of.body : [];
		machine.functions.set(statement.defines, runStatements(machine, block));
		return known('');
	}
	let value: Value | null = null;
	for (const stage of statement.stages) value = runStage(machine, stage, value);
	const result = value ?? UNKNOWN;
	if (statement.target !== undefined) assign(machine, statement.target, result, statement.adds ?? false);
	return result;
}

function assign(machine: Machine, target: Expression, value: Value, adds: boolean): void {
	if (target.kind === 'binary') {
		if (target.operator === 'cast') assign(machine, target.right, value, adds);
		return;
	}
	if (target.kind === 'member') {
		const name = textOf(evaluate(machine, target.name));
		if (name === 'servercertificatevalidationcallback') {
			machine.tell(target, {
				kind: 'safety-off',
				what: 'tls-verification',
				how: 'certificates are accepted unseen',
			});
		}
		return;
	}
	if (target.kind === 'list') {
		for (const item of target.items) assign(machine, item, unknown(value.taints), adds);
		return;
	}
	if (target.kind !== 'variable') return;
	const name = plainName(target.name);
	const before = machine.variables.get(name);
	machine.variables.set(
		name,
		machine.keep(adds && before !== undefined ? operated('+', before, value) : value),
	);
}

function plainName(name: string): string {
	return name.replace(/^(?:script|global|local|private|using|variable):/, '');
}

function textOf(value: Value): string {
	return value.text?.toLowerCase() ?? '';
}

function runStage(machine: Machine, stage: Stage, input: Value | null): Value {
	if (stage.kind === 'expression') {
		if (stage.of.kind === 'block')
			return input === null ? evaluate(machine, stage.of) : runStatements(machine, stage.of.body);
		return evaluate(machine, stage.of);
	}
	const name = evaluate(machine, stage.name);
	const given = argumentsOf(machine, stage.arguments);
	const literal = stage.name.kind === 'text' && stage.name.parts.every(part => typeof part === 'string');
	const disguised =
		(stage.name.kind === 'text' && stage.name.disguised === true) ||
		!(literal || stage.name.kind === 'variable' || stage.name.kind === 'block');
	return machine.keep(
		runCommand(machine, {
			name,
			disguised,
			given,
			input,
			range: { start: stage.start, end: stage.end },
			source: stage.name,
		}),
	);
}

function argumentsOf(machine: Machine, written: readonly Argument[]): readonly Given[] {
	const given: Given[] = [];
	let parameter: string | undefined;
	const flush = (range: Range) => {
		if (parameter !== undefined) given.push({ parameter, value: known('True'), range });
		parameter = undefined;
	};
	for (const argument of written) {
		const range = { start: argument.start, end: argument.end };
		if (argument.kind === 'parameter') {
			flush(range);
			parameter = argument.name;
		} else if (argument.kind === 'redirect') {
			given.push({ parameter: '>', value: evaluate(machine, argument.to), range });
		} else {
			const value = evaluate(machine, argument.of);
			// `@parameters` hands over a table of them.
			if (value.table !== undefined && argument.of.kind === 'variable' && parameter === undefined) {
				for (const [key, one] of value.table) given.push({ parameter: key, value: one, range });
				continue;
			}
			given.push({ ...(parameter !== undefined && { parameter }), value, range });
			parameter = undefined;
		}
	}
	flush({ start: written.at(-1)?.start ?? 0, end: written.at(-1)?.end ?? 0 });
	return given;
}

/** The value of an expression; what it does on the way is noted. */
export function evaluate(machine: Machine, expression: Expression): Value {
	if (!machine.step()) return UNKNOWN;
	switch (expression.kind) {
		case 'text':
			return filledIn(machine, expression.parts);
		case 'variable':
			return variable(machine, expression.name, expression);
		case 'type':
			return { text: `[${expression.name}]`, taints: NO_TAINTS, type: expression.name };
		case 'list':
			return list(expression.items.map(item => evaluate(machine, item)));
		case 'group':
			return runStatements(machine, expression.body);
		case 'block':
			// A block may run later, or not at all; what it would do is said either way.
			return {
				...unknown(runStatements(machine, expression.body).taints),
				block: expression.body,
				type: 'block',
			};
		case 'table':
			return table(machine, expression.entries);
		case 'index':
			return machine.keep(indexed(evaluate(machine, expression.of), evaluate(machine, expression.index)));
		case 'unary': {
			const of = evaluate(machine, expression.of);
			if (expression.operator === '-join') return machine.keep(operated('-join', of, known('')));
			if (expression.operator === '-' && of.text !== null) return known(`-${of.text}`, of.taints);
			return unknown(of.taints);
		}
		case 'binary':
			return binary(machine, expression);
		case 'member':
			return member(machine, expression);
	}
}

/** Operators one after another stand as deep as they are many: they are gone through without recursion. */
function binary(machine: Machine, expression: Extract<Expression, { kind: 'binary' }>): Value {
	if (expression.operator === 'cast') {
		const type = expression.left.kind === 'type' ? expression.left.name : '';
		return machine.keep(cast(type, evaluate(machine, expression.right)));
	}
	const chain = [expression];
	let first = expression.left;
	while (first.kind === 'binary' && first.operator !== 'cast') {
		chain.push(first);
		first = first.left;
	}
	let value = evaluate(machine, first);
	for (const { operator, right } of chain.reverse())
		value = operated(operator, value, evaluate(machine, right));
	return machine.keep(value);
}

function filledIn(machine: Machine, parts: readonly (string | Expression)[]): Value {
	if (parts.length === 1 && typeof parts[0] === 'string') return known(parts[0]);
	const values = parts.map(part => (typeof part === 'string' ? known(part) : evaluate(machine, part)));
	const taints = taintsOf(values);
	if (values.some(value => value.text === null)) {
		// Where only the front of an address is known, that says the host.
		const front = values.findIndex(value => value.text === null);
		const text = values
			.slice(0, front)
			.map(value => value.text)
			.join('');
		return /^\w+:\/\/[^/]+\//.test(text) || /^~?[\\/]/.test(text)
			? machine.keep(known(`${text}*`, taints))
			: unknown(taints);
	}
	return machine.keep(known(values.map(value => value.text).join(''), taints));
}

function table(machine: Machine, entries: Extract<Expression, { kind: 'table' }>['entries']): Value {
	const values = new Map(entries.map(({ key, value }) => [key, runStatements(machine, value)]));
	return { ...unknown(taintsOf([...values.values()])), table: values };
}

function variable(machine: Machine, written: string, range: Range): Value {
	const name = plainName(written);
	const value = machine.variables.get(name);
	if (value !== undefined) return value;
	const constant = CONSTANTS.get(name);
	if (constant !== undefined) return known(constant);
	if (name.startsWith('env:'))
		return machine.environment(name.slice(4), { start: range.start, end: range.end });
	return UNKNOWN;
}

function member(machine: Machine, expression: Extract<Expression, { kind: 'member' }>): Value {
	const of = evaluate(machine, expression.of);
	const name = evaluate(machine, expression.name);
	const range = { start: expression.start, end: expression.end };
	if (expression.arguments === undefined) return property(machine, of, textOf(name), range);
	const given = expression.arguments.map(argument => evaluate(machine, argument));
	const result = calledMember(machine, of, textOf(name), given, range);
	// What is read into a buffer comes from where it is read.
	if (/^read/.test(textOf(name))) {
		for (const argument of expression.arguments) {
			if (argument.kind !== 'variable') continue;
			const before = machine.variables.get(plainName(argument.name)) ?? UNKNOWN;
			machine.variables.set(plainName(argument.name), unknown(taintsTogether(of.taints, before.taints)));
		}
	}
	return machine.keep(result);
}
