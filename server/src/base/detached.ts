/**
 * A copy of `text` that shares no memory with the string it was cut from. Engines represent a slice as a view of
 * its parent; a short excerpt or cache key would otherwise keep a whole document alive.
 */
export function detached(text: string): string {
	return text.length < 13 ? text : structuredClone(text);
}
