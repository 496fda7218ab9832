import type { LoopStatement, Statement, TryStatement } from '../syntax';
import { NOTHING, rangeOf, textValue, truth, UNKNOWN, union, type Value } from '../value';
import { assignTo } from './assign';
import { defineClass } from './classes';
import { evaluate, functionValue } from './evaluate';
import { importNames } from './imports';
import { anyItem, itemsOf } from './items';
import type { Frame, Machine } from './machine';
import { operate } from './operators';
import { Scope } from './scope';

/** Rounds of one loop that are run one by one when all that decides them is known. */
const MAX_ROUNDS = 4_096;
/** What a loop whose rounds are not known beforehand counts as. */
const ASSUMED_ROUNDS = 64;

/** Runs statements in order. */
export function executeAll(
	machine: Machine,
	statements: readonly Statement[],
	scope: Scope,
	frame: Frame,
): void {
	if (!machine.language.assignsLocally) {
		// Imports and function declarations hold in the whole block, before they are reached.
		for (const statement of statements) {
			if (statement.kind === 'import') importNames(machine, statement, scope);
			else if (statement.kind === 'define' && statement.value.kind === 'function')
				define(machine, statement, scope);
		}
	}
	for (const statement of statements) {
		if (!machine.tick()) return;
		execute(machine, statement, scope, frame);
	}
}

function execute(machine: Machine, statement: Statement, scope: Scope, frame: Frame): void {
	switch (statement.kind) {
		case 'expression': {
			const value = evaluate(machine, statement.expression, scope);
			if (statement.expression.kind === 'pass' && statement.expression.how === 'yield')
				frame.yielded.push(value);
			break;
		}
		case 'assign':
			executeAssignment(machine, statement, scope, frame);
			break;
		case 'define':
			if (machine.language.assignsLocally || statement.value.kind === 'class')
				define(machine, statement, scope);
			break;
		case 'return': {
			const value = statement.value === null ? NOTHING : evaluate(machine, statement.value, scope);
			frame.result = frame.result === null ? value : union(frame.result, value);
			break;
		}
		case 'branch': {
			for (const test of statement.tests) evaluate(machine, test, scope);
			const branches = statement.blocks.map(block => executeApart(machine, block, scope, frame));
			scope.join(branches, statement.exhaustive, machine.language.assignsLocally);
			break;
		}
		case 'loop':
			executeLoop(machine, statement, scope, frame);
			break;
		case 'try':
			executeTry(machine, statement, scope, frame);
			break;
		case 'with':
			for (const { value, target } of statement.items) {
				const entered = evaluate(machine, value, scope);
				if (target !== null) assignTo(machine, target, entered, scope, null, target);
			}
			executeAll(machine, statement.body, scope, frame);
			break;
		case 'import':
			if (machine.language.assignsLocally) importNames(machine, statement, scope);
			break;
		case 'scope': {
			scope.outer ??= new Set();
			for (const name of statement.names) scope.outer.add(name);
			break;
		}
		case 'block':
			executeAll(machine, statement.body, new Scope(scope, 'block'), frame);
			break;
		case 'break':
			break;
	}
}

function executeAssignment(
	machine: Machine,
	statement: Extract<Statement, { kind: 'assign' }>,
	scope: Scope,
	frame: Frame,
): void {
	let value: Value = UNKNOWN;
	if (statement.value !== null) {
		value = evaluate(machine, statement.value, scope);
		if (statement.value.kind === 'pass' && statement.value.how === 'yield') frame.yielded.push(value);
	} else if (statement.declares === null) return;
	else if (statement.declares === 'function') value = NOTHING;
	for (const target of statement.targets) {
		if (scope.kind === 'module' && target.kind === 'name')
			machine.constantPlaces.set(target.name, rangeOf(statement.value ?? statement));
		let given = value;
		if (statement.operator !== null) {
			const before = evaluate(machine, target, scope);
			given = operate(machine, statement.operator, before, value);
		}
		assignTo(machine, target, given, scope, statement.declares, statement);
	}
}

function define(machine: Machine, statement: Extract<Statement, { kind: 'define' }>, scope: Scope): void {
	const { value: node, name } = statement;
	const value =
		node.kind === 'class' ? defineClass(machine, node, scope) : functionValue(machine, node, scope);
	if (machine.language.assignsLocally) scope.assignInFunction(name, value);
	else scope.declare(name, value);
}

/** Runs a block that may not run, in a scope of its own. */
function executeApart(machine: Machine, block: readonly Statement[], scope: Scope, frame: Frame): Scope {
	const branch = new Scope(scope, 'branch');
	executeAll(machine, block, machine.language.assignsLocally ? branch : new Scope(branch, 'block'), frame);
	return branch;
}

function executeTry(machine: Machine, statement: TryStatement, scope: Scope, frame: Frame): void {
	const inside = machine.language.assignsLocally ? scope : new Scope(scope, 'block');
	executeAll(machine, statement.body, inside, frame);
	const branches = statement.handlers.map(handler => executeApart(machine, handler, scope, frame));
	scope.join(branches, false, machine.language.assignsLocally);
	executeAll(
		machine,
		statement.last,
		machine.language.assignsLocally ? scope : new Scope(scope, 'block'),
		frame,
	);
}

function executeLoop(machine: Machine, statement: LoopStatement, outer: Scope, frame: Frame): void {
	const scope = machine.language.assignsLocally ? outer : new Scope(outer, 'block');
	executeAll(machine, statement.before, scope, frame);
	machine.loopDepth++;
	if (statement.target !== null && statement.iterable !== null)
		executeForEach(machine, statement, scope, frame);
	else if (!executeCounted(machine, statement, scope, frame))
		executeRounds(machine, statement, scope, frame, null);
	machine.loopDepth--;
	executeAll(machine, statement.otherwise, scope, frame);
}

function executeForEach(machine: Machine, statement: LoopStatement, scope: Scope, frame: Frame): void {
	const iterable = evaluate(machine, statement.iterable!, scope);
	const items = statement.keys ? keysOf(iterable) : itemsOf(iterable);
	if (items !== null && items.length > 0 && machine.mayRepeat(items.length)) {
		let done = 0;
		machine.repeated(items.length, goesOn => {
			for (; done < items.length && machine.tick() && goesOn(); done++) {
				round(machine, statement, scope, frame, items[done]!);
			}
		});
		if (done === items.length) return;
	}
	executeRounds(machine, statement, scope, frame, statement.keys ? UNKNOWN : anyItem(iterable));
}

function keysOf(value: Value): readonly Value[] | null {
	if (value.kind === 'mapping') return itemsOf(value);
	if (value.kind === 'list' && !value.open) return value.items.map((_, index) => textValue(String(index)));
	return null;
}

/** A loop whose condition is known every time: run round by round. `false` when it is not known at the start. */
function executeCounted(machine: Machine, statement: LoopStatement, scope: Scope, frame: Frame): boolean {
	const { test } = statement;
	if (test === null || test.kind === 'constant' || test.kind === 'number') return false;
	if (!machine.mayRepeat(ASSUMED_ROUNDS)) return false;
	let rounds = 0;
	machine.repeated(ASSUMED_ROUNDS, goesOn => {
		// A body that never seems to run is looked at all the same: no round means that nothing was decided.
		for (; rounds < MAX_ROUNDS && machine.tick() && goesOn(); rounds++) {
			if (truth(evaluate(machine, test, scope)) !== true) return;
			round(machine, statement, scope, frame, null);
		}
	});
	return rounds > 0;
}

function round(
	machine: Machine,
	statement: LoopStatement,
	scope: Scope,
	frame: Frame,
	item: Value | null,
): void {
	const inside = machine.language.assignsLocally ? scope : new Scope(scope, 'block');
	if (item !== null && statement.target !== null) {
		assignTo(
			machine,
			statement.target,
			item,
			inside,
			machine.language.assignsLocally ? null : 'block',
			statement.target,
		);
	}
	executeAll(machine, statement.body, inside, frame);
	if (statement.update !== null) evaluate(machine, statement.update, inside);
}

/**
 * A loop of unknown length: its body runs once, and once more when the first round changed where the data of a name
 * comes from, since what a round leaves behind the next one finds.
 */
function executeRounds(
	machine: Machine,
	statement: LoopStatement,
	scope: Scope,
	frame: Frame,
	item: Value | null,
): void {
	for (let rounds = 0; rounds < 2; rounds++) {
		if (statement.test !== null) evaluate(machine, statement.test, scope);
		const branch = new Scope(scope, 'branch');
		round(machine, statement, branch, frame, item);
		const changed = [...branch.names].some(([name, value]) => {
			const before = scope.lookup(name);
			return before !== undefined && value.taints.length > before.taints.length;
		});
		scope.join([branch], false, machine.language.assignsLocally);
		if (!changed || machine.loopDepth > 2) break;
	}
}
