import type { Range } from '../../base/range';
import {
	type Atom,
	apiValue,
	exactText,
	optionsOf,
	taintsOf,
	textValue,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../value';
import { applyFunction } from './apply';
import { memberOfClass, memberOfInstance } from './classes';
import { anyItem, itemAt } from './items';
import type { Machine } from './machine';

const NO_ARGUMENTS = { args: [], named: new Map<string, Value>() };

/** `object.name` */
export function memberOf(machine: Machine, object: Value, name: string, range: Range): Value {
	if (object.kind !== 'union') return memberOfOne(machine, object, name, range);
	return union(...object.options.map(option => memberOfOne(machine, option, name, range)));
}

function memberOfOne(machine: Machine, object: Atom, name: string, range: Range): Value {
	switch (object.kind) {
		case 'api':
			return memberOfApi(machine, object.name, object.receiver, name, range, object.taints);
		case 'handle': {
			const field = object.fields.get(name);
			if (field !== undefined) return field;
			return methodOf(machine, object.type, object, name, range);
		}
		case 'instance': {
			const member = memberOfInstance(machine, object, name);
			return member ?? apiValue(`instance#${name}`, object, object.taints);
		}
		case 'class': {
			const member = memberOfClass(object, name);
			return member ?? apiValue(`class#${name}`, object);
		}
		case 'mapping': {
			const entry = object.entries.get(name);
			if (entry !== undefined && machine.language.membersAreKeys) {
				return entry.kind === 'function' ? boundTo(machine, entry, object) : entry;
			}
			return methodOf(machine, 'mapping', object, name, range);
		}
		case 'text':
			return (
				machine.language.property(object, name) ??
				methodOf(machine, object.form ?? 'text', object, name, range)
			);
		case 'list':
			return machine.language.property(object, name) ?? methodOf(machine, 'list', object, name, range);
		case 'constant':
			return UNKNOWN;
		default:
			return methodOf(machine, object.kind, object, name, range);
	}
}

function boundTo(machine: Machine, value: Extract<Value, { kind: 'function' }>, receiver: Value): Value {
	const bound = value.receiver === null && !value.node.arrow ? { ...value, receiver } : value;
	return value.node.getter ? applyFunction(machine, bound, NO_ARGUMENTS) : bound;
}

/** A method or property of something with a type: `response#text`. */
function methodOf(machine: Machine, type: string, object: Atom, name: string, range: Range): Value {
	if (name === 'constructor' && machine.language.makesFunctions(machine)) {
		// `x.constructor.constructor` makes functions from text.
		return apiValue(object.kind === 'function' || object.kind === 'class' ? 'Function' : 'Object', object);
	}
	const full = `${type}#${name}`;
	const reading = machine.language.readings.get(full);
	if (reading !== undefined) return reading(machine, range);
	return apiValue(full, object, taintsOf(object));
}

function memberOfApi(
	machine: Machine,
	api: string,
	receiver: Value | null,
	name: string,
	range: Range,
	taints: Value['taints'],
): Value {
	const { readings, keys, membersAreKeys, apis } = machine.language;
	if (membersAreKeys) {
		const reading = keys.get(api);
		if (reading !== undefined) return reading(machine, textValue(name), range);
	}
	if (name === 'constructor' && machine.language.makesFunctions(machine)) return apiValue('Function', null);
	if (api.startsWith('unknown#')) return apiValue(`unknown#${name}`, apiValue(api, receiver, taints), taints);
	const full = api.length > 200 ? 'unknown' : `${api}.${name}`;
	const property = machine.properties.get(full);
	if (property !== undefined) return property;
	const reading = readings.get(full);
	if (reading !== undefined) return reading(machine, range);
	const known = apis.get(full);
	if (known === undefined && (name === 'default' || name === '__dict__'))
		return apiValue(api, receiver, taints);
	const alias = machine.language.global(full);
	if (alias !== undefined) return alias;
	const receives = known === undefined && machine.language.methods.has(name);
	return apiValue(full, receives ? apiValue(api, receiver, taints) : receiver, taints);
}

/** `object[key]` */
export function indexOf(machine: Machine, object: Value, key: Value, range: Range): Value {
	const names = optionsOf(key).map(option => exactText(option));
	const values: Value[] = [];
	for (const option of optionsOf(object)) {
		for (const [index, one] of optionsOf(key).entries()) {
			values.push(indexOfOne(machine, option, one, names[index], range));
		}
	}
	return values.length === 1 ? values[0]! : union(...values);
}

function indexOfOne(
	machine: Machine,
	object: Atom,
	key: Atom,
	name: string | undefined,
	range: Range,
): Value {
	if (key.kind === 'number') return itemAt(object, key.number);
	switch (object.kind) {
		case 'mapping': {
			if (name === undefined)
				return union(...[...object.entries.values()].slice(0, 12), unknown(object.taints));
			const entry = object.entries.get(name);
			if (entry !== undefined) return entry;
			if (!machine.language.membersAreKeys || object.rest !== null)
				return object.rest ?? unknown(object.taints);
			return memberOf(machine, object, name, range);
		}
		case 'api': {
			const reading = machine.language.keys.get(object.name);
			if (reading !== undefined) return reading(machine, key, range);
			if (name === undefined) return unknown(object.taints);
			return memberOf(machine, object, name, range);
		}
		case 'list':
			if (name !== undefined && /^\d+$/.test(name)) return itemAt(object, Number(name));
			return name === undefined ? anyItem(object) : memberOf(machine, object, name, range);
		case 'unknown':
			return unknown(object.taints);
		case 'handle': {
			const keyed = machine.language.keys.get(object.type);
			if (keyed !== undefined) return keyed(machine, key, range);
			if (name !== undefined && machine.language.membersAreKeys)
				return memberOf(machine, object, name, range);
			return (name === undefined ? undefined : object.fields.get(name)) ?? unknown(taintsOf(object));
		}
		default:
			if (name !== undefined && machine.language.membersAreKeys)
				return memberOf(machine, object, name, range);
			return unknown(taintsOf(object));
	}
}
