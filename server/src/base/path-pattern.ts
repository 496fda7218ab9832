/**
 * Whether a `/`-separated path matches a pattern in which `*` stands for any characters of one segment and a
 * segment `**` for any number of segments, none included. Case-sensitive; a leading `./` of the pattern is
 * ignored. Time is at most the product of both lengths, whatever the pattern.
 */
export function matchesPath(pattern: string, path: string): boolean {
	const wanted = (pattern.startsWith('./') ? pattern.slice(2) : pattern).split('/');
	return matchesRun(wanted, path.split('/'), segment => segment === '**', matchesSegment);
}

function matchesSegment(pattern: string, segment: string): boolean {
	return matchesRun([...pattern], [...segment], character => character === '*', equal);
}

function equal(a: string, b: string): boolean {
	return a === b;
}

/** Wildcard matching with one point of return: only the last wildcard ever needs to take more. */
function matchesRun(
	pattern: readonly string[],
	items: readonly string[],
	isWildcard: (part: string) => boolean,
	matches: (part: string, item: string) => boolean,
): boolean {
	let at = 0;
	let item = 0;
	let wildcardAt = -1;
	let takenTo = 0;
	while (item < items.length) {
		const part = pattern[at];
		if (part !== undefined && isWildcard(part)) {
			wildcardAt = at++;
			takenTo = item;
		} else if (part !== undefined && matches(part, items[item] as string)) {
			at++;
			item++;
		} else if (wildcardAt >= 0) {
			at = wildcardAt + 1;
			item = ++takenTo;
		} else {
			return false;
		}
	}
	while (at < pattern.length && isWildcard(pattern[at] as string)) at++;
	return at === pattern.length;
}
