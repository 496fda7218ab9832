import type { RelatedLocation } from '../../base/finding';
import { EMPTY_RANGE } from '../../base/range';
import type { Use } from '../../facts/grades';
import type { ExtensionFacts, Placed } from '../../facts/model';
import { evidence } from './placed';

/**
 * Why it cannot be said that something is not used: what is computed at run time, or was not examined. Empty when
 * everything is known.
 */
export function unknownUse(
	extension: ExtensionFacts,
	unresolved: readonly Placed<Use>[],
): readonly RelatedLocation[] {
	if (unresolved.length > 0) return evidence(unresolved);
	const gap = extension.notExamined.find(part => part.gap);
	return gap
		? [
				{
					location: { path: gap.path, range: gap.range ?? EMPTY_RANGE },
					message: `Not examined: ${gap.reason}`,
				},
			]
		: [];
}
