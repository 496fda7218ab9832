/**
 * Matching of paths that may themselves hold wildcards. A path in a script is often not wholly known: `~/.s*h/id_*`,
 * or `*` where a variable stood. The question is therefore whether path and pattern can name the same file.
 */

/** Longest segment and most segments that are compared; longer ones match nothing. */
const MAX_SEGMENT = 160;
const MAX_SEGMENTS = 40;

/** Whether the text holds a shell wildcard. */
export function hasWildcard(text: string): boolean {
	return /[*?[]/.test(text);
}

/** The text with a character in place of each wildcard that no pattern holds: only what is literal can match. */
export function withoutWildcards(text: string): string {
	return text.replace(/[*?[\]]/g, '\u0001');
}

/** One unit of a path's glob: a set of characters (`null`: any one), or `RUN`: any run. */
type Token = { readonly accepts: string | null };
const RUN: Token = { accepts: null };
const ANY_ONE: Token = { accepts: null };

function tokensOf(segment: string): Token[] {
	const tokens: Token[] = [];
	for (let at = 0; at < segment.length; at++) {
		const character = segment.charAt(at);
		if (character === '*') {
			if (tokens.at(-1) !== RUN) tokens.push(RUN);
		} else if (character === '?') tokens.push(ANY_ONE);
		else if (character === '[') {
			const close = segment.indexOf(']', at + 2);
			if (close < 0) {
				tokens.push({ accepts: '[' });
				continue;
			}
			const set = segment.slice(at + 1, close);
			tokens.push(/^[!^]|-/.test(set) ? ANY_ONE : { accepts: set });
			at = close;
		} else tokens.push({ accepts: character });
	}
	return tokens;
}

/** One bit for each letter, one for each kind of other character: what a name must hold to be another. */
function lettersOf(text: string): number {
	let mask = 0;
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (unit >= 97 && unit <= 122) mask |= 1 << (unit - 97);
		else if (unit >= 48 && unit <= 57) mask |= 1 << 26;
		else if (unit === 46) mask |= 1 << 27;
		else if (unit === 95) mask |= 1 << 28;
	}
	return mask;
}

/** One name of a pattern, in lower case. Only `*` is special in it. */
class PatternName {
	readonly text: string;
	/** The text between the wildcards; one entry when there is none. */
	readonly pieces: readonly string[];
	readonly letters: number;
	readonly #tokens: readonly Token[];

	constructor(text: string) {
		this.text = text.toLowerCase();
		this.pieces = this.text.split('*');
		this.letters = this.pieces.length > 1 ? -1 : lettersOf(this.text);
		this.#tokens = tokensOf(this.text);
	}

	/** Whether a name without wildcards fits. */
	fits(name: string): boolean {
		const { pieces } = this;
		if (pieces.length === 1) return name === this.text;
		const first = pieces[0]!;
		const last = pieces.at(-1)!;
		if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
			return false;
		let at = first.length;
		for (const piece of pieces.slice(1, -1)) {
			const found = name.indexOf(piece, at);
			if (found < 0 || found + piece.length > name.length - last.length) return false;
			at = found + piece.length;
		}
		return true;
	}

	/** Whether a name with wildcards can be the same as one that fits. */
	meets(glob: PathName): boolean {
		// As in a shell, a leading wildcard does not stand for a leading dot.
		if (this.text.startsWith('.') && /^[*?[]/.test(glob.text)) return false;
		if (glob.text === '*') return !this.text.startsWith('*');
		// What begins with anything is no evidence: only its literal part counts, as for patterns that begin so.
		if (this.text.startsWith('*') || glob.text.startsWith('*')) return this.fits(glob.literal);
		if ((glob.letters & ~this.letters) !== 0 || glob.text.length > MAX_SEGMENT) return false;
		return intersect(glob.tokens, this.#tokens);
	}
}

/** One name of a path, in lower case. */
class PathName {
	readonly text: string;
	readonly isGlob: boolean;
	readonly literal: string;
	readonly letters: number;
	/** How many letters and digits it says. */
	readonly evidence: number;
	#tokens: readonly Token[] | null = null;

	constructor(text: string) {
		this.text = text;
		this.isGlob = hasWildcard(text);
		const bare = this.isGlob ? text.replace(/\[[^\]]*\]|[*?]/g, '') : text;
		this.literal = this.isGlob ? withoutWildcards(text) : text;
		this.letters = this.isGlob ? lettersOf(bare) : 0;
		this.evidence = bare.replace(/[^\p{L}\p{N}]/gu, '').length;
	}

	get tokens(): readonly Token[] {
		this.#tokens ??= tokensOf(this.text);
		return this.#tokens;
	}
}

/** Whether two globs have a name in common: which beginnings of `b` each beginning of `a` can be. */
function intersect(a: readonly Token[], b: readonly Token[]): boolean {
	let reachable = new Array<boolean>(b.length + 1).fill(false);
	reachable[0] = true;
	for (let j = 1; j <= b.length && b[j - 1] === RUN; j++) reachable[j] = true;
	for (const token of a) {
		const next = new Array<boolean>(b.length + 1).fill(false);
		for (let j = 0; j <= b.length; j++) {
			const other = b[j - 1];
			if (token === RUN) next[j] = reachable[j] === true || (j > 0 && next[j - 1] === true);
			if (other === undefined) continue;
			if (other === RUN) next[j] ||= next[j - 1] === true || reachable[j] === true;
			else if (token !== RUN) next[j] ||= reachable[j - 1] === true && compatible(token, other);
		}
		reachable = next;
	}
	return reachable[b.length] === true;
}

function compatible(a: Token, b: Token): boolean {
	if (a.accepts === null || b.accepts === null) return true;
	for (const character of a.accepts) if (b.accepts.includes(character)) return true;
	return false;
}

/** Whether a path's name and a pattern's name can be the same. Case does not count. */
export function segmentsMeet(path: string, pattern: string): boolean {
	return namesMeet(new PathName(path.toLowerCase()), new PatternName(pattern));
}

function namesMeet(name: PathName, pattern: PatternName): boolean {
	return name.isGlob ? pattern.meets(name) : pattern.fits(name.text);
}

/** A path ready to be compared with many patterns. */
export interface ComparablePath {
	readonly names: readonly PathName[];
	readonly start: 'home' | 'root' | 'unknown' | 'here';
	readonly isGlob: boolean;
}

/** A normalised path ready to be compared; `null` when it is too long to be one. */
export function comparablePath(path: string): ComparablePath | null {
	if (path.length > 4096) return null;
	const all = path
		.toLowerCase()
		.split('/')
		.filter(segment => segment !== '');
	if (all.length > MAX_SEGMENTS) return null;
	const isHome = all[0] === '~';
	const names = (isHome ? all.slice(1) : all).map(text => new PathName(text));
	const unknown = names[0]?.text === '*';
	const start = unknown ? 'unknown' : isHome ? 'home' : path.startsWith('/') ? 'root' : 'here';
	return { names, start, isGlob: names.some(name => name.isGlob) };
}

/** A pattern of the tables: names, where they may begin, and whether everything below belongs to it. */
export interface PathPattern {
	readonly names: readonly PatternName[];
	readonly anchor: 'home' | 'root' | 'anywhere';
	readonly below: boolean;
}

/**
 * A pattern from its spelling: `~/x` is below the home directory, `/x` below the root, `x/y` the end of any path;
 * a final `/` means the directory and everything below it. `*` stands for any run within one name.
 */
export function pathPattern(text: string): PathPattern {
	const below = text.endsWith('/');
	const isHome = text.startsWith('~/');
	const segments = text.split('/').filter(segment => segment !== '');
	const names = (isHome ? segments.slice(1) : segments).map(segment => new PatternName(segment));
	return { names, anchor: isHome ? 'home' : text.startsWith('/') ? 'root' : 'anywhere', below };
}

/**
 * Whether the path can name a file that the pattern describes. A path that begins with an unknown part (`*`) may lie
 * anywhere. A path of wildcards alone names nothing in particular and matches nothing.
 */
export function pathMeets(path: ComparablePath, pattern: PathPattern): boolean {
	const { names, start } = path;
	const last = names.length - pattern.names.length;
	if (last < 0) return false;
	const floats = pattern.anchor === 'anywhere' || start === 'unknown';
	if (!floats && pattern.anchor !== start) return false;
	const from = floats && !pattern.below ? last : 0;
	for (let at = from; at <= (floats ? last : 0); at++) {
		if (!pattern.below && at !== last) continue;
		if (meetsAt(names, at, pattern.names)) return true;
	}
	return false;
}

function meetsAt(path: readonly PathName[], from: number, pattern: readonly PatternName[]): boolean {
	let evidence = 0;
	for (let index = 0; index < pattern.length; index++) {
		const name = path[from + index]!;
		if (!namesMeet(name, pattern[index]!)) return false;
		evidence += name.evidence;
	}
	// `.*` or `*/*` can be anything: no evidence that this file is meant.
	return evidence >= 2;
}
