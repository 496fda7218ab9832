import { HOLE, optionsOf, type Value } from '../value';
import type { Machine } from './machine';

/** Longest constant that is told. */
const MAX_LENGTH = 4_096;

/** Notes a name of the module whose value another file may use: addresses, paths, commands, packed text. */
export function noteConstant(machine: Machine, name: string, value: Value): void {
	const place = machine.constantPlaces.get(name);
	if (place === undefined) return;
	for (const option of optionsOf(value)) {
		if (option.kind !== 'text' || option.text.includes(HOLE) || !isTelling(option.text)) continue;
		machine.recorder.constant({ name, value: option.text, range: place });
	}
}

/** Whether the text could name something outside the program. */
export function isTelling(text: string): boolean {
	if (text.length > MAX_LENGTH || text.length < 3) return false;
	return TELLING.test(text);
}

/** A path, an address, a host, or a long run without spaces. */
const TELLING = /[/~\\]|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$|^[\w+=-]{24,}$/i;
