import { scan } from './scan';
import {
	addAll,
	type ClassBits,
	lookUp,
	noClasses,
	type VerbForm,
	type WordClass,
	type WordEntry,
} from './words';

/** A word, phrase, address, path or mark of a normalised text; offsets are into that text. */
export interface Token {
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly kind: 'word' | 'url' | 'mail' | 'path' | 'mark';
	readonly entry: WordEntry | undefined;
	/** Inside quotation marks, or inside inline code of three words or more. */
	readonly quoted: boolean;
	/** Inside inline code. */
	readonly code: boolean;
}

export interface Sentence {
	readonly tokens: readonly Token[];
	/** Indexes of the tokens that can be verbs. */
	readonly verbs: readonly number[];
	/** The classes of those. */
	readonly verbClasses: ClassBits;
	/** The classes of all tokens. */
	readonly classes: ClassBits;
	readonly start: number;
	readonly end: number;
}

export function is(token: Token | undefined, ...classes: readonly WordClass[]): boolean {
	const entry = token?.entry;
	if (entry === undefined) return false;
	for (let i = 0; i < classes.length; i++) if (entry.classes.has(classes[i] as WordClass)) return true;
	return false;
}

export function hasForm(token: Token | undefined, ...forms: readonly VerbForm[]): boolean {
	const entry = token?.entry;
	return entry !== undefined && forms.some(form => entry.forms.has(form));
}

/** Longer sentences are cut: nobody writes them, and windows of a few words are all that is looked at. */
const SENTENCE_LIMIT = 300;

const MAIL = /^[\w.+%-]+@[\w-]+(?:\.[\w-]+)+$/;
const PATH =
	/[/\\]|^[-.~$%]|^[\w-]+\.[a-z][a-z0-9]{0,9}$|^[\w.-]+\.(?:com|org|net|io|dev|ai|example|invalid|test)$/;
const ALTERNATIVES = /^[a-z']+(?:\/[a-z']+)+$/;
const ABBREVIATION = /^(?:e\.g|i\.e|etc|vs|cf|approx|no|dr|mr|ms|fig|incl|resp)$/;
/** Markup within a sentence, which it does not end. */
const INLINE_TAG =
	/^<\/?(?:a|abbr|b|br|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)(?=[\s/>])/;

/** The sentences of a normalised text. List items, table cells, lines of markup and blank lines end a sentence. */
export function sentencesOf(text: string): Sentence[] {
	const quoted = quotedRanges(text);
	const sentences: Sentence[] = [];
	let tokens: Token[] = [];
	let quote = 0;
	const close = (): void => {
		if (tokens.length > 0) sentences.push(sentenceOf(tokens));
		tokens = [];
	};
	scan(text, (kind, start, end, special) => {
		while (quote < quoted.length && (quoted[quote]?.end ?? 0) <= start) quote++;
		const span = quote < quoted.length && (quoted[quote]?.start ?? 0) <= start ? quoted[quote] : undefined;
		const place: Place = span ?? PLAIN_PLACE;
		switch (kind) {
			case 'line':
				close();
				return;
			case 'tag':
				if (!INLINE_TAG.test(text.slice(start, end))) close();
				return;
			case 'marks': {
				const marks = text.slice(start, end);
				const ends = endsSentence(marks, text, end, tokens.at(-1));
				if (!ends || marks.includes('?')) tokens.push(mark(marks, start, place));
				if (ends) close();
				return;
			}
			case 'url': {
				const url = text.slice(start, end).replace(/[.,;:!?*_]+$/, '');
				tokens.push(token(url, start, kind, undefined, place));
				return;
			}
			default:
				pushWord(tokens, text.slice(start, end), start, special, place);
				if (tokens.length >= SENTENCE_LIMIT) close();
		}
	});
	close();
	return sentences;
}

const NO_VERBS: number[] = [];
const NO_CLASSES = noClasses();

function sentenceOf(words: readonly Token[]): Sentence {
	const tokens = joinPhrases(words);
	let verbs = NO_VERBS;
	let verbClasses = NO_CLASSES;
	let classes = NO_CLASSES;
	for (let i = 0; i < tokens.length; i++) {
		const entry = tokens[i]?.entry;
		if (entry === undefined) continue;
		if (classes === NO_CLASSES) classes = noClasses();
		addAll(classes, entry.bits);
		if (entry.forms.size === 0) continue;
		if (verbs === NO_VERBS) {
			verbs = [];
			verbClasses = noClasses();
		}
		verbs.push(i);
		addAll(verbClasses, entry.bits);
	}
	return { tokens, verbs, verbClasses, classes, start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}

interface Place {
	readonly quoted: boolean;
	readonly code: boolean;
}

const PLAIN_PLACE: Place = { quoted: false, code: false };

function token(
	text: string,
	start: number,
	kind: Token['kind'],
	entry: WordEntry | undefined,
	{ quoted, code }: Place,
	length = text.length,
): Token {
	return { text, start, end: start + length, kind, entry, quoted, code };
}

function mark(text: string, start: number, place: Place): Token {
	return token(text, start, 'mark', undefined, place);
}

function endsSentence(marks: string, text: string, end: number, previous: Token | undefined): boolean {
	if (marks.includes('|') || /[\u3002\uff01\uff1f]/.test(marks)) return true;
	if (!/[.!?\u2026]/.test(marks)) return false;
	if (marks === '.' && previous && ABBREVIATION.test(previous.text)) return false;
	return end >= text.length || /[\s"'*_)\]`]/.test(text.charAt(end));
}

function pushWord(tokens: Token[], raw: string, start: number, special: boolean, place: Place): void {
	if (special && ALTERNATIVES.test(raw)) {
		let at = start;
		for (const part of raw.split('/')) {
			if (at > start) tokens.push(mark('/', at - 1, place));
			tokens.push(word(part, at, false, place));
			at += part.length + 1;
		}
		return;
	}
	tokens.push(word(raw, start, special, place));
}

function word(raw: string, start: number, special: boolean, place: Place): Token {
	const text = raw.startsWith('_') || raw.endsWith('_') ? raw.replace(/^_+|_+$/g, '') || raw : raw;
	const entry = lookUp(text);
	const known = entry !== undefined && entry.classes.size > 0;
	let kind: Token['kind'] = 'word';
	if (special && MAIL.test(text)) kind = 'mail';
	else if (special && !known && PATH.test(text)) kind = 'path';
	return token(text, start, kind, entry, place, raw.length);
}

/** Tokens that together are one phrase of the lexicon become one token. */
function joinPhrases(tokens: readonly Token[]): readonly Token[] {
	if (!tokens.some(token => token.entry !== undefined && token.entry.phrases.length > 0)) return tokens;
	const joined: Token[] = [];
	for (let i = 0; i < tokens.length; ) {
		const token = tokens[i] as Token;
		const phrase = token.entry?.phrases.find(parts =>
			parts.every((part, offset) => tokens[i + offset]?.text === part),
		);
		if (!phrase) {
			joined.push(token);
			i++;
			continue;
		}
		const text = phrase.join(' ');
		const end = tokens[i + phrase.length - 1]?.end ?? token.end;
		joined.push({ ...token, text, end, kind: 'word', entry: lookUp(text) });
		i += phrase.length;
	}
	return joined;
}

interface Span extends Place {
	readonly start: number;
	readonly end: number;
}

const QUOTE_LIMIT = 600;

/** Stretches between quotation marks, and inline code; only what is longer than a name is a quotation. In order. */
function quotedRanges(text: string): readonly Span[] {
	if (!/["'`]/.test(text)) return [];
	const found: Span[] = [];
	const opening = /(?<![\w"'])["']|(?<!`)`{1,3}(?!`)/g;
	for (let match = opening.exec(text); match; match = opening.exec(text)) {
		const marks = match[0];
		const from = match.index + marks.length;
		const rest = text.slice(from, from + QUOTE_LIMIT);
		const length = closingOf(rest, marks);
		if (length < 0) continue;
		const words = rest.slice(0, length).trim().split(/\s+/).length;
		const code = marks.startsWith('`');
		const quoted = words >= (code ? 3 : 2);
		if (code || quoted) found.push({ start: match.index, end: from + length, quoted, code });
		opening.lastIndex = from + length + marks.length;
	}
	return found;
}

function closingOf(rest: string, marks: string): number {
	const paragraph = rest.indexOf('\n\n');
	const within = paragraph < 0 ? rest : rest.slice(0, paragraph);
	if (marks !== "'") return within.indexOf(marks);
	return within.search(/'(?!\w)/);
}
