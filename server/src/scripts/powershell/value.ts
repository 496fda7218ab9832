import { NO_TAINTS, type Taints, taintsTogether } from '../taint';
import type { Statement } from './tree';

/** What is known of a value at one point of the script. */
export interface Value {
	/** `null`: only known at run time. */
	readonly text: string | null;
	readonly taints: Taints;
	/** Items of a list, whose text is them joined by spaces. */
	readonly items?: readonly Value[];
	readonly bytes?: Uint8Array;
	/** Encodings undone to get here. */
	readonly encodings?: readonly string[];
	/** Class of an object, lower case without `system.`: `net.webclient`. */
	readonly type?: string;
	/** Code of a script block. */
	readonly block?: readonly Statement[];
	readonly table?: ReadonlyMap<string, Value>;
}

export const UNKNOWN: Value = { text: null, taints: NO_TAINTS };

export function known(text: string, taints: Taints = NO_TAINTS): Value {
	return { text, taints };
}

export function unknown(taints: Taints): Value {
	return taints.length === 0 ? UNKNOWN : { text: null, taints };
}

/** A list; its text is known when all of its items are. */
export function list(items: readonly Value[]): Value {
	const texts = items.map(item => item.text);
	const text = texts.includes(null) ? null : texts.join(' ');
	return { text, taints: taintsOf(items), items };
}

export function taintsOf(values: readonly Value[]): Taints {
	return values.reduce<Taints>((all, value) => taintsTogether(all, value.taints), NO_TAINTS);
}
