import { UNKNOWN } from './value';

/** Longest text that patterns of `${x#…}` and the like are tried on. */
const MAX_TEXT = 4096;
const MAX_PATTERN = 256;

/** The lengths `n` for which the first `n` characters of the text match the shell pattern; `null`: not tried. */
export function matchingPrefixes(text: string, pattern: string): readonly number[] | null {
	return canTry(text, pattern) ? matchLengths(text, tokensOf(pattern)) : null;
}

function canTry(text: string, pattern: string): boolean {
	return text.length <= MAX_TEXT && pattern.length <= MAX_PATTERN && !pattern.includes(UNKNOWN);
}

function matchLengths(text: string, tokens: readonly string[]): number[] {
	let reachable: boolean[] = new Array<boolean>(text.length + 1).fill(false);
	reachable[0] = true;
	for (const token of tokens) {
		const next = new Array<boolean>(text.length + 1).fill(false);
		let any = false;
		for (let at = 0; at <= text.length; at++) {
			if (token === '*') {
				any ||= reachable[at] === true;
				next[at] = any;
			} else if (at > 0 && reachable[at - 1] === true) next[at] = accepts(token, text.charAt(at - 1));
		}
		reachable = next;
	}
	const lengths: number[] = [];
	for (let at = 0; at <= text.length; at++) if (reachable[at] === true) lengths.push(at);
	return lengths;
}

/** `*`, `?`, a bracket expression, or `=` and a character. */
function tokensOf(pattern: string): string[] {
	const tokens: string[] = [];
	for (let at = 0; at < pattern.length; at++) {
		const character = pattern.charAt(at);
		const close = character === '[' ? pattern.indexOf(']', at + 2) : -1;
		if (character === '*' || character === '?') tokens.push(character);
		else if (close > 0) {
			tokens.push(pattern.slice(at, close));
			at = close;
		} else if (character === '\\' && at + 1 < pattern.length) tokens.push(`=${pattern.charAt(++at)}`);
		else tokens.push(`=${character}`);
	}
	return tokens;
}

function accepts(token: string, character: string): boolean {
	if (token === '?') return true;
	if (token.startsWith('=')) return token.slice(1) === character;
	const negated = /^\[[!^]/.test(token);
	const set = token.slice(negated ? 2 : 1);
	let found = false;
	for (let at = 0; at < set.length && !found; at++) {
		if (set.charAt(at + 1) === '-' && at + 2 < set.length) {
			found = set.charAt(at) <= character && character <= set.charAt(at + 2);
			at += 2;
		} else found = set.charAt(at) === character;
	}
	return found !== negated;
}

/** `${text#pattern}` and its three relatives; `null` when it was not tried. */
export function withoutAffix(
	text: string,
	pattern: string,
	operator: '#' | '##' | '%' | '%%',
): string | null {
	if (!canTry(text, pattern)) return null;
	const fromStart = operator.startsWith('#');
	const tokens = tokensOf(pattern);
	// A suffix of the text is a prefix of the reversed text, for the reversed pattern.
	const lengths = fromStart ? matchLengths(text, tokens) : matchLengths(reversed(text), tokens.reverse());
	const length = operator.length === 1 ? lengths[0] : lengths.at(-1);
	if (length === undefined) return text;
	return fromStart ? text.slice(length) : text.slice(0, text.length - length);
}

function reversed(text: string): string {
	return text.split('').reverse().join('');
}

/** `${text/pattern/replacement}` in its four forms; `null` when it was not tried. */
export function withReplacement(
	text: string,
	pattern: string,
	replacement: string,
	operator: '/' | '//' | '/#' | '/%',
): string | null {
	if (pattern === '') return text;
	if (!/[*?[\\]/.test(pattern)) {
		if (operator === '//') return text.replaceAll(pattern, () => replacement);
		if (operator === '/') return text.replace(pattern, () => replacement);
	}
	if (text.length > 256 || pattern.length > 32) return null;
	let result = '';
	let at = 0;
	while (at <= text.length) {
		const length = matchingPrefixes(text.slice(at), pattern)?.at(-1);
		const fits =
			length !== undefined &&
			(length > 0 || operator === '/#') &&
			(operator !== '/%' || at + length === text.length);
		if (fits) {
			result += replacement;
			at += length;
			if (operator !== '//') break;
		} else {
			result += text.charAt(at);
			at++;
		}
		if (operator === '/#') break;
	}
	return result + text.slice(at);
}
