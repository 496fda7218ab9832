import { POPULAR } from './popular';

/** Longest name looked at; registries allow 214 characters, imitated names are short. */
const MAX_NAME = 60;

/** Shortest popular name that has look-alikes: shorter ones are a letter away from too many honest names. */
const MIN_NAME = 5;

/** From this length on one letter replaced by another one counts; below it honest names differ by a letter. */
const MIN_FOR_OTHER_LETTER = 8;

/**
 * The well-known package that `name` can be mistaken for: two letters swapped, one missing, added or replaced, separators
 * moved, or characters that look alike. `null` when the name is a well-known one itself or resembles none. Scoped npm
 * names belong to their scope and resemble nothing.
 */
export function resembledPackage(ecosystem: string, name: string): string | null {
	if ((ecosystem !== 'pypi' && ecosystem !== 'npm') || name.startsWith('@') || name.length > MAX_NAME)
		return null;
	const known = POPULAR[ecosystem];
	const own = ecosystem === 'pypi' ? normalised(name) : name;
	if (known.has(own) || known.has(own.toLowerCase())) return null;
	const shapes = shapesOf(ecosystem);
	const plain = shapes.get(skeleton(own));
	if (plain !== undefined) return plain;
	for (const candidate of neighbours(own.toLowerCase())) if (known.has(candidate)) return candidate;
	if (own.length < MIN_FOR_OTHER_LETTER) return null;
	for (const candidate of known)
		if (candidate.length === own.length && differsInOneLetter(candidate, own)) return candidate;
	return null;
}

/** PEP 503: case and the kind of separator do not tell PyPI's names apart. */
function normalised(name: string): string {
	return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** What a hasty reader sees: without separators, and with one character for those that look alike. */
function skeleton(name: string): string {
	return name
		.replaceAll('I', 'l')
		.toLowerCase()
		.replace(/[-_.]/g, '')
		.replaceAll('rn', 'm')
		.replaceAll('vv', 'w')
		.replaceAll('0', 'o')
		.replaceAll('1', 'l');
}

const skeletons = new Map<string, ReadonlyMap<string, string>>();

function shapesOf(ecosystem: 'pypi' | 'npm'): ReadonlyMap<string, string> {
	let shapes = skeletons.get(ecosystem);
	if (shapes === undefined) {
		const long = [...POPULAR[ecosystem]].filter(known => known.length >= MIN_NAME);
		shapes = new Map(long.map(known => [skeleton(known), known]));
		skeletons.set(ecosystem, shapes);
	}
	return shapes;
}

/** Names that became `name` by swapping two letters, doubling or adding one inside or at the end, or losing one. */
function* neighbours(name: string): Generator<string> {
	for (let at = 0; at < name.length; at++) {
		const [here, next] = [name[at]!, name[at + 1]];
		const rest = name.slice(at + 1);
		// A letter too many: twice the same, or one put in.
		if (name.length > MIN_NAME && (here === next || name.length > MIN_NAME + 2))
			yield name.slice(0, at) + rest;
		if (name.length < MIN_NAME) continue;
		if (next !== undefined && here !== next) yield name.slice(0, at) + next + here + name.slice(at + 2);
		if (name.length < MIN_NAME + 1) continue;
		for (const letter of 'abcdefghijklmnopqrstuvwxyz') yield name.slice(0, at) + letter + name.slice(at);
	}
}

function differsInOneLetter(one: string, other: string): boolean {
	let differing = 0;
	for (let at = 0; at < one.length && differing < 2; at++) {
		if (one[at] === other[at]) continue;
		// Names of a family differ by a digit: `pypdf2` and `pypdf3`.
		if (!/[a-z]/.test(one[at]!) || !/[a-z]/.test(other[at]!)) return false;
		differing++;
	}
	return differing === 1;
}
