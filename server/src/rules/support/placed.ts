import type { RelatedLocation } from '../../base/finding';
import type { Range } from '../../base/range';
import type { FileFacts, Placed } from '../../facts/model';
import type { Report } from '../model';

/** Pieces of evidence shown with one finding; how many more there are is said. */
const SHOWN = 5;

/** Location, excerpt and context of a fact, for a report about it. */
export function at(placed: Placed<unknown>): Pick<Report, 'location' | 'excerpt' | 'context'> {
	return {
		location: { path: placed.path, range: placed.range },
		excerpt: placed.excerpt,
		context: placed.context,
	};
}

/** Location of a range in a file's text. */
export function inFile(file: FileFacts, range: Range): Pick<Report, 'location'> {
	return { location: { path: file.path, range } };
}

/** The first pieces of evidence as related locations; the last one says how many more there are. */
export function evidence<Fact extends { readonly how: string }>(
	facts: readonly Placed<Fact>[],
): readonly RelatedLocation[] {
	return facts.slice(0, SHOWN).map(({ path, range, fact }, index) => {
		const left = facts.length - SHOWN;
		const more = index === SHOWN - 1 && left > 0 ? ` (and ${left} more)` : '';
		return { location: { path, range }, message: `${fact.how}${more}` };
	});
}
