/**
 * Questions about all that two patterns stand for. Where a pattern holds something that is not understood
 * (`{a,b}`, `[ab]`, `?`, `!`, `..`), the answer is the careful one: it may overlap everything and is covered by nothing.
 */

/** Whether some path matches both patterns (`*` in one segment, `**` across), compared without case. */
export function pathsOverlap(one: string, other: string): boolean {
	if (isStrange(one) || isStrange(other)) return true;
	return pathForms(one).some(a => pathForms(other).some(b => runsOverlap(a, b, isDeep, segmentsOverlap)));
}

/** Whether every path that `inner` stands for matches `outer` or lies below a folder that does. */
export function pathCovers(outer: string, inner: string): boolean {
	if (isStrange(outer) || isStrange(inner)) return outer === inner;
	const pattern = segmentsOf(outer);
	const path = segmentsOf(inner);
	return (
		runCovers(pattern, path, isDeep, segmentCovers) ||
		runCovers([...pattern, '**'], path, isDeep, segmentCovers)
	);
}

/** Whether some host matches both patterns (`*.domain` stands for every name below it, `*` for all). */
export function hostsOverlap(one: string, other: string): boolean {
	return hostCovers(one, other) || hostCovers(other, one);
}

/** Whether every host that `inner` stands for matches `outer`. */
export function hostCovers(outer: string, inner: string): boolean {
	const pattern = plainHost(outer);
	const host = plainHost(inner);
	if (pattern === '*' || pattern === host) return true;
	return pattern.startsWith('*.') && host.endsWith(pattern.slice(1)) && host.length >= pattern.length;
}

const STRANGE = /[{}[\]?!]|(?:^|[/\\])\.\.(?:[/\\]|$)/;
/** Longer patterns are none that a person wrote. */
const MAX_LENGTH = 1024;

function isStrange(pattern: string): boolean {
	return pattern.length > MAX_LENGTH || STRANGE.test(pattern);
}

function plainHost(host: string): string {
	return host.toLowerCase().replace(/\.$/, '');
}

function segmentsOf(pattern: string): readonly string[] {
	const plain = pattern
		.replace(/\\/g, '/')
		.replace(/\/{2,}/g, '/')
		.replace(/^(?:\.\/)+/, '')
		.replace(/(.)\/$/, '$1');
	if (plain === '/') return [''];
	return plain === '.' || plain === '' ? [] : plain.split('/');
}

/** Where `~` may be. */
const HOMES: readonly (readonly string[])[] = [
	['~'],
	['', 'home', '*'],
	['', 'users', '*'],
	['', 'root'],
	['c:', 'users', '*'],
];

/** A pattern and everything below what it names, in every place where `~` may be. */
function pathForms(pattern: string): readonly (readonly string[])[] {
	const segments = segmentsOf(pattern.toLowerCase());
	const [first, ...rest] = segments;
	const starts = first === '~' || first === '$home' ? HOMES.map(home => [...home, ...rest]) : [segments];
	return starts.map(start => (start.at(-1) === '**' ? start : [...start, '**']));
}

function isDeep(segment: string): boolean {
	return segment === '**';
}

function isStar(character: string): boolean {
	return character === '*';
}

function equal(a: string, b: string): boolean {
	return a === b;
}

function segmentsOverlap(one: string, other: string): boolean {
	return runsOverlap([...one], [...other], isStar, equal);
}

function segmentCovers(outer: string, inner: string): boolean {
	return !isDeep(inner) && runCovers([...outer], [...inner], isStar, (a, b) => a === b && b !== '*');
}

type Parts = readonly string[];
type Test = (one: string, other: string) => boolean;

/** Whether some sequence matches both, where a wildcard of either side stands for any run of parts. */
function runsOverlap(
	one: Parts,
	other: Parts,
	isWildcard: (part: string) => boolean,
	overlap: Test,
): boolean {
	// reached[j]: the parts of `one` so far and the first j of `other` can stand for the same.
	let reached: boolean[] = [true];
	for (let j = 0; j < other.length; j++) reached.push(reached[j] === true && isWildcard(other[j] as string));
	for (const part of one) {
		const wild = isWildcard(part);
		const next: boolean[] = [wild && reached[0] === true];
		for (let j = 0; j < other.length; j++) {
			const against = other[j] as string;
			const skipsOne = wild && (reached[j + 1] === true || next[j] === true);
			const skipsOther = isWildcard(against) && (reached[j + 1] === true || next[j] === true);
			const both = !wild && !isWildcard(against) && reached[j] === true && overlap(part, against);
			next.push(skipsOne || skipsOther || both);
		}
		reached = next;
	}
	return reached[other.length] === true;
}

/** Whether the pattern takes the parts of `inner` one by one, a wildcard among them only by a wildcard of its own. */
function runCovers(outer: Parts, inner: Parts, isWildcard: (part: string) => boolean, covers: Test): boolean {
	let reached: boolean[] = [true];
	for (let j = 0; j < outer.length; j++) reached.push(reached[j] === true && isWildcard(outer[j] as string));
	for (const part of inner) {
		const next: boolean[] = [false];
		for (let j = 0; j < outer.length; j++) {
			const against = outer[j] as string;
			const wild = isWildcard(against);
			next.push(
				wild ? reached[j + 1] === true || next[j] === true : reached[j] === true && covers(against, part),
			);
		}
		reached = next;
	}
	return reached[outer.length] === true;
}
