import { findAssignments } from './secrets/assignments';
import { findJsonWebTokens } from './secrets/jwt';
import type { FoundSecret } from './secrets/model';
import { findPrivateKeys } from './secrets/private-keys';
import { findTokens } from './secrets/tokens';

export type { FoundSecret } from './secrets/model';

/**
 * Private keys, tokens and passwords in a text file of any kind, in document order; where two recognisers see the
 * same place, the first wins. Documentation values are marked as placeholders, not left out. The facts never
 * hold the secret itself. Linear in the text.
 *
 * @param path decides which names count: `.env`, `.netrc` and the like hold secrets under any name.
 */
export function findSecrets(text: string, path: string): FoundSecret[] {
	const found = [
		...findPrivateKeys(text),
		...findTokens(text),
		...findJsonWebTokens(text),
		...findAssignments(text, path),
	];
	if (found.length < 2) return found;
	const kept: FoundSecret[] = [];
	for (const secret of found.map((value, order) => ({ value, order })).sort(byPlace)) {
		const last = kept.at(-1);
		if (!last || secret.value.range.start >= last.range.end) kept.push(secret.value);
	}
	return kept;
}

interface Ordered {
	readonly value: FoundSecret;
	readonly order: number;
}

function byPlace(a: Ordered, b: Ordered): number {
	return a.value.range.start - b.value.range.start || a.order - b.order;
}
