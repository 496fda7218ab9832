import { type ScopeLike, union, type Value } from '../value';

/**
 * Names and their values. A `branch` scope holds what a part of the program assigns that may not run; it is joined
 * with what was known before.
 */
export class Scope implements ScopeLike {
	readonly names = new Map<string, Value>();
	/** Names that `global` or `nonlocal` sends outwards. */
	outer: Set<string> | null = null;

	constructor(
		readonly parent: Scope | null,
		readonly kind: 'module' | 'function' | 'class' | 'block' | 'branch',
	) {}

	lookup(name: string): Value | undefined {
		for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
			const value = scope.names.get(name);
			if (value !== undefined) return value;
		}
		return undefined;
	}

	/** Makes the name in this scope. */
	declare(name: string, value: Value): void {
		this.names.set(name, value);
	}

	/** Makes the name in the surrounding function, as `var` and a Python assignment do. */
	assignInFunction(name: string, value: Value): void {
		let scope: Scope = this;
		while (scope.kind === 'block' && scope.parent !== null) scope = scope.parent;
		if (scope.outerHas(name)) this.assignOutside(name, value);
		else scope.names.set(name, value);
	}

	/** Gives the name a value where it was made; a name nobody made becomes a global one. */
	assign(name: string, value: Value): void {
		let scope: Scope = this;
		for (;;) {
			if (scope.kind === 'branch' || scope.names.has(name) || scope.parent === null) {
				scope.names.set(name, value);
				return;
			}
			scope = scope.parent;
		}
	}

	private outerHas(name: string): boolean {
		for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
			if (scope.outer?.has(name) === true) return true;
			if (scope.kind === 'function') return false;
		}
		return false;
	}

	private assignOutside(name: string, value: Value): void {
		let scope: Scope | null = this;
		while (scope !== null && scope.kind !== 'function') scope = scope.parent;
		let target = scope?.parent ?? null;
		while (target !== null && target.parent !== null && !target.names.has(name)) target = target.parent;
		const before = target?.names.get(name);
		// When the function runs is not known: what was there may still be.
		target?.names.set(name, before === undefined ? value : union(before, value));
	}

	/**
	 * Takes over what the branches assigned. With `certain`, one of them has run, so that what they all assign is no
	 * longer what it was. `local`: an assignment makes a name of the function, whatever the name is outside.
	 */
	join(branches: readonly Scope[], certain: boolean, local: boolean): void {
		if (branches.every(branch => branch.names.size === 0)) return;
		const names = new Set<string>();
		for (const branch of branches) for (const name of branch.names.keys()) names.add(name);
		for (const name of names) {
			const values: Value[] = [];
			let missing = !certain;
			for (const branch of branches) {
				const value = branch.names.get(name);
				if (value === undefined) missing = true;
				else values.push(value);
			}
			const before = missing ? this.lookup(name) : undefined;
			if (before !== undefined) values.unshift(before);
			const value = union(...values);
			if (local || this.lookup(name) === undefined) this.assignInFunction(name, value);
			else this.assign(name, value);
		}
	}
}
