/** Longest word that is compared; nobody misspells longer keys into one another. */
const LONGEST = 40;

/** The candidate that `word` most likely was meant to be: at most two edits away (one for short words), or none. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
	const folded = fold(word);
	if (folded.length > LONGEST) return undefined;
	let best: string | undefined;
	let least = folded.length < 5 ? 2 : 3;
	for (const candidate of candidates) {
		const away = distance(folded, fold(candidate), least);
		if (away < least) {
			least = away;
			best = candidate;
		}
	}
	return best;
}

/** Case, hyphens and underscores are no difference of spelling. */
function fold(word: string): string {
	return word.toLowerCase().replace(/[-_\s]/g, '');
}

/** Edits (insert, delete, replace, swap neighbours) between two words; `limit` when there are as many or more. */
function distance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) >= limit) return limit;
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			let least = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			if (swapped) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
			row.push(least);
		}
		beforeLast = last;
		last = row;
	}
	return Math.min(limit, last[b.length] ?? limit);
}
