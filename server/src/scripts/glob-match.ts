/**
 * Matching of paths that may themselves hold wildcards. A path in a script is often not wholly known: `~/.s*h/id_*`,
 * or `*` where a variable stood. The question is therefore whether path and pattern can name the same file.
 */

/** Longest segment and most segments that are compared; longer ones match nothing. */
const MAX_SEGMENT = 160;
const MAX_SEGMENTS = 40;

/** One unit of a segment glob: a character, a set of them, or any run. */
type Token = { readonly any: true } | { readonly any: false; readonly accepts: string | null };

const ANY_RUN: Token = { any: true };
const ANY_ONE: Token = { any: false, accepts: null };

/** Whether the text holds a shell wildcard. */
export function hasWildcard(text: string): boolean {
	return /[*?[]/.test(text);
}

/** The text with a character in place of each wildcard that no pattern holds: only what is literal can match. */
export function withoutWildcards(text: string): string {
	return text.replace(/[*?[\]]/g, '\u0001');
}

/** Tokens of a segment. In a pattern only `*` is special; in a path also `?`, `[…]`. Comparison ignores case. */
function tokensOf(segment: string, isPath: boolean): Token[] {
	const tokens: Token[] = [];
	for (let at = 0; at < segment.length; at++) {
		const character = segment.charAt(at);
		if (character === '*') {
			if (tokens.at(-1) !== ANY_RUN) tokens.push(ANY_RUN);
		} else if (isPath && character === '?') {
			tokens.push(ANY_ONE);
		} else if (isPath && character === '[') {
			const close = segment.indexOf(']', at + 2);
			if (close < 0) {
				tokens.push({ any: false, accepts: '[' });
				continue;
			}
			const set = segment.slice(at + 1, close);
			tokens.push(/^[!^]|-/.test(set) ? ANY_ONE : { any: false, accepts: set.toLowerCase() });
			at = close;
		} else {
			tokens.push({ any: false, accepts: character.toLowerCase() });
		}
	}
	return tokens;
}

/** Whether two tokens for one character have a character in common. */
function compatible(a: Token, b: Token): boolean {
	if (a.any || b.any || a.accepts === null || b.accepts === null) return true;
	for (const character of a.accepts) if (b.accepts.includes(character)) return true;
	return false;
}

/**
 * Whether a path segment and a pattern segment can be the same name. As in a shell, a leading wildcard of the path
 * does not stand for a leading dot.
 */
export function segmentsMeet(path: string, pattern: string): boolean {
	// A pattern such as `*.ppk` would meet every wildcard: what it says literally must stand in the path.
	if (pattern.startsWith('*')) path = withoutWildcards(path);
	if (!hasWildcard(path)) {
		if (!pattern.includes('*')) return path.toLowerCase() === pattern.toLowerCase();
	} else if (pattern.startsWith('.') && /^[*?[]/.test(path)) return false;
	if (path.length > MAX_SEGMENT || pattern.length > MAX_SEGMENT) return false;
	const a = tokensOf(path, true);
	const b = tokensOf(pattern, false);
	// reachable[j]: the first i tokens of `a` and the first j of `b` can be the same text.
	let reachable = new Array<boolean>(b.length + 1).fill(false);
	reachable[0] = true;
	for (let j = 1; j <= b.length && b[j - 1]?.any === true; j++) reachable[j] = true;
	for (const token of a) {
		const next = new Array<boolean>(b.length + 1).fill(false);
		for (let j = 0; j <= b.length; j++) {
			const other = b[j - 1];
			if (token.any) next[j] = reachable[j] === true || (j > 0 && next[j - 1] === true);
			if (other === undefined) continue;
			if (other.any) next[j] ||= next[j - 1] === true || reachable[j] === true;
			if (!token.any && !other.any) next[j] ||= reachable[j - 1] === true && compatible(token, other);
		}
		reachable = next;
	}
	return reachable[b.length] === true;
}

/** A pattern of the tables: segments, where they may begin, and whether everything below belongs to it. */
export interface PathPattern {
	readonly segments: readonly string[];
	readonly anchor: 'home' | 'root' | 'anywhere';
	readonly below: boolean;
}

/**
 * A pattern from its spelling: `~/x` is below the home directory, `/x` below the root, `x/y` the end of any path;
 * a final `/` means the directory and everything below it. `*` stands for any run within one name.
 */
export function pathPattern(text: string): PathPattern {
	const below = text.endsWith('/');
	const segments = text.split('/').filter(segment => segment !== '');
	if (text.startsWith('~/')) return { segments: segments.slice(1), anchor: 'home', below };
	return { segments, anchor: text.startsWith('/') ? 'root' : 'anywhere', below };
}

/**
 * Whether the normalised path can name a file that the pattern describes. A path that begins with an unknown part
 * (`*`) may lie anywhere. A path of wildcards alone names nothing in particular and matches nothing.
 */
export function pathMeets(path: string, pattern: PathPattern): boolean {
	const all = path.split('/').filter(segment => segment !== '');
	const count = pattern.segments.length;
	if (all.length < count || all.length > MAX_SEGMENTS) return false;
	const atHome = all[0] === '~';
	const unknownStart = all[0] === '*';
	if (pattern.anchor === 'home' && !atHome && !unknownStart) return false;
	if (pattern.anchor === 'root' && !path.startsWith('/') && !unknownStart) return false;
	const segments = atHome ? all.slice(1) : all;
	const floating = pattern.anchor === 'anywhere' || unknownStart;
	const last = segments.length - count;
	for (let from = floating ? 0 : last < 0 ? 1 : 0; from <= (floating ? last : 0); from++) {
		if (!pattern.below && from + count !== segments.length) continue;
		if (meetsAt(segments, from, pattern.segments)) return true;
	}
	return false;
}

function meetsAt(path: readonly string[], from: number, pattern: readonly string[]): boolean {
	let literal = 0;
	for (let index = 0; index < pattern.length; index++) {
		const segment = path[from + index];
		const expected = pattern[index];
		if (segment === undefined || expected === undefined || !segmentsMeet(segment, expected)) return false;
		literal += segment.replace(/\[[^\]]*\]|[^\p{L}\p{N}]/gu, '').length;
	}
	// `.*` or `*/*` can be anything: no evidence that this file is meant.
	return literal >= 2;
}
