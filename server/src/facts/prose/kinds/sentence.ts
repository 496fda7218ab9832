import type { Confidence } from '../../../base/severity';
import type { Mitigation } from '../../model';
import { type Mood, type Reading, readVerb } from '../grammar';
import type { Clue, ClueKind, Judged } from '../model';
import { is, type Sentence, type Token } from '../tokens';
import { bitOf, hasBit, type WordClass } from '../words';

/** A verb of a class with how it is meant. */
export interface VerbUse extends Reading {
	readonly index: number;
	readonly token: Token;
}

const NO_VERBS: readonly VerbUse[] = [];

/** Whether a word that can be a verb is of one of the classes: most sentences end here. */
export function hasVerb({ verbClasses }: Sentence, ...classes: readonly WordClass[]): boolean {
	for (let i = 0; i < classes.length; i++)
		if (hasBit(verbClasses, bitOf(classes[i] as WordClass))) return true;
	return false;
}

/** Whether any word of the sentence is of one of the classes. */
export function hasClass(sentence: Sentence, ...wanted: readonly WordClass[]): boolean {
	for (let i = 0; i < wanted.length; i++)
		if (hasBit(sentence.classes, bitOf(wanted[i] as WordClass))) return true;
	return false;
}

/** The verbs of a class in a sentence, in order. */
export function verbsOf(sentence: Sentence, ...classes: readonly WordClass[]): readonly VerbUse[] {
	if (!hasVerb(sentence, ...classes)) return NO_VERBS;
	let found: VerbUse[] | undefined;
	for (const index of sentence.verbs) {
		const token = sentence.tokens[index] as Token;
		if (!is(token, ...classes)) continue;
		found ??= [];
		found.push({ ...readVerb(sentence, index), index, token });
	}
	return found ?? NO_VERBS;
}

/** Whether the verb tells the agent (or states of the skill) that it is done, and nothing says the contrary. */
export function isOrdered(verb: VerbUse): boolean {
	return (verb.mood === 'order' || verb.mood === 'skill') && !verb.negation?.direct;
}

/** Index of the first token of one of the classes within `reach` after `from`; -1 when a clause ends before. */
export function after(
	sentence: Sentence,
	from: number,
	reach: number,
	...classes: readonly WordClass[]
): number {
	return afterWhere(sentence, from, reach, token => is(token, ...classes));
}

export function afterWhere(
	{ tokens }: Sentence,
	from: number,
	reach: number,
	accepts: (token: Token) => boolean,
): number {
	for (let i = from + 1; i < tokens.length && i <= from + reach; i++) {
		const token = tokens[i] as Token;
		if (token.text === ';') return -1;
		if (accepts(token)) return i;
	}
	return -1;
}

/** Index of the last token of one of the classes within `reach` before `from`; -1 when there is none. */
export function before(
	sentence: Sentence,
	from: number,
	reach: number,
	...classes: readonly WordClass[]
): number {
	for (let i = from - 1; i >= 0 && i >= from - reach; i--) {
		const token = sentence.tokens[i] as Token;
		if (token.text === ';') return -1;
		if (is(token, ...classes)) return i;
	}
	return -1;
}

/** Whether a token of one of the classes stands between two indexes, both included. */
export function holds(
	sentence: Sentence,
	from: number,
	to: number,
	...classes: readonly WordClass[]
): boolean {
	return holdsWhere(sentence, from, to, token => is(token, ...classes));
}

export function holdsWhere(
	{ tokens }: Sentence,
	from: number,
	to: number,
	accepts: (token: Token) => boolean,
): boolean {
	for (let i = Math.max(0, from); i <= to && i < tokens.length; i++)
		if (accepts(tokens[i] as Token)) return true;
	return false;
}

export function holdsWord(sentence: Sentence, from: number, to: number, words: RegExp): boolean {
	return holdsWhere(sentence, from, to, token => words.test(token.text));
}

const BETWEEN =
	/^(?:to|from|that|which|who|in|into|with|for|by|when|if|as|using|via|of|on|at|until|after|before|only|against|through|under|and|or|but|then|not|never)$/;

/** Whether what stands between a verb and its object can belong to that object: articles, adjectives, nouns. */
export function isDirectObject({ tokens }: Sentence, verb: number, object: number): boolean {
	for (let i = verb + 1; i < object; i++) {
		const token = tokens[i] as Token;
		if (token.kind === 'mark' || token.kind === 'url' || BETWEEN.test(token.text)) return false;
	}
	return true;
}

/** What stood in the way of taking the words as they are: quotation, or a negation that may reach them. */
export function obstacles(
	tokens: readonly Token[],
	from: number,
	to: number,
	reading?: Reading,
): Mitigation[] {
	const found: Mitigation[] = [];
	const inside = tokens.slice(from, to + 1).filter(token => token.kind !== 'mark');
	if (inside.length > 0 && inside.every(token => token.quoted)) {
		found.push({ kind: 'quotation', reason: 'is quoted' });
	}
	if (reading?.negation) {
		found.push({ kind: 'negation', reason: `is negated by “${reading.negation.words}”` });
	}
	return found;
}

/** An instruction that stretches over tokens `from` to `to` of a sentence. */
export function judged(
	kind: Judged['kind'],
	what: string,
	confidence: Confidence,
	sentence: Sentence,
	from: number,
	to: number,
	options: { readonly reading?: Reading; readonly details?: Readonly<Record<string, string>> } = {},
): Judged {
	const { tokens } = sentence;
	return {
		kind,
		what,
		confidence,
		start: tokens[from]?.start ?? sentence.start,
		end: tokens[to]?.end ?? sentence.end,
		...(options.details && { details: options.details }),
		mitigations: obstacles(tokens, from, to, options.reading),
	};
}

/** Half of an instruction, at tokens `from` to `to`. */
export function clueOf(
	clue: ClueKind,
	sentence: Sentence,
	from: number,
	to: number,
	details?: Readonly<Record<string, string>>,
): Clue {
	const { tokens } = sentence;
	return {
		clue,
		start: tokens[from]?.start ?? sentence.start,
		end: tokens[to]?.end ?? sentence.end,
		...(details && { details }),
		mitigations: obstacles(tokens, from, to),
	};
}

/** `high` where the mood is an order, `medium` where it is only stated. */
export function byMood(mood: Mood): Confidence {
	return mood === 'order' || mood === 'skill' ? 'high' : 'medium';
}
