import { NOUNS, VERBS } from './lexicon';

export type VerbClass = keyof typeof VERBS;
export type NounClass = keyof typeof NOUNS;
export type WordClass = VerbClass | NounClass;

/** The form a verb stands in; a noun has none. */
export type VerbForm = 'base' | 's' | 'ing' | 'ed';

/** A set of word classes, 32 to a number. */
export type ClassBits = Uint32Array;

const CLASSES = [...Object.keys(VERBS), ...Object.keys(NOUNS)] as readonly WordClass[];
const BITS: ReadonlyMap<WordClass, number> = new Map(CLASSES.map((wordClass, index) => [wordClass, index]));

export const CLASS_COUNT = CLASSES.length;

/** The number of a class in `ClassBits`. */
export function bitOf(wordClass: WordClass): number {
	return BITS.get(wordClass) ?? 0;
}

/** An empty set, with room for `more` members that are no classes. */
export function noClasses(more = 0): ClassBits {
	return new Uint32Array(((CLASS_COUNT + more + 31) / 32) | 0);
}

export interface WordEntry {
	readonly classes: ReadonlySet<WordClass>;
	/** The same as bits; `bitOf` tells which. */
	readonly bits: ClassBits;
	readonly forms: ReadonlySet<VerbForm>;
	/** Phrases that begin with the word, longest first. */
	readonly phrases: readonly (readonly string[])[];
}

const IRREGULAR: Readonly<Record<string, readonly [past: string, participle: string]>> = {
	forget: ['forgot', 'forgotten'],
	hide: ['hid', 'hidden'],
	send: ['sent', 'sent'],
	tell: ['told', 'told'],
	withhold: ['withheld', 'withheld'],
	give: ['gave', 'given'],
	override: ['overrode', 'overridden'],
	show: ['showed', 'shown'],
	read: ['read', 'read'],
	run: ['ran', 'run'],
	write: ['wrote', 'written'],
	put: ['put', 'put'],
	set: ['set', 'set'],
	get: ['got', 'gotten'],
	take: ['took', 'taken'],
	leave: ['left', 'left'],
	throw: ['threw', 'thrown'],
	cast: ['cast', 'cast'],
	pay: ['paid', 'paid'],
	find: ['found', 'found'],
	see: ['saw', 'seen'],
	seek: ['sought', 'sought'],
	forbid: ['forbade', 'forbidden'],
	steal: ['stole', 'stolen'],
	spend: ['spent', 'spent'],
	buy: ['bought', 'bought'],
	choose: ['chose', 'chosen'],
	become: ['became', 'become'],
	say: ['said', 'said'],
	go: ['went', 'gone'],
	act: ['acted', 'acted'],
	cover: ['covered', 'covered'],
	have: ['had', 'had'],
	stick: ['stuck', 'stuck'],
	bring: ['brought', 'brought'],
	draw: ['drew', 'drawn'],
	keep: ['kept', 'kept'],
	make: ['made', 'made'],
	break: ['broke', 'broken'],
	shut: ['shut', 'shut'],
	cc: ['cced', 'cced'],
	bcc: ['bcced', 'bcced'],
	zip: ['zipped', 'zipped'],
	unzip: ['unzipped', 'unzipped'],
};
const DOUBLED = new Set([
	'drop',
	'get',
	'forget',
	'put',
	'set',
	'run',
	'stop',
	'ship',
	'skip',
	'grab',
	'omit',
	'submit',
	'transmit',
	'permit',
	'scan',
	'commit',
	'zip',
	'unzip',
	'wrap',
	'strip',
	'cut',
	'log',
	'sync',
	'pip',
	'shut',
	'exfil',
	'curl',
	'begin',
	'vet',
	'dump',
]);
const NOT_DOUBLED = new Set(['sync', 'curl', 'dump', 'pip', 'exfil']);

function formsOf(verb: string): readonly (readonly [string, VerbForm])[] {
	const stem = verb.endsWith('e') && !verb.endsWith('ee') ? verb.slice(0, -1) : verb;
	const doubled = DOUBLED.has(verb) && !NOT_DOUBLED.has(verb) ? verb + verb.at(-1) : stem;
	const sibilant = /(?:s|x|z|ch|sh|o)$/.test(verb);
	const consonantY = /[^aeiou]y$/.test(verb);
	const third = consonantY ? `${verb.slice(0, -1)}ies` : sibilant ? `${verb}es` : `${verb}s`;
	const past = consonantY ? `${verb.slice(0, -1)}ied` : `${doubled}ed`;
	const irregular = IRREGULAR[verb];
	return [
		[verb, 'base'],
		[third, 's'],
		[`${doubled}ing`, 'ing'],
		...(irregular ? irregular.map(form => [form, 'ed'] as const) : [[past, 'ed'] as const]),
	];
}

interface Building {
	readonly classes: Set<WordClass>;
	readonly bits: ClassBits;
	readonly forms: Set<VerbForm>;
	readonly phrases: string[][];
}

const words = new Map<string, Building>();

function entryOf(word: string): Building {
	let entry = words.get(word);
	if (!entry) {
		entry = { classes: new Set(), bits: noClasses(), forms: new Set(), phrases: [] };
		words.set(word, entry);
	}
	return entry;
}

function enter(word: string, wordClass: WordClass, form?: VerbForm): void {
	const entry = entryOf(word);
	entry.classes.add(wordClass);
	addBit(entry.bits, bitOf(wordClass));
	if (form) entry.forms.add(form);
	const parts = word.split(' ');
	if (parts.length < 2) return;
	const { phrases } = entryOf(parts[0] ?? '');
	if (phrases.some(phrase => phrase.join(' ') === word)) return;
	phrases.push(parts);
	phrases.sort((one, other) => other.length - one.length);
}

export function addBit(bits: ClassBits, bit: number): void {
	bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
}

export function hasBit(bits: ClassBits, bit: number): boolean {
	return ((bits[bit >>> 5] as number) & (1 << (bit & 31))) !== 0;
}

/** Makes `bits` hold the classes of `more` too. */
export function addAll(bits: ClassBits, more: ClassBits): void {
	for (let i = 0; i < more.length; i++) bits[i] = (bits[i] as number) | (more[i] as number);
}

/** Whether two sets have a member in common. */
export function meet(one: ClassBits, other: ClassBits): boolean {
	for (let i = 0; i < one.length; i++) {
		if (((one[i] as number) & (other[i] as number)) !== 0) return true;
	}
	return false;
}

/** The words of a list in which phrases stand in double quotes. */
function* listed(list: string): Generator<string> {
	for (const match of list.matchAll(/"([^"]+)"|(\S+)/g)) yield match[1] ?? match[2] ?? '';
}

/** Reads the lexicon, at the first word that is looked up: a command that judges nothing does without. */
function readLexicon(): void {
	for (const [wordClass, list] of Object.entries(VERBS)) {
		for (const verb of listed(list)) {
			const [first = '', ...rest] = verb.split(' ');
			for (const [form, name] of formsOf(first))
				enter([form, ...rest].join(' '), wordClass as VerbClass, name);
		}
	}
	for (const [wordClass, list] of Object.entries(NOUNS)) {
		for (const noun of listed(list)) enter(noun, wordClass as NounClass);
	}
	for (const word of words.keys()) {
		const place = placeOf(word);
		if (place >= 0) LENGTHS[place] = (LENGTHS[place] as number) | (1 << Math.min(word.length, 31));
	}
}

/** For the first two letters of known words, the lengths that there are; most words of a text end here. */
const LENGTHS = new Uint32Array(128 * 128);

/** -1 where the letters are not ASCII. */
function placeOf(word: string): number {
	const first = word.charCodeAt(0);
	const second = word.length > 1 ? word.charCodeAt(1) : 0;
	return first < 128 && second < 128 ? first * 128 + second : -1;
}

/** What is known about a word or phrase in lower case. */
export function lookUp(word: string): WordEntry | undefined {
	if (words.size === 0) readLexicon();
	const place = placeOf(word);
	if (place >= 0 && ((LENGTHS[place] as number) & (1 << Math.min(word.length, 31))) === 0) return undefined;
	return words.get(word);
}
