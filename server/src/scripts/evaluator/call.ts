import type { Range } from '../../base/range';
import type { Taints } from '../taint';
import { NO_TAINTS, taintsTogether } from '../taint';
import { optionsOf, taintsOf, type Value } from '../value';
import type { Machine } from './machine';

/** Where a parameter is found: its position (`null`: only by name) and its names. */
export type Slot = readonly [position: number | null, ...names: string[]];

/** One call, as the functions of the tables see it. */
export class Call {
	constructor(
		readonly machine: Machine,
		/** Dotted name of what is called. */
		readonly name: string,
		readonly receiver: Value | null,
		readonly args: readonly Value[],
		readonly named: ReadonlyMap<string, Value>,
		readonly range: Range,
		/** Places of the positional arguments. */
		readonly places: readonly Range[] = [],
	) {}

	/** The argument for the parameter. */
	get(slot: Slot): Value | undefined {
		const [position, ...names] = slot;
		for (const name of names) {
			const value = this.named.get(name);
			if (value !== undefined) return value;
		}
		return position === null ? undefined : this.args[position];
	}

	/** A property of the argument that is a mapping, e.g. `options.headers`. */
	option(position: number, ...names: string[]): Value | undefined {
		const argument = this.args[position];
		if (argument === undefined) return undefined;
		return fieldOf(argument, ...names);
	}

	/** The same call with other positional arguments. */
	with(...args: readonly Value[]): Call {
		return new Call(this.machine, this.name, this.receiver, args, this.named, this.range, this.places);
	}

	/** Place of the argument, or of the whole call. */
	placeOf(position: number): Range {
		return this.places[position] ?? this.range;
	}

	/** Every argument. */
	all(): Value[] {
		return [...this.args, ...this.named.values()];
	}

	/** What the arguments come from. */
	taints(): Taints {
		let taints = NO_TAINTS;
		for (const value of this.args) taints = taintsTogether(taints, taintsOf(value));
		for (const value of this.named.values()) taints = taintsTogether(taints, taintsOf(value));
		return taints;
	}

	/** What the receiver comes from. */
	receiverTaints(): Taints {
		return this.receiver === null ? NO_TAINTS : taintsOf(this.receiver);
	}

	/** The called function as people write it. */
	get shown(): string {
		return shownName(this.name);
	}
}

/** `requests.Session()#post` as `requests.Session().post`. */
export function shownName(name: string): string {
	return name
		.replace(/^(?:unknown|text|list|mapping|path|bytes|url|api|number|instance)#/, '.')
		.replaceAll('#', '.');
}

/** The value under one of the keys of a mapping. */
export function fieldOf(value: Value, ...names: string[]): Value | undefined {
	for (const option of optionsOf(value)) {
		if (option.kind !== 'mapping') continue;
		for (const name of names) {
			const field = option.entries.get(name);
			if (field !== undefined) return field;
		}
	}
	return undefined;
}
