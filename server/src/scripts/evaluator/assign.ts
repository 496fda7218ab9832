import type { Expression, Place } from '../syntax';
import { NO_TAINTS, withStep } from '../taint';
import type { HandleValue } from '../value';
import {
	listValue,
	MAX_ITEMS,
	mappingValue,
	optionsOf,
	rangeOf,
	taintsOf,
	textOf,
	union,
	unknown,
	type Value,
} from '../value';
import { applyFunction } from './apply';
import { evaluate } from './evaluate';
import { itemAt, itemsOf } from './items';
import type { Machine } from './machine';
import { memberOf } from './members';
import type { Scope } from './scope';

export type Declaring = 'block' | 'function' | null;

/** Gives the target the value, taking it apart where the target is a pattern. */
export function assignTo(
	machine: Machine,
	target: Expression,
	value: Value,
	scope: Scope,
	declares: Declaring,
	place: Place,
): void {
	switch (target.kind) {
		case 'name':
			assignName(machine, target.name, kept(value, target.name, place), scope, declares);
			break;
		case 'member':
			assignMember(machine, evaluate(machine, target.object, scope), target.name, null, value, place);
			break;
		case 'index': {
			const object = evaluate(machine, target.object, scope);
			const key = evaluate(machine, target.key, scope);
			const name = textOf(key);
			if (object.kind === 'list' && key.kind === 'number') assignItem(object.items, key.number, value);
			else assignMember(machine, object, name ?? null, key, value, place);
			break;
		}
		case 'slice': {
			const object = evaluate(machine, target.object, scope);
			if (object.kind === 'list') object.open = true;
			putInto(object, value);
			break;
		}
		case 'default': {
			const fallback = evaluate(machine, target.value, scope);
			const filled =
				value.kind === 'unknown' ? union(fallback, value) : value.kind === 'constant' ? fallback : value;
			assignTo(machine, target.target, filled, scope, declares, place);
			break;
		}
		case 'list':
			assignItems(machine, target.items, value, scope, declares, place);
			break;
		case 'mapping': {
			const used = new Set<string>();
			for (const { key, value: inner } of target.entries) {
				if (key === null) {
					assignTo(machine, inner, remaining(value, used), scope, declares, place);
					continue;
				}
				const name = textOf(evaluate(machine, key, scope));
				if (name !== undefined) used.add(name);
				const part =
					name === undefined ? unknown(taintsOf(value)) : memberOf(machine, value, name, rangeOf(place));
				assignTo(machine, inner, part, scope, declares, place);
			}
			break;
		}
		default:
			break;
	}
}

/** Data that is given a name takes one hop there. */
function kept(value: Value, name: string, place: Place): Value {
	if (value.taints.length === 0) return value;
	const taints = withStep(value.taints, rangeOf(place), `kept in \`${name}\``);
	if (taints.every((taint, index) => taint === value.taints[index])) return value;
	switch (value.kind) {
		case 'list':
		case 'mapping':
		case 'handle':
		case 'instance':
			value.taints = taints;
			return value;
		case 'union':
			return union(...value.options.map(option => kept(option, name, place)));
		default:
			return { ...value, taints };
	}
}

function assignName(machine: Machine, name: string, value: Value, scope: Scope, declares: Declaring): void {
	if (declares === 'block') scope.declare(name, value);
	else if (declares === 'function' || machine.language.assignsLocally) scope.assignInFunction(name, value);
	else scope.assign(name, value);
}

function assignItem(items: Value[], index: number, value: Value): void {
	const at = index < 0 ? items.length + index : index;
	if (!Number.isInteger(at) || at < 0 || at >= MAX_ITEMS) return;
	while (items.length < at) items.push(unknown());
	items[at] = value;
}

/** `object.name = value`, `object[key] = value`; `name: null` when the key is not known. */
function assignMember(
	machine: Machine,
	object: Value,
	name: string | null,
	key: Value | null,
	value: Value,
	place: Place,
): void {
	for (const option of optionsOf(object)) {
		switch (option.kind) {
			case 'instance':
			case 'handle': {
				if (name === null) {
					putInto(option, value);
					break;
				}
				if (option.kind === 'handle') assignToHandle(machine, option, name, value, place);
				const before = option.fields.get(name);
				option.fields.set(name, before === undefined ? value : union(before, value));
				break;
			}
			case 'mapping':
				if (name === null) option.rest = option.rest === null ? value : union(option.rest, value);
				else if (option.entries.size < MAX_ITEMS) option.entries.set(name, value);
				break;
			case 'class':
				if (name !== null) option.members.set(name, value);
				break;
			case 'list':
				putInto(option, value);
				break;
			case 'api':
				assignProperty(machine, option.name, name, key, value, place);
				break;
			default:
				break;
		}
	}
}

/** `image.src = …`, `socket.onmessage = function` */
function assignToHandle(
	machine: Machine,
	handle: HandleValue,
	name: string,
	value: Value,
	place: Place,
): void {
	machine.language.assignings.get(`${handle.type}#${name}`)?.(machine, handle, value, rangeOf(place));
	if (value.kind !== 'function' || !name.startsWith('on')) return;
	const args = value.node.parameters.map(() => unknown(taintsOf(handle)));
	applyFunction(machine, value, { args, named: new Map() });
}

function assignProperty(
	machine: Machine,
	api: string,
	name: string | null,
	key: Value | null,
	value: Value,
	place: Place,
): void {
	const { assignings, membersAreKeys } = machine.language;
	const keyed = assignings.get(`${api}[]`);
	if (keyed !== undefined && (key !== null || membersAreKeys)) {
		keyed(
			machine,
			key ?? { kind: 'text', text: name ?? '', taints: NO_TAINTS, form: null },
			value,
			rangeOf(place),
		);
		return;
	}
	if (name === null) return;
	const full = `${api}.${name}`;
	assignings.get(full)?.(machine, null, value, rangeOf(place));
	if (machine.properties.size < MAX_ITEMS) machine.properties.set(full, value);
}

/** Adds to a container at a place that is not known. */
export function putInto(container: Value, value: Value): void {
	for (const option of optionsOf(container)) {
		if (option.kind === 'list') {
			if (option.items.length < MAX_ITEMS) option.items.push(value);
			else option.open = true;
		} else if (option.kind === 'mapping')
			option.rest = option.rest === null ? value : union(option.rest, value);
		else if (option.kind === 'handle' || option.kind === 'instance') {
			option.fields.set('[]', union(option.fields.get('[]') ?? value, value));
		}
	}
}

function assignItems(
	machine: Machine,
	targets: readonly { readonly value: Expression; readonly spread: 'list' | 'mapping' | null }[],
	value: Value,
	scope: Scope,
	declares: Declaring,
	place: Place,
): void {
	for (const [index, target] of targets.entries()) {
		let part: Value;
		if (target.spread === null) part = itemAt(value, index);
		else {
			const items = itemsOf(value);
			part = items === null ? listValue([unknown(taintsOf(value))], true) : listValue(items.slice(index));
		}
		assignTo(machine, target.value, part, scope, declares, place);
	}
}

/** What a rest pattern takes of a mapping. */
function remaining(value: Value, used: ReadonlySet<string>): Value {
	if (value.kind !== 'mapping') return unknown(taintsOf(value));
	return mappingValue(
		[...value.entries].filter(([name]) => !used.has(name)),
		value.rest,
		value.taints,
	);
}
