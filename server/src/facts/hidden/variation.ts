import { decodeSymbols } from './binary-codec';
import type { Technique } from './cluster';
import type { InvisibleRun } from './model';
import { DECODED_LIMIT, isReadable, utf8OrNull } from './readable';

/**
 * Variation selectors choose a glyph for the one character before them: one each, after symbols, emoji and
 * ideographs. All 256 of them in a row can carry any bytes (U+FE00+n is byte n, U+E0100+n is byte 16+n).
 */
export const variationSelectors: Technique = {
	name: 'variation-selectors',
	suspects(run) {
		const selectors = run.codePoints.filter(isSelector);
		return isOrdinary(run, selectors) ? [] : selectors;
	},
	judge(cluster) {
		const decoded = decodeBytes(cluster.codePoints) ?? decodeSymbols(cluster.codePoints);
		const kinds = new Set(cluster.codePoints).size;
		if (decoded === null && cluster.longestRun < 3 && (cluster.codePoints.length < 6 || kinds < 2))
			return undefined;
		return { decoded };
	},
};

function isSelector(codePoint: number): boolean {
	return (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
}

function isOrdinary(run: InvisibleRun, selectors: readonly number[]): boolean {
	const [first] = selectors;
	if (first === undefined) return true;
	// Editors and chat clients double the emoji selector now and then.
	if (selectors.length <= 3 && selectors.every(selector => selector === 0xfe0f)) return true;
	if (selectors.length > 1) return false;
	if (first >= 0xe0100) return /\p{Script=Han}/u.test(run.before);
	return /[\p{S}\p{P}\p{N}\p{Script=Han}\p{Script=Mongolian}\p{Script=Myanmar}]/u.test(run.before);
}

function decodeBytes(codePoints: readonly number[]): string | null {
	const selectors = codePoints.slice(0, DECODED_LIMIT);
	const plain = selectors.map(selector =>
		selector >= 0xe0100 ? selector - 0xe0100 + 16 : selector - 0xfe00,
	);
	const shifted = selectors.map(selector => (selector - 0xe0100) & 0xff);
	for (const bytes of [plain, shifted]) {
		const text = utf8OrNull(bytes);
		if (text !== null && isReadable(text)) return text;
	}
	return null;
}
