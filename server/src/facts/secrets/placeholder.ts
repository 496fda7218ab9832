/** Words that nobody's real key contains by chance, and writers of documentation put into theirs. */
const DOCUMENTATION_WORD =
	/example|sample|placeholder|your|dummy|fake|change_?me|insert|replace|redacted|removed|notreal|deadbeef|foobar|qwerty|xxxx|0{8}|secret|token|password|abcdef|123456|987654|fedcba|a1b2c3|1a2b3c/i;
const SHORT_WORD =
	/(?:^|[_.-])(?:test|demo|todo|foo|bar|key|here|xxx|abc|123|mock|none|null|api)(?=$|[_.-])/i;
const TEMPLATE = /[<>{}$%*…]|\.\.\./;

/** Values printed in vendors' own documentation and tools. */
const PUBLISHED = new Set(['4eC39HqLyjWDarjtT1zdp7dc', 'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c']);

/**
 * Whether a value is made up for documentation: it says so, is a template, counts up, repeats itself, or is too
 * regular to be random. `value` is the part after a token's fixed prefix.
 */
export function looksLikePlaceholder(value: string): boolean {
	if (PUBLISHED.has(value) || TEMPLATE.test(value)) return true;
	if (DOCUMENTATION_WORD.test(value) || SHORT_WORD.test(value)) return true;
	return hasLongRepeat(value) || countsUp(value) || isPeriodic(value) || isTooRegular(value);
}

/** Five times the same character, or a quarter of the value one character. */
function hasLongRepeat(value: string): boolean {
	return /(.)\1{4}/.test(value);
}

/** Six or more characters that each follow the one before: `456789`, `ghijkl`. */
function countsUp(value: string): boolean {
	let run = 1;
	for (let i = 1; i < value.length; i++) {
		run = value.charCodeAt(i) === value.charCodeAt(i - 1) + 1 ? run + 1 : 1;
		if (run >= 6) return true;
	}
	return false;
}

/** The same up to ten characters over and over. */
function isPeriodic(value: string): boolean {
	if (value.length < 12) return false;
	for (let period = 1; period <= 10 && period * 3 <= value.length; period++) {
		let equal = 0;
		for (let i = period; i < value.length; i++) if (value[i] === value[i - period]) equal++;
		if (equal >= (value.length - period) * 0.9) return true;
	}
	return false;
}

/** Shannon entropy below what random text of this length and alphabet reaches. */
function isTooRegular(value: string): boolean {
	if (value.length < 16) return new Set(value).size <= 3;
	const limit = /^[0-9a-fA-F]+$/.test(value) ? 2.6 : 3.1;
	return entropyOf(value.slice(0, 200)) < limit;
}

/** Bits per character. */
export function entropyOf(value: string): number {
	const counts = new Map<string, number>();
	for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
	let bits = 0;
	for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
	return bits;
}
