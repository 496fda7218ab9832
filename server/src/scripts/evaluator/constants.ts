import { HOLE, optionsOf, type Value } from '../value';
import type { Machine } from './machine';

/** Longest constant that is told. */
const MAX_LENGTH = 4_096;

/** A literal that holds a path, an address, a host, or a long run without spaces. */
const TELLING_LITERAL = /["'`](?:[^"'`\n]*[/~\\]|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}["'`]|[\w+=-]{24,}["'`])/i;
const TELLING = /[/~\\]|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}$|^[\w+=-]{24,}$/i;

/** Whether the source holds a literal that could name something outside the program. */
export function hasTellingLiteral(source: string): boolean {
	return TELLING_LITERAL.test(source);
}

/** Notes a name of the module whose value another file may use: addresses, paths, commands, packed text. */
export function noteConstant(machine: Machine, name: string, value: Value): void {
	const place = machine.constantPlaces.get(name);
	if (place === undefined || place.end - place.start > 2 * MAX_LENGTH) return;
	if (!hasTellingLiteral(machine.excerpt(place))) return;
	for (const option of optionsOf(value)) {
		if (option.kind !== 'text' || option.text.includes(HOLE) || option.taints.length > 0) continue;
		if (option.text.length < 3 || option.text.length > MAX_LENGTH || !TELLING.test(option.text)) continue;
		machine.recorder.constant({ name, value: option.text, range: place });
	}
}
