import type { Range } from '../../base/range';
import type { JsonDocument, JsonMember, JsonNode } from '../../formats/json/model';

/** Where in a JSON text, perhaps one that is being typed, something is to be written. */
export interface JsonPlace {
	/** Keys and indexes from the root to the object or value to be written in. */
	readonly path: readonly (string | number)[];
	/** A key of the object at `path`, or the value at `path`. */
	readonly expects: 'key' | 'value';
	/** The token that stands there; empty when there is none. */
	readonly range: Range;
	/** Keys that the object has, or strings that the list around the value has. */
	readonly present: ReadonlySet<string>;
	/** For a key: whether a colon follows already. */
	readonly hasValue: boolean;
}

/** The place at an offset; `undefined` where nothing can be written. */
export function jsonPlaceAt(text: string, { root }: JsonDocument, offset: number): JsonPlace | undefined {
	if (!root || !within(root.range, offset)) return undefined;
	const path: (string | number)[] = [];
	let node: JsonNode = root;
	for (;;) {
		if (node.members) {
			const place = placeInObject(text, node, offset, path);
			if ('expects' in place) return place;
			node = place.value;
			path.push(place.key);
		} else if (node.items) {
			const { items }: JsonNode = node;
			const index: number = items.findIndex(item => touches(item.range, offset));
			const item = items[index];
			const strings = items.flatMap(one =>
				one !== item && typeof one.value === 'string' ? [one.value] : [],
			);
			const next = index < 0 ? items.filter(one => one.range.end <= offset).length : index;
			if (item === undefined || (!item.members && !item.items)) {
				return {
					path: [...path, next],
					expects: 'value',
					range: item?.range ?? { start: offset, end: offset },
					present: new Set(strings),
					hasValue: false,
				};
			}
			node = item;
			path.push(index);
		} else {
			return { path, expects: 'value', range: node.range, present: new Set(), hasValue: false };
		}
	}
}

function placeInObject(
	text: string,
	{ members = [] }: JsonNode,
	offset: number,
	path: readonly (string | number)[],
): JsonPlace | { readonly key: string; readonly value: JsonNode } {
	const keyed = members.find(member => touches(member.keyRange, offset));
	if (keyed) return keyPlace(members, keyed, keyed.keyRange, path);
	const valued = members.find(({ value }) => value && touches(value.range, offset));
	if (valued?.value) return { key: valued.key, value: valued.value };
	const awaiting = members.find(member => !member.value && member.keyRange.end <= offset);
	// What follows the colon may be the beginning of a word, which JSON does not read as a value yet.
	const typed = awaiting && /^\s*:\s*([\w.+-]*)$/.exec(text.slice(awaiting.keyRange.end, offset));
	if (awaiting && typed) {
		return {
			path: [...path, awaiting.key],
			expects: 'value',
			range: { start: offset - (typed[1]?.length ?? 0), end: offset },
			present: new Set(),
			hasValue: false,
		};
	}
	return keyPlace(members, undefined, { start: offset, end: offset }, path);
}

function keyPlace(
	members: readonly JsonMember[],
	own: JsonMember | undefined,
	range: Range,
	path: readonly (string | number)[],
): JsonPlace {
	const others = members.filter(member => member !== own);
	return {
		path,
		expects: 'key',
		range,
		present: new Set(others.map(member => member.key)),
		hasValue: own !== undefined && own.range.end > own.keyRange.end,
	};
}

/** Strictly inside the brackets. */
function within(range: Range, offset: number): boolean {
	return range.start < offset && offset <= range.end;
}

function touches(range: Range, offset: number): boolean {
	return range.start <= offset && offset <= range.end;
}
