import { detached } from '../base/detached';

/**
 * Results of pure functions of a text, kept by the text itself. Two generations: what is asked for moves to the
 * young one, and when that is full the old one is forgotten. Bounded by the length of the keys.
 */
export class ContentCache<Value extends object> {
	private young = new Map<string, Value>();
	private old = new Map<string, Value>();
	private held = 0;

	/** @param capacity most UTF-16 code units of keys that are kept in all; 0 keeps nothing. */
	constructor(private readonly capacity: number) {}

	/** The result for `text`, computed when it is not at hand. */
	get(text: string, compute: () => Value): Value {
		if (this.capacity === 0) return compute();
		const known = this.young.get(text);
		if (known !== undefined) return known;
		const value = this.old.get(text) ?? compute();
		if (this.held + text.length > this.capacity / 2) {
			this.old = this.young;
			this.young = new Map();
			this.held = 0;
		}
		this.young.set(detached(text), value);
		this.held += text.length;
		return value;
	}
}
