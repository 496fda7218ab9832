/** Most code units of decoded hidden text that are kept. */
export const DECODED_LIMIT = 20_000;

/**
 * How much the text looks like written language, 0 to 1: letters and spaces count whole, digits and common marks
 * half. Random bytes score below 0.6, sentences above 0.9 in any script.
 */
export function languageScore(text: string): number {
	let good = 0;
	let all = 0;
	for (const character of text) {
		all++;
		if (/[a-z ]/.test(character)) good += 1;
		else if (/[A-Z]/.test(character)) good += 0.9;
		else if (/[0-9.,:;/'"!?()\n_-]/.test(character)) good += 0.7;
		else if (character > '\u00bf' && /[\p{L}\p{M}]/u.test(character)) good += 0.9;
	}
	return all === 0 ? 0 : good / all;
}

/** Whether decoded text is plausibly what somebody wrote, not bytes that happened to decode. */
export function isReadable(text: string): boolean {
	if (text.length < 3 || !/\p{L}/u.test(text)) return false;
	// Bytes read in the wrong order fall all over the largest blocks of Unicode.
	if (/\p{Script=Hangul}/u.test(text) && /\p{Script=Han}/u.test(text)) return false;
	return languageScore(text) >= 0.75;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 text of the bytes, or `null` when they are no valid UTF-8. */
export function utf8OrNull(bytes: readonly number[]): string | null {
	try {
		return strictUtf8.decode(Uint8Array.from(bytes));
	} catch {
		// Not UTF-8 is an answer here, not a failure: the caller tries the next encoding.
		return null;
	}
}
