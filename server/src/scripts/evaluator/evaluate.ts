import type { Range } from '../../base/range';
import type { CallNode, ComprehensionNode, Expression, FunctionNode, MappingNode, Place } from '../syntax';
import { NO_TAINTS, taintsTogether } from '../taint';
import {
	apiValue,
	FALSE,
	type FunctionValue,
	listValue,
	mappingValue,
	NOTHING,
	numberOf,
	optionsOf,
	rangeOf,
	TRUE,
	taintsOf,
	textOf,
	textValue,
	truth,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../value';
import { apply } from './apply';
import { assignTo } from './assign';
import { Call } from './call';
import { defineClass } from './classes';
import { anyItem, itemsOf, sliceOf } from './items';
import type { Machine } from './machine';
import { indexOf, memberOf } from './members';
import { concatenated, operate } from './operators';
import { Scope } from './scope';

/** Deepest nesting of evaluations, calls of functions included. */
const MAX_DEPTH = 320;

/** The value of an expression; noting what evaluating it does. */
export function evaluate(machine: Machine, node: Expression, scope: Scope): Value {
	if (machine.depth >= MAX_DEPTH || !machine.tick()) {
		if (machine.depth >= MAX_DEPTH)
			machine.recorder.notExamined(rangeOf(node), 'Too deeply nested to be examined.');
		return UNKNOWN;
	}
	machine.depth++;
	const value = evaluateNode(machine, node, scope);
	machine.depth--;
	return value;
}

function evaluateNode(machine: Machine, node: Expression, scope: Scope): Value {
	switch (node.kind) {
		case 'text':
			return textValue(node.value);
		case 'number':
			return numberOf(node.value);
		case 'constant':
			return node.value === null ? NOTHING : node.value ? TRUE : FALSE;
		case 'name':
			return evaluateName(machine, node.name, node, scope);
		case 'member':
			return memberOf(machine, evaluate(machine, node.object, scope), node.name, rangeOf(node));
		case 'index':
			return indexOf(
				machine,
				evaluate(machine, node.object, scope),
				evaluate(machine, node.key, scope),
				rangeOf(node),
			);
		case 'slice': {
			const bound = (part: Expression | null) => {
				const value = part === null ? undefined : evaluate(machine, part, scope);
				return value === undefined ? undefined : value.kind === 'number' ? value.number : Number.NaN;
			};
			const object = evaluate(machine, node.object, scope);
			const from = bound(node.from);
			const to = bound(node.to);
			const step = bound(node.step) ?? 1;
			if (Number.isNaN(from) || Number.isNaN(to) || Number.isNaN(step)) return unknown(taintsOf(object));
			return sliceOf(object, from, to, step);
		}
		case 'call':
			return evaluateCall(machine, node, scope);
		case 'binary': {
			let value = evaluate(machine, node.first, scope);
			for (const { operator, operand } of node.rest) {
				value = operate(machine, operator, value, evaluate(machine, operand, scope));
			}
			return value;
		}
		case 'unary': {
			const value = evaluate(machine, node.operand, scope);
			if (node.operator === '-' && value.kind === 'number') return numberOf(-value.number, value.taints);
			if (node.operator === '+') return value;
			if (node.operator === '~' && value.kind === 'number') return numberOf(~value.number, value.taints);
			const known = node.operator === '!' || node.operator === 'not' ? truth(value) : undefined;
			return known === undefined ? UNKNOWN : known ? FALSE : TRUE;
		}
		case 'template': {
			const parts = node.parts.map(part =>
				typeof part === 'string' ? part : evaluate(machine, part, scope),
			);
			if (node.tag === null) return concatenated(machine, parts);
			const tag = evaluate(machine, node.tag, scope);
			const text = concatenated(machine, parts);
			const [first] = optionsOf(tag);
			// A library's tag is known by its name with a backtick: `$` is jQuery's, $`…` runs a command.
			const name = first?.kind === 'api' ? `${first.name}\`` : '';
			const handler = machine.language.apis.get(name);
			if (handler !== undefined)
				return (
					handler(new Call(machine, name, null, [text], new Map(), rangeOf(node), [rangeOf(node)])) ?? UNKNOWN
				);
			const given = [listValue([]), ...parts.filter(part => typeof part !== 'string')];
			return apply(machine, tag, { args: given, named: new Map() }, rangeOf(node));
		}
		case 'list':
			return evaluateList(machine, node.items, scope);
		case 'mapping':
			return evaluateMapping(machine, node, scope);
		case 'function':
			return functionValue(machine, node, scope);
		case 'class':
			return defineClass(machine, node, scope);
		case 'conditional': {
			evaluate(machine, node.test, scope);
			return union(...node.options.map(option => evaluate(machine, option, scope)));
		}
		case 'assignment': {
			let value = evaluate(machine, node.value, scope);
			if (node.operator !== null) {
				value = operate(machine, node.operator, evaluate(machine, node.target, scope), value);
			}
			assignTo(machine, node.target, value, scope, null, node);
			return value;
		}
		case 'sequence': {
			let value: Value = NOTHING;
			for (const item of node.items) value = evaluate(machine, item, scope);
			return value;
		}
		case 'comprehension':
			return evaluateComprehension(machine, node, scope);
		case 'pass':
			return node.operand === null ? UNKNOWN : evaluate(machine, node.operand, scope);
		case 'default':
			return evaluate(machine, node.value, scope);
		case 'other': {
			let taints = NO_TAINTS;
			for (const part of node.parts)
				taints = taintsTogether(taints, taintsOf(evaluate(machine, part, scope)));
			return unknown(taints);
		}
	}
}

function evaluateName(machine: Machine, name: string, node: Place, scope: Scope): Value {
	const known = scope.lookup(name);
	if (known !== undefined) return known;
	const reading = machine.language.readings.get(name);
	if (reading !== undefined) return reading(machine, rangeOf(node));
	const property = machine.properties.get(name);
	if (property !== undefined) return property;
	for (const module of machine.opened) {
		const full = `${module}.${name}`;
		if (machine.language.apis.has(full) || machine.language.readings.has(full)) {
			return memberOf(machine, apiValue(module), name, rangeOf(node));
		}
	}
	return machine.language.global(name) ?? UNKNOWN;
}

/** A function as a value; it waits to be looked at, should nothing call it. */
export function functionValue(machine: Machine, node: FunctionNode, scope: Scope): FunctionValue {
	const value: FunctionValue = {
		kind: 'function',
		node,
		scope,
		receiver: node.arrow ? (scope.lookup('this') ?? null) : null,
		taints: NO_TAINTS,
	};
	if (!machine.known.has(node)) {
		machine.known.add(node);
		machine.waiting.push(value);
		for (const decorator of node.decorators) {
			evaluate(machine, decorator, scope);
			const input = machine.language.inputOf(machine.excerpt(rangeOf(decorator)));
			if (input !== null) machine.inputs.set(node, input);
		}
	}
	return value;
}

const NO_NAMES = new Map<string, Value>();

function isNamed({ name, spread }: CallNode['arguments'][number]): boolean {
	return name !== null || spread === 'mapping';
}

function evaluateCall(machine: Machine, node: CallNode, scope: Scope): Value {
	const callee = evaluate(machine, node.callee, scope);
	const args: Value[] = [];
	const places: Range[] = [];
	const named = node.arguments.some(isNamed) ? new Map<string, Value>() : NO_NAMES;
	for (const argument of node.arguments) {
		const value = evaluate(machine, argument.value, scope);
		if (argument.name !== null) {
			named.set(argument.name, value);
			machine.language.noteOption(machine, argument.name, value, rangeOf(argument.value));
		} else if (argument.spread === 'mapping') spreadNames(value, named);
		else if (argument.spread === 'list') {
			for (const item of itemsOf(value) ?? [anyItem(value)]) {
				args.push(item);
				places.push(rangeOf(argument.value));
			}
		} else {
			args.push(value);
			places.push(rangeOf(argument.value));
		}
	}
	return apply(machine, callee, { args, named }, rangeOf(node), places);
}

function spreadNames(value: Value, named: Map<string, Value>): void {
	for (const option of optionsOf(value)) {
		if (option.kind === 'mapping') for (const [name, entry] of option.entries) named.set(name, entry);
		const rest = option.kind === 'mapping' ? option.rest : unknown(taintsOf(option));
		if (rest !== null && taintsOf(rest).length > 0) named.set('**', rest);
	}
}

function evaluateList(machine: Machine, nodes: CallNode['arguments'], scope: Scope): Value {
	const items: Value[] = [];
	let open = false;
	for (const { value: node, spread } of nodes) {
		const value = evaluate(machine, node, scope);
		if (spread === null) {
			items.push(value);
			continue;
		}
		const inner = itemsOf(value);
		open ||= inner === null;
		for (const item of inner ?? [anyItem(value)]) items.push(item);
	}
	return listValue(items, open);
}

function evaluateMapping(machine: Machine, node: MappingNode, scope: Scope): Value {
	const result = mappingValue();
	for (const { key, value: valueNode } of node.entries) {
		const value = evaluate(machine, valueNode, scope);
		if (key === null) {
			for (const option of optionsOf(value)) {
				if (option.kind === 'mapping')
					for (const [name, entry] of option.entries) result.entries.set(name, entry);
				const rest = option.kind === 'mapping' ? option.rest : option.kind === 'constant' ? null : option;
				if (rest !== null) result.rest = result.rest === null ? rest : union(result.rest, rest);
				if (option.kind === 'mapping') result.taints = taintsTogether(result.taints, option.taints);
			}
			continue;
		}
		const name = textOf(evaluate(machine, key, scope));
		if (name === undefined) result.rest = result.rest === null ? value : union(result.rest, value);
		else {
			result.entries.set(name, value);
			if (machine.excerpt(rangeOf(key)).includes(name))
				machine.language.noteOption(machine, name, value, rangeOf(valueNode));
		}
	}
	return result;
}

function evaluateComprehension(machine: Machine, node: ComprehensionNode, outer: Scope): Value {
	const scope = new Scope(outer, 'block');
	const results: Value[] = [];
	const mapping = mappingValue();
	let open = false;
	const each = (clause: number): void => {
		const next = node.clauses[clause];
		if (next === undefined) {
			for (const condition of node.conditions) evaluate(machine, condition, scope);
			const value = evaluate(machine, node.result, scope);
			if (node.key === null) results.push(value);
			else {
				const name = textOf(evaluate(machine, node.key, scope));
				if (name === undefined) mapping.rest = mapping.rest === null ? value : union(mapping.rest, value);
				else mapping.entries.set(name, value);
			}
			return;
		}
		const iterable = evaluate(machine, next.iterable, scope);
		const items = itemsOf(iterable);
		const known = items !== null && machine.mayRepeat(items.length);
		open ||= !known;
		machine.repeated(known ? items.length : 1, goesOn => {
			for (const item of known ? items : [anyItem(iterable)]) {
				if (!machine.tick()) return;
				if (!goesOn()) {
					open = true;
					return;
				}
				assignTo(machine, next.target, item, scope, 'block', next.target);
				each(clause + 1);
			}
		});
	};
	each(0);
	// A condition leaves out nobody knows which.
	return node.key === null ? listValue(results, open || node.conditions.length > 0) : mapping;
}
