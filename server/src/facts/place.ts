import { excerptOf } from '../base/display';
import { type Range, shifted } from '../base/range';
import type { Context, Placed } from './model';

/** Where the facts of one stretch of text go: its file, its offset there, and the context of the place. */
export interface Site {
	readonly path: string;
	/** The whole text of the file. */
	readonly text: string;
	readonly context: Context;
	/** The place in the file of a range of the analysed text. */
	rangeOf(range: Range): Range;
}

/** A site whose analysed text stands in the file in one piece, from `offset` on. */
export function siteAt(path: string, text: string, offset: number, context: Context): Site {
	return { path, text, context, rangeOf: range => shifted(range, offset) };
}

/** `fact`, found at `range` of the analysed text, with its place in the extension. */
export function placed<Fact>(fact: Fact, range: Range, site: Site): Placed<Fact> {
	const absolute = site.rangeOf(range);
	return {
		fact,
		path: site.path,
		range: absolute,
		excerpt: excerptOf(site.text.slice(absolute.start, absolute.end)),
		context: site.context,
	};
}
