import { type ComparablePath, comparablePath, type PathPattern, pathMeets, pathPattern } from './glob-match';
import type { PathTableRows } from './path-tables';

/** How many answers a table remembers: scripts name the same few paths again and again. */
const REMEMBERED = 2_000;

/** A table of path patterns, ready for look-up. */
export class PathTable<Value> {
	readonly #all: { readonly pattern: PathPattern; readonly value: Value }[] = [];
	/** Entries that end in a name without a wildcard, by that name. */
	readonly #byName = new Map<string, number[]>();
	readonly #withWildcard: number[] = [];
	readonly #answers = new Map<string, Value | undefined>();

	constructor(table: PathTableRows<Value>) {
		for (const [value, patterns] of table) for (const text of patterns) this.#add(pathPattern(text), value);
	}

	#add(pattern: PathPattern, value: Value): void {
		const index = this.#all.push({ pattern, value }) - 1;
		const last = pattern.names.at(-1)!;
		if (last.pieces.length > 1) this.#withWildcard.push(index);
		else this.#byName.set(last.text, [...(this.#byName.get(last.text) ?? []), index]);
	}

	/** The value of the first pattern, in table order, that the normalised path meets. */
	find(path: string): Value | undefined {
		const known = this.#answers.get(path);
		if (known !== undefined || this.#answers.has(path)) return known;
		const comparable = comparablePath(path);
		const found = comparable === null ? undefined : this.#search(comparable);
		if (this.#answers.size >= REMEMBERED) this.#answers.clear();
		this.#answers.set(path, found);
		return found;
	}

	#search(path: ComparablePath): Value | undefined {
		let first = this.#all.length;
		const candidates = path.isGlob ? this.#all.keys() : this.#candidates(path);
		for (const index of candidates) {
			if (index < first && pathMeets(path, this.#all[index]!.pattern)) first = index;
		}
		return this.#all[first]?.value;
	}

	*#candidates(path: ComparablePath): Iterable<number> {
		yield* this.#withWildcard;
		for (const { text } of path.names) yield* this.#byName.get(text) ?? [];
	}
}
