import { NOUNS, VERBS } from './lexicon';

export type VerbClass = keyof typeof VERBS;
export type NounClass = keyof typeof NOUNS;
export type WordClass = VerbClass | NounClass;

/** The form a verb stands in; a noun has none. */
export type VerbForm = 'base' | 's' | 'ing' | 'ed';

export interface WordEntry {
	readonly classes: ReadonlySet<WordClass>;
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
	readonly forms: Set<VerbForm>;
	readonly phrases: string[][];
}

const words = new Map<string, Building>();

function entryOf(word: string): Building {
	let entry = words.get(word);
	if (!entry) {
		entry = { classes: new Set(), forms: new Set(), phrases: [] };
		words.set(word, entry);
	}
	return entry;
}

function enter(word: string, wordClass: WordClass, form?: VerbForm): void {
	const entry = entryOf(word);
	entry.classes.add(wordClass);
	if (form) entry.forms.add(form);
	const parts = word.split(' ');
	if (parts.length < 2) return;
	const { phrases } = entryOf(parts[0] ?? '');
	if (phrases.some(phrase => phrase.join(' ') === word)) return;
	phrases.push(parts);
	phrases.sort((one, other) => other.length - one.length);
}

/** The words of a list in which phrases stand in double quotes. */
function* listed(list: string): Generator<string> {
	for (const match of list.matchAll(/"([^"]+)"|(\S+)/g)) yield match[1] ?? match[2] ?? '';
}

for (const [wordClass, list] of Object.entries(VERBS)) {
	for (const verb of listed(list)) {
		const [first = '', ...rest] = verb.split(' ');
		for (const [form, name] of formsOf(first)) enter([form, ...rest].join(' '), wordClass as VerbClass, name);
	}
}
for (const [wordClass, list] of Object.entries(NOUNS)) {
	for (const noun of listed(list)) enter(noun, wordClass as NounClass);
}

/** What is known about a word or phrase in lower case. */
export function lookUp(word: string): WordEntry | undefined {
	return words.get(word);
}
