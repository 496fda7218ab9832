import type { Range } from '../../base/range';
import type { Expression, FunctionNode } from '../syntax';
import { NO_TAINTS, type Taints, taintFrom, taintsTogether } from '../taint';
import {
	type ApiValue,
	type FunctionValue,
	handleValue,
	listValue,
	mappingValue,
	NOTHING,
	optionsOf,
	tainted,
	taintsOf,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../value';
import { assignTo } from './assign';
import { Call } from './call';
import { makeInstance } from './classes';
import { evaluate } from './evaluate';
import { executeAll } from './execute';
import type { Handler } from './language';
import type { Frame, Machine } from './machine';
import { Scope } from './scope';

export interface Arguments {
	readonly args: readonly Value[];
	readonly named: ReadonlyMap<string, Value>;
}

/** Deepest chain of calls that is followed. */
const MAX_CALLS = 10;
/** Functions handed over that are tried out for one call. */
const MAX_CALLBACKS = 8;

const NO_ARGUMENTS: Arguments = { args: [], named: new Map() };
const NO_NAMES: ReadonlyMap<string, Value> = new Map();

/** Calls whatever the value may be. */
export function apply(
	machine: Machine,
	callee: Value,
	given: Arguments,
	range: Range,
	places: readonly Range[] = [],
): Value {
	const options = optionsOf(callee);
	if (options.length === 1) return applyOne(machine, options[0]!, given, range, places);
	return union(...options.slice(0, 4).map(option => applyOne(machine, option, given, range, places)));
}

function applyOne(
	machine: Machine,
	callee: Value,
	given: Arguments,
	range: Range,
	places: readonly Range[],
): Value {
	switch (callee.kind) {
		case 'function':
			return applyFunction(machine, callee, given);
		case 'native':
			return callee.call(given.args);
		case 'class':
			return makeInstance(machine, callee, given);
		case 'api': {
			const call = new Call(machine, callee.name, callee.receiver, given.args, given.named, range, places);
			const handler = machine.language.apis.get(callee.name) ?? methodFor(machine, callee);
			return handler?.(call) ?? applyUnknown(call, true);
		}
		default:
			return applyUnknown(new Call(machine, '', callee, given.args, given.named, range, places), false);
	}
}

/** A method known by its name alone. */
function methodFor(machine: Machine, callee: ApiValue): Handler | undefined {
	if (callee.receiver === null || machine.language.methods.size === 0) return undefined;
	const name = callee.name.slice(Math.max(callee.name.lastIndexOf('#'), callee.name.lastIndexOf('.')) + 1);
	return machine.language.methods.get(name);
}

/** A call of something we have no knowledge of: data goes through it, functions given to it are called by it. */
export function applyUnknown(call: Call, named: boolean): Value {
	const { machine, receiver } = call;
	const given = call.taints();
	const taints = taintsTogether(call.receiverTaints(), given);
	if (receiver !== null && given.length > 0) gather(receiver, given);
	const returned = callBack(call, taints);
	if (!named) return returned.length > 0 ? tainted(union(...returned), taints) : unknown(taints);
	const property = machine.properties.get(call.name);
	if (property !== undefined && property.kind === 'function') {
		return applyFunction(machine, property, { args: call.args, named: call.named });
	}
	if (receiver?.kind === 'unknown')
		return returned.length > 0 ? tainted(union(...returned), taints) : unknown(taints);
	return handleValue(call.name.length > 120 ? 'unknown' : `${call.name}()`, {}, taints);
}

/** What is put into something stays with it. */
function gather(receiver: Value, taints: Taints): void {
	for (const option of optionsOf(receiver)) {
		if (
			option.kind === 'handle' ||
			option.kind === 'instance' ||
			option.kind === 'list' ||
			option.kind === 'mapping'
		) {
			option.taints = taintsTogether(option.taints, taints);
		}
	}
}

/** Calls the functions among the arguments with unknown arguments of these taints; gives what they return. */
export function callBack(call: Call, taints: Taints): Value[] {
	const { machine } = call;
	const returned: Value[] = [];
	const input = machine.language.inputOfCallback(call.name);
	for (const argument of call.all()) {
		for (const option of optionsOf(argument)) {
			if (option.kind === 'function') {
				if (input !== null) {
					// It is called later, when the whole program has been set up.
					machine.inputs.set(option.node, input);
					continue;
				}
				if (returned.length >= MAX_CALLBACKS) return returned;
				const values = option.node.parameters.map(() => unknown(taints));
				returned.push(applyFunction(machine, option, { args: values, named: NO_NAMES }));
			} else if (option.kind === 'mapping' && option.entries.size <= 20) {
				// Handlers are often passed by name: `{success: function}`.
				for (const value of option.entries.values()) {
					if (value.kind !== 'function' || machine.called.has(value.node)) continue;
					if (input !== null) machine.inputs.set(value.node, input);
					else if (returned.length < MAX_CALLBACKS) returned.push(applyFunction(machine, value, null));
				}
			}
		}
	}
	return returned;
}

/** Runs a function of the program. `given: null`: called from outside, with what nobody knows. */
export function applyFunction(machine: Machine, value: FunctionValue, given: Arguments | null): Value {
	const { node } = value;
	const telling = given !== null && saysSomething(given);
	machine.called.add(node);
	const known = machine.results.get(node);
	if (!telling && known !== undefined && !machine.inputs.has(node)) return known;
	const running = machine.active.get(node) ?? 0;
	if (
		running >= 2 ||
		machine.callDepth >= MAX_CALLS ||
		(telling && known !== undefined && !machine.mayFollow)
	) {
		return known ?? unknown(given === null ? NO_TAINTS : taintsOfArguments(given));
	}
	if (!machine.tick(5)) return UNKNOWN;
	machine.active.set(node, running + 1);
	machine.callDepth++;
	const result = runFunction(machine, value, given);
	machine.callDepth--;
	machine.active.set(node, running);
	if (!telling || known === undefined) {
		if (!telling) machine.results.set(node, result);
	}
	return result;
}

function saysSomething(given: Arguments): boolean {
	for (const value of given.args) if (value !== UNKNOWN) return true;
	for (const value of given.named.values()) if (value !== UNKNOWN) return true;
	return false;
}

function taintsOfArguments(given: Arguments): Taints {
	let taints = NO_TAINTS;
	for (const value of [...given.args, ...given.named.values()])
		taints = taintsTogether(taints, taintsOf(value));
	return taints;
}

function runFunction(machine: Machine, value: FunctionValue, given: Arguments | null): Value {
	const { node } = value;
	const scope = new Scope(value.scope instanceof Scope ? value.scope : machine.module, 'function');
	let receiver = value.receiver;
	if (receiver === null && given === null) {
		const method = machine.methods.get(node);
		if (method !== undefined) receiver = machine.instanceOf(method.owner);
	}
	const { explicitReceiver } = machine.language;
	if (!explicitReceiver && !node.arrow) scope.declare('this', receiver ?? UNKNOWN);
	const input = given === null ? machine.inputs.get(node) : undefined;
	const outside =
		input === undefined
			? UNKNOWN
			: unknown(
					taintFrom(
						{ kind: 'input', what: input },
						{ start: node.start, end: node.start },
						`given as ${input}`,
					),
				);
	const bound = explicitReceiver && receiver !== null ? withReceiver(node, receiver, given) : given;
	bindParameters(machine, node, scope, bound, outside);
	const frame: Frame = { result: null, yielded: [], receiver };
	executeAll(machine, node.body, scope, frame);
	if (node.result !== null) return evaluate(machine, node.result, scope);
	if (frame.yielded.length > 0) return listValue(frame.yielded, true);
	return frame.result ?? NOTHING;
}

/** The arguments with the instance before them, unless the method takes none (`@staticmethod`). */
function withReceiver(node: FunctionNode, receiver: Value, given: Arguments | null): Arguments | null {
	if (node.decorators.some(decorator => decorator.kind === 'name' && decorator.name === 'staticmethod'))
		return given;
	if (given !== null) return { args: [receiver, ...given.args], named: given.named };
	const first = node.parameters[0]?.target;
	return first?.kind === 'name' ? { args: [], named: new Map([[first.name, receiver]]) } : NO_ARGUMENTS;
}

/** Gives the parameters their values; those without an argument their default, or `outside`. */
function bindParameters(
	machine: Machine,
	node: FunctionNode,
	scope: Scope,
	given: Arguments | null,
	outside: Value,
): void {
	const { args, named } = given ?? NO_ARGUMENTS;
	let position = 0;
	const used = new Set<string>();
	for (const parameter of node.parameters) {
		let value: Value | undefined;
		if (parameter.rest === 'list') {
			value = given === null ? outside : listValue(args.slice(position));
			position = args.length;
		} else if (parameter.rest === 'mapping') {
			value = mappingValue(
				[...named].filter(([name]) => !used.has(name)),
				given === null ? outside : null,
			);
		} else {
			const name = parameterName(parameter.target);
			if (name !== null && named.has(name)) {
				value = named.get(name);
				used.add(name);
			} else value = args[position++];
		}
		if (value === undefined) {
			const fallback = parameter.fallback === null ? undefined : evaluate(machine, parameter.fallback, scope);
			// Called from outside, it may have its default or anything.
			value = fallback === undefined ? outside : outside === UNKNOWN ? fallback : union(fallback, outside);
		}
		assignTo(machine, parameter.target, value, scope, 'block', parameter.target);
	}
	if (args.length > 0) scope.declare('arguments', listValue(args));
}

function parameterName(target: Expression): string | null {
	return target.kind === 'name' ? target.name : null;
}

export function taintsOfReceiver(receiver: Value | null): Taints {
	return receiver === null ? NO_TAINTS : taintsOf(receiver);
}
