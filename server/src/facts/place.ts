import { excerptOf } from '../base/display';
import { type Range, shifted } from '../base/range';
import type { Context, Placed } from './model';

/** Where the facts of one stretch of text go: its file, its offset there, and the context of the place. */
export interface Site {
	readonly path: string;
	/** The whole text of the file. */
	readonly text: string;
	/** Offset in the file at which the analysed text begins. */
	readonly offset: number;
	readonly context: Context;
}

/** `fact`, found at `range` of the analysed text, with its place in the extension. */
export function placed<Fact>(fact: Fact, range: Range, site: Site): Placed<Fact> {
	const absolute = shifted(range, site.offset);
	return {
		fact,
		path: site.path,
		range: absolute,
		excerpt: excerptOf(site.text.slice(absolute.start, absolute.end)),
		context: site.context,
	};
}
