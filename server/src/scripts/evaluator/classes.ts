import type { ClassNode } from '../syntax';
import { NO_TAINTS } from '../taint';
import { apiValue, type ClassValue, type InstanceValue, type Value } from '../value';
import { type Arguments, applyFunction } from './apply';
import { evaluate } from './evaluate';
import { executeAll } from './execute';
import type { Machine } from './machine';
import { Scope } from './scope';

/** Runs a class body; what it assigns are the class's members. */
export function defineClass(machine: Machine, node: ClassNode, scope: Scope): ClassValue {
	for (const decorator of node.decorators) evaluate(machine, decorator, scope);
	const bases = node.bases.map(base => evaluate(machine, base, scope));
	const inside = new Scope(scope, 'class');
	executeAll(machine, node.body, inside, { result: null, yielded: [], receiver: null });
	const value: ClassValue = { kind: 'class', node, bases, members: inside.names, taints: NO_TAINTS };
	// Methods that nothing calls are looked at with an instance of their class.
	for (const [name, member] of value.members) {
		if (member.kind === 'function') machine.methods.set(member.node, { owner: value, name });
	}
	return value;
}

/** A new instance; `args: null` when nobody knows what it is made with. */
export function makeInstance(machine: Machine, value: ClassValue, args: Arguments | null): InstanceValue {
	const instance: InstanceValue = { kind: 'instance', class: value, fields: new Map(), taints: NO_TAINTS };
	if (args === null) machine.instances.set(value.node, instance);
	const maker = memberOfClass(value, machine.language.constructorName);
	if (maker?.kind === 'function') applyFunction(machine, { ...maker, receiver: instance }, args);
	return instance;
}

/** A member of the class or of what it derives from. */
export function memberOfClass(value: ClassValue, name: string, depth = 0): Value | undefined {
	const own = value.members.get(name);
	if (own !== undefined || depth > 8) return own;
	for (const base of value.bases) {
		if (base.kind === 'class') {
			const found = memberOfClass(base, name, depth + 1);
			if (found !== undefined) return found;
		}
	}
	return undefined;
}

/** The library class that a class derives from, if any. */
export function libraryBase(value: ClassValue, depth = 0): string | null {
	for (const base of value.bases) {
		if (base.kind === 'api') return base.name;
		if (base.kind === 'class' && depth < 8) {
			const found = libraryBase(base, depth + 1);
			if (found !== null) return found;
		}
	}
	return null;
}

/** A member of an instance: its own, its class's, or a method of the library class it derives from. */
export function memberOfInstance(machine: Machine, instance: InstanceValue, name: string): Value | undefined {
	const field = instance.fields.get(name);
	if (field !== undefined) return field;
	const member = memberOfClass(instance.class, name);
	if (member !== undefined) {
		if (member.kind !== 'function') return member;
		const bound = { ...member, receiver: instance };
		return member.node.getter ? applyFunction(machine, bound, { args: [], named: new Map() }) : bound;
	}
	const base = libraryBase(instance.class);
	return base === null ? undefined : apiValue(`${base}()#${name}`, instance, instance.taints);
}
