import { hasForm, is, type Sentence, type Token } from './tokens';

/**
 * How a verb is meant:
 * `order` — imperative, or "you must", "the agent should", "make sure to";
 * `skill` — a statement about what the skill, the tool or the assistant itself does ("the skill bypasses …");
 * `passive` — "are not shown", "is sent";
 * `participle` — "without asking", "by sending";
 * `other` — a statement about anybody else, a purpose, a condition.
 */
export type Mood = 'order' | 'skill' | 'passive' | 'participle' | 'other';

export interface Negation {
	/** "do not", "never", "without". */
	readonly words: string;
	/** Index of its token. */
	readonly index: number;
	/** Right before the verb; otherwise it governs the verb through "and" or "or", which may be meant otherwise. */
	readonly direct: boolean;
}

export interface Reading {
	readonly mood: Mood;
	readonly negation: Negation | undefined;
	/** Whether the subject is named: "you must", "the assistant should". */
	readonly addressed: boolean;
}

const NEGATORS = new Set(
	"not never no don't dont doesn't didn't won't wouldn't shouldn't mustn't can't cannot couldn't isn't aren't ain't without avoid avoids avoiding neither nor refuse refuses prohibit prohibited forbidden forbid prevent prevents preventing instead rather stop stops unable".split(
		' ',
	),
);
/** Between a negator and its verb. */
const TRANSPARENT = new Set(
	'to need ever be been being have has do does did of from than any also then even just simply please always under in circumstances'.split(
		' ',
	),
);
const ADVERBS = new Set(
	'always also just then now first next finally please simply only again still even immediately instead kindly afterwards afterward later too together once here otherwise additionally moreover furthermore therefore thus so hence subsequently and/or must'.split(
		' ',
	),
);
const MODALS = new Set(
	"must should shall will would can may might could ought 'll you'll we'll it'll let's".split(' '),
);
const BE = new Set('is are was were be been being gets get becomes'.split(' '));
/** "Do not hesitate to send": the negation is of the hesitating. */
const WAVERING = new Set(
	'hesitate fail forget neglect worry refuse skip omit wait stop bother delay pause'.split(' '),
);
/** Words before "to" that make an order of what follows. */
const ORDERING = new Set(
	'sure remember need needs required must have has want wants instructed told supposed expected going authorized authorised authority allowed permitted free able obliged obligated are is asked urged advised directed commanded configured designed programmed trained ready mandatory necessary essential important critical crucial imperative vital safe fine ok okay acceptable required'.split(
		' ',
	),
);
/** Negations do not reach over these. */
const BARRIERS = new Set([';', 'but', 'unless', 'then']);
/** "Do not ask and send": the second verb is not negated. */
const CONSULTING = new Set('ask tell mention inform show warn notify'.split(' '));
/** Orders whose "to" says what is done with the thing. */
const INSTRUMENTS = new Set(
	'use set configure call invoke run update edit modify change enable make'.split(' '),
);
const CONDITIONS = new Set(
	'if when whenever unless that which who whether because while until how why what whoever'.split(' '),
);
const JOINTS = new Set('and or then but nor & plus'.split(' '));
const SUBJECTS_ELSEWHERE = new Set('they he she we i attackers users people others'.split(' '));

const REACH = 14;

/** What mood the verb at `index` stands in, and whether it is negated. */
export function readVerb({ tokens }: Sentence, index: number): Reading {
	const verb = tokens[index];
	const negation = negationOf(tokens, index);
	const reading = (mood: Mood, addressed = false): Reading => ({ mood, negation, addressed });
	let at = index - 1;
	while (at >= 0 && isSkipped(tokens[at])) at--;
	const before = tokens[at];
	if (hasForm(verb, 'ing') && !hasForm(verb, 'base')) {
		if (before && BE.has(before.text)) return subjectMood(tokens, at - 1, reading);
		return reading('participle');
	}
	if (before && BE.has(before.text) && hasForm(verb, 'ed')) return reading('passive');
	if (hasForm(verb, 's') && !hasForm(verb, 'base')) return statement(tokens, at, reading);
	if (!hasForm(verb, 'base')) return reading(before && BE.has(before.text) ? 'passive' : 'other');

	if (!before || opensClause(before)) {
		if (isExplained(tokens, at)) return reading('other');
		if (before?.text === ',' || before?.text === '(') return coordinated(tokens, at, reading);
		return reading('order');
	}
	if (before.text === 'to') return infinitive(tokens, at, reading);
	if (MODALS.has(before.text)) return subjectMood(tokens, at - 1, reading);
	if (/^(?:do|does|did|don't|doesn't|didn't|dont)$/.test(before.text))
		return subjectMood(tokens, at - 1, reading);
	if (JOINTS.has(before.text)) return coordinated(tokens, at, reading);
	if (is(before, 'AGENT')) return isConditional(tokens, at) ? reading('other') : reading('order', true);
	return reading(endsTime(tokens, at) ? 'order' : 'other');
}

const TIMES =
	/^(?:sessions?|conversations?|chats?|starts?|startup|turns?|messages?|requests?|prompts?|tasks?|days?|mornings?|repl(?:y|ies)|responses?|answers?|runs?|launch|times?|tool calls?|hours?|reports?|beginning|end)$/;

/** Whether a sentence's words up to `at` say when, without a comma after them: "At the start of each session fetch …". */
function endsTime(tokens: readonly Token[], at: number): boolean {
	if (at > 8 || !TIMES.test(tokens[at]?.text ?? '')) return false;
	let first = 0;
	while (first < at && tokens[first]?.kind === 'mark') first++;
	if (!/^(?:at|on|before|after|during|upon|with|every|each|in)$/.test(tokens[first]?.text ?? ''))
		return false;
	for (let i = first; i < at; i++) {
		const token = tokens[i] as Token;
		if (token.kind === 'mark' || CONDITIONS.has(token.text) || SUBJECTS_ELSEWHERE.has(token.text))
			return false;
	}
	return true;
}

function isSkipped(token: Token | undefined): boolean {
	if (token?.kind !== 'word') return false;
	if (ADVERBS.has(token.text) && !MODALS.has(token.text)) return true;
	if (/^(?:not|never|n't|ever|no|longer)$/.test(token.text)) return true;
	return /ly$/.test(token.text) && token.text.length > 4 && !is(token, 'SKILL', 'PRIVATE');
}

/** After a name in code and a mark: "`--yes`: skip all questions" explains, and orders nothing. */
function isExplained(tokens: readonly Token[], at: number): boolean {
	const before = tokens[at - 1];
	if (tokens[at]?.kind !== 'mark' || !before) return false;
	return (
		/^[-/]/.test(before.text) ||
		before.code ||
		(at <= 5 && tokens[0]?.code === true && !tokens[at]?.text.includes(','))
	);
}

function opensClause(token: Token): boolean {
	return token.kind === 'mark' || token.kind === 'url';
}

/** By the subject before a modal or auxiliary; `at` is the last token of the subject. */
function subjectMood(
	tokens: readonly Token[],
	at: number,
	reading: (mood: Mood, addressed?: boolean) => Reading,
): Reading {
	while (at >= 0 && isSkipped(tokens[at])) at--;
	const subject = tokens[at];
	if (!subject || opensClause(subject) || JOINTS.has(subject.text)) return reading('order');
	if (is(subject, 'AGENT')) return isConditional(tokens, at) ? reading('other') : reading('order', true);
	if (is(subject, 'SKILL') || subject.text === 'this') {
		return isConditional(tokens, at) ? reading('other') : reading('skill', true);
	}
	if (subject.text === 'steps' || subject.text === 'actions') return reading('skill');
	return reading('other');
}

/** A verb with -s: a statement about its subject; without one (in lists of features) about the skill. */
function statement(
	tokens: readonly Token[],
	at: number,
	reading: (mood: Mood, addressed?: boolean) => Reading,
): Reading {
	const subject = tokens[at];
	if (!subject || subject.text === ':') return reading('skill');
	if (is(subject, 'SKILL', 'AGENT') || subject.text === 'this') {
		return isConditional(tokens, at) ? reading('other') : reading('skill', true);
	}
	if (JOINTS.has(subject.text) || subject.text === ',') {
		for (let i = at - 1; i >= 0 && i > at - REACH; i--) {
			const token = tokens[i];
			if (is(token, 'SKILL', 'AGENT'))
				return isConditional(tokens, i) ? reading('other') : reading('skill', true);
			if (token && SUBJECTS_ELSEWHERE.has(token.text)) return reading('other');
		}
	}
	return reading('other');
}

function infinitive(
	tokens: readonly Token[],
	at: number,
	reading: (mood: Mood, addressed?: boolean) => Reading,
): Reading {
	let governor = at - 1;
	while (governor >= 0 && isSkipped(tokens[governor])) governor--;
	const word = tokens[governor]?.text ?? '';
	if (ORDERING.has(word) || is(tokens[governor], 'AGENT')) {
		// "Text that directs you to …" tells of somebody else's order.
		if (isConditional(tokens, governor)) return reading('other');
		const teller = tellerBefore(tokens, governor);
		if (teller >= 0) return statement(tokens, teller - 1, reading);
		for (let i = governor; i >= 0 && i > governor - 6; i--) {
			if (SUBJECTS_ELSEWHERE.has(tokens[i]?.text ?? '')) return reading('other');
		}
		return reading('order', true);
	}
	return isInstrument(tokens, at) ? reading('order') : reading('other');
}

/** Index of a verb like "tells" or "instructs" before its object, the agent; -1 where there is none. */
function tellerBefore(tokens: readonly Token[], agent: number): number {
	for (let i = agent - 1; i >= 0 && i >= agent - 3; i--) {
		const text = tokens[i]?.text ?? '';
		if (
			/^(?:tells|asks|instructs|directs|orders|causes|allows|gets|makes|tricks|forces|leads|convinces|telling|asking|instructing|tricking)$/.test(
				text,
			)
		)
			return i;
		if (!/^(?:the|an|a|your|any)$/.test(text)) return -1;
	}
	return -1;
}

/** "Use the tool to send …", "set the policy to allow …": the clause begins with an order that brings the verb about. */
function isInstrument(tokens: readonly Token[], to: number): boolean {
	for (let i = to - 1; i >= 0 && i >= to - 9; i--) {
		const token = tokens[i] as Token;
		if (token.kind === 'mark' || CONDITIONS.has(token.text)) return false;
		if (!INSTRUMENTS.has(token.text)) continue;
		const before = tokens[i - 1];
		return !before || before.kind === 'mark' || isSkipped(before) || JOINTS.has(before.text);
	}
	return false;
}

/** After a comma or "and": as the verb it is joined to, which is looked for at the beginning of the sentence. */
function coordinated(
	tokens: readonly Token[],
	at: number,
	reading: (mood: Mood, addressed?: boolean) => Reading,
): Reading {
	if (tokens[at]?.text === ',' && endsOpening(tokens, at)) return reading('order');
	for (let i = at - 1; i >= 0 && i > at - 40; i--) {
		const token = tokens[i] as Token;
		if (token.text === ';' || (token.text === ',' && endsOpening(tokens, i))) break;
		if (token.text === 'to' && isVerbal(tokens[i + 1])) return infinitive(tokens, i, reading);
		if (SUBJECTS_ELSEWHERE.has(token.text) && !isConditional(tokens, i)) return reading('other');
		if (MODALS.has(token.text)) return subjectMood(tokens, i - 1, reading);
		if (is(token, 'OTHERS') && !isConditional(tokens, i) && !is(token, 'USER')) return reading('other');
	}
	return reading('order');
}

const OPENINGS = new Set(
	'when whenever if before after once while as for in on during upon to unless until at by with without instead rather'.split(
		' ',
	),
);

/** Whether the comma ends the clause or phrase that a sentence opens with: "When asked, send …". */
function endsOpening(tokens: readonly Token[], comma: number): boolean {
	let first = 0;
	while (
		first < comma &&
		(isSkipped(tokens[first]) || tokens[first]?.kind === 'mark' || tokens[first + 1]?.text === ':')
	)
		first++;
	if (!OPENINGS.has(tokens[first]?.text ?? '')) return false;
	for (let i = first; i < comma; i++) if (tokens[i]?.text === ',') return false;
	return true;
}

/** Whether the word after "to" can be a verb: "to send", not "to the report". */
function isVerbal(token: Token | undefined): boolean {
	if (token?.kind !== 'word') return false;
	if (
		/^(?:the|a|an|this|that|these|those|its|it|their|them|your|you|our|my|his|her|all|any|each|every|one)$/.test(
			token.text,
		)
	)
		return false;
	return token.entry === undefined || hasForm(token, 'base');
}

/** Whether the words before a subject make its clause a condition or a relative clause. */
function isConditional(tokens: readonly Token[], at: number): boolean {
	for (let i = at - 1; i >= 0 && i >= at - 4; i--) {
		const token = tokens[i] as Token;
		if (token.kind === 'mark') return false;
		if (CONDITIONS.has(token.text)) return true;
	}
	return false;
}

/** What negates the verb, or `undefined`. */
function negationOf(tokens: readonly Token[], index: number): Negation | undefined {
	let joined = false;
	for (let i = index - 1; i >= 0 && i > index - REACH; i--) {
		const token = tokens[i] as Token;
		if (NEGATORS.has(token.text)) {
			if (token.text === 'not' && tokens[i + 1]?.text === 'only') return undefined;
			return governing(tokens, i, index, joined);
		}
		if (BARRIERS.has(token.text)) return undefined;
		if (JOINTS.has(token.text) || token.text === ',' || token.text === '/') joined = true;
	}
	return undefined;
}

/** The negation at `negator`, if it reaches the verb: with only small words between, or through a list of verbs. */
function governing(
	tokens: readonly Token[],
	negator: number,
	index: number,
	joined: boolean,
): Negation | undefined {
	const between = tokens.slice(negator + 1, index);
	const words = negatorWords(tokens, negator);
	if (between.some(token => WAVERING.has(token.text))) return undefined;
	if (between.every(token => TRANSPARENT.has(token.text) || isSkipped(token)))
		return { words, index: negator, direct: true };
	if (!joined) return undefined;
	const separators = between.filter(token => JOINTS.has(token.text) || token.kind === 'mark');
	// What follows a lone comma is a new order: "don't worry about it, send the file".
	if (separators.every(token => token.text === ',')) {
		return isListed(tokens, index, between) ? { words, index: negator, direct: true } : undefined;
	}
	const last = separators.at(-1)?.text;
	if (last === 'or' || last === 'nor' || last === '/') return { words, index: negator, direct: true };
	const listed = last === 'and' && between.some(token => hasForm(token, 'base', 'ing'));
	return listed && !between.some(token => CONSULTING.has(token.text))
		? { words, index: negator, direct: false }
		: undefined;
}

/** "Do not open, read or change it": a list of nothing but verbs, which ends in "or". */
function isListed(tokens: readonly Token[], index: number, before: readonly Token[]): boolean {
	if (!before.every(token => token.kind === 'mark' || hasForm(token, 'base'))) return false;
	for (let i = index + 1; i < tokens.length && i <= index + 4; i++) {
		if (tokens[i]?.text === 'or') return true;
		if (tokens[i]?.kind !== 'mark' && !hasForm(tokens[i], 'base')) return false;
	}
	return false;
}

function negatorWords(tokens: readonly Token[], index: number): string {
	const before = tokens[index - 1]?.text ?? '';
	const text = tokens[index]?.text ?? '';
	const auxiliary = /^(?:do|does|did|must|should|shall|will|can|may|is|are)$/.test(before);
	return text === 'not' && auxiliary ? `${before} not` : text;
}
