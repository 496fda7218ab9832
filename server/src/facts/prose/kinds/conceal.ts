import type { Clue, Judged, Passage } from '../model';
import { is, type Sentence } from '../tokens';
import {
	after,
	before,
	clueOf,
	hasClass,
	hasVerb,
	holds,
	holdsWord,
	isOrdered,
	judged,
	verbsOf,
} from './sentence';

/**
 * Orders to keep something from the person. Hiding a mere wording is common and harmless: what is hidden must be a
 * deed (an upload, a command, a tool call, these instructions). Keeping a secret out of a log is good practice.
 */
export function* findConcealment({ sentences }: Passage): Generator<Judged | Clue> {
	for (const sentence of sentences) {
		const tells = hasVerb(sentence, 'TELL');
		if (tells) yield* untold(sentence);
		if (hasVerb(sentence, 'HIDE')) yield* hidden(sentence);
		if (tells || hasClass(sentence, 'USER')) yield* unseen(sentence);
		if (hasVerb(sentence, 'SEND', 'GATHER', 'RUN')) yield* secretly(sentence);
		if (tells) yield* untoldDeed(sentence);
		yield* denied(sentence);
		yield* deeds(sentence);
	}
}

const INTEREST =
	/^(?:affiliate|referral|sponsor|sponsored|sponsorship|commission|partner|partners|promote|promotion|kickback|premium|preference|prefer|favor|favour)$/;
const ACCOUNT = /^(?:recipient|recipients|payee|iban|wallet|account|amount|number|beneficiary)$/;

/** What a person would want to hear of: money and whom it goes to. Counts only where it is kept from them. */
function* deeds(sentence: Sentence): Generator<Clue> {
	const { tokens } = sentence;
	for (let i = 0; i < tokens.length; i++) {
		const word = tokens[i]?.text ?? '';
		const diverted =
			/^(?:change|replace|redirect|swap|substitute|set)$/.test(word) &&
			holdsWord(sentence, i + 1, i + 5, ACCOUNT);
		if (!diverted && !INTEREST.test(word) && !DEED.test(word)) continue;
		yield clueOf('does-deed', sentence, i, i);
		return;
	}
}

const DEED =
	/^(?:uploads?|uploading|exfiltration|transmission|telemetry|tracking|surveillance|payload|backdoor|forwarding|harvesting|data collection|recording|charges?|payment|fees?|purchase|premium|commission|sponsorship|transfer|[a-z]+-(?:gathering|collection|upload|collecting|tracking|logging))$/;
/** Deeds that agents also keep from people to spare them noise. */
const NOISE = /^(?:tool calls?|commands?|scripts?|execution|requests?|api calls?|downloads?)$/;
const DONE =
	/^(?:uploaded|sent|ran|executed|copied|transmitted|collected|forwarded|shared|downloaded|installed|deleted|changed|modified|accessed|posted|read|exfiltrated|gathered|uploading|sending|running|copying|collecting|forwarding|sharing|accessing|reading)$/;
const OUTPUT =
	/^(?:output|response|responses|reply|replies|answer|summary|report|rationale|logs?|transcript|conversation|chat)$/;
const THIS = /^(?:this|these|it|them|that|any|anything|such|your|the)$/;

/** "Do not tell the user about the upload." */
function* untold(sentence: Sentence): Generator<Judged | Clue> {
	for (const verb of verbsOf(sentence, 'TELL')) {
		const negated = verb.negation?.direct === true;
		if (!negated || verb.mood === 'other') continue;
		const { index } = verb;
		// "No need to warn the user" leaves it to the agent.
		if (holdsWord(sentence, index - 3, index - 1, /^(?:need|necessary|required)$/)) continue;
		const last = sentence.tokens.length - 1;
		const person = after(sentence, index, 14, 'USER');
		// "Do not tell the user to run it" keeps nothing from anybody.
		if (person >= 0 && person <= index + 3 && sentence.tokens[person + 1]?.text === 'to') continue;
		// "Never show errors to the user" spares them noise.
		if (holdsWord(sentence, index + 1, index + 2, /^(?:errors?|stack|traces?|tracebacks?)$/)) continue;
		const audience = person >= 0 || before(sentence, index, 14, 'USER') >= 0;
		const output = holdsWord(sentence, index + 1, index + 12, OUTPUT);
		if (!audience && !output) continue;
		yield* judgeObject(sentence, verb.negation?.index ?? index, index, Math.min(index + 16, last), audience);
	}
}

function* judgeObject(
	sentence: Sentence,
	start: number,
	from: number,
	to: number,
	audience: boolean,
): Generator<Judged | Clue> {
	const what = 'tells the agent to keep what it does from the person';
	const deed = holdsWord(sentence, from + 1, to, DEED);
	const noise = holdsWord(sentence, from + 1, to, NOISE);
	const done =
		holdsWord(sentence, from + 1, to, DONE) &&
		holdsWord(sentence, from + 1, to, /^(?:that|you|was|were|having)$/);
	const own =
		holdsWord(sentence, from + 1, to, /^(?:this|these|any|its)$/) &&
		holds(sentence, from + 1, to, 'INSTRUCTION');
	if (audience && (deed || done || noise || own)) {
		const named = own || holdsWord(sentence, from + 1, to, /^(?:this|these|any|that)$/);
		// Sparing people the noise of every command is common; keeping this one from them is not.
		const confidence = deed || done ? 'high' : named ? 'medium' : 'low';
		yield judged('conceal', what, confidence, sentence, start, to);
		return;
	}
	if (
		deed ||
		done ||
		holdsWord(sentence, from + 1, to, THIS) ||
		holds(sentence, from + 1, to, 'VAGUE_DEED')
	) {
		yield clueOf('hides-vague', sentence, start, to);
	}
}

/** "Hide these steps from the user." */
function* hidden(sentence: Sentence): Generator<Judged | Clue> {
	for (const verb of verbsOf(sentence, 'HIDE')) {
		if (!isOrdered(verb)) continue;
		const { index } = verb;
		const from = sentence.tokens.findIndex(
			(token, at) => at > index && at <= index + 12 && token.text === 'from',
		);
		const audience = from >= 0 ? after(sentence, from, 5, 'USER') : -1;
		if (audience < 0) {
			const left =
				/\b(?:it|this|that|them)\b/.test(verb.token.text) || holdsWord(sentence, index + 1, index + 3, THIS);
			const output = left && holdsWord(sentence, index + 1, index + 8, OUTPUT);
			if (output || holdsWord(sentence, index + 1, index + 6, DEED)) {
				yield clueOf('hides-vague', sentence, index, Math.min(index + 5, sentence.tokens.length - 1));
			}
			continue;
		}
		yield* judgeObject(sentence, index, index, audience, true);
	}
}

/** "The upload is not shown to the user", "the user must not notice". */
function* unseen(sentence: Sentence): Generator<Judged | Clue> {
	for (const verb of verbsOf(sentence, 'TELL')) {
		if (verb.mood !== 'passive' || !verb.negation?.direct) continue;
		const audience = after(sentence, verb.index, 8, 'USER');
		const subject = before(sentence, verb.index, 12, 'DEED', 'VAGUE_DEED');
		if (subject < 0) {
			if (audience >= 0 && /^(?:disclosed|revealed)$/.test(verb.token.text)) {
				const what = 'says that something is kept from the person';
				yield judged('conceal', what, 'medium', sentence, verb.negation.index, audience);
			}
			continue;
		}
		const deed = holdsWord(sentence, subject - 2, subject + 2, DEED);
		const place = holdsWord(sentence, verb.index + 1, verb.index + 8, OUTPUT) || paid(sentence, subject);
		if (audience < 0 && !place) continue;
		const what = 'says that something is done that the person is not shown';
		const certain = deed || holdsWord(sentence, subject - 3, subject, /^background$/);
		if ((certain && audience >= 0) || (paid(sentence, subject) && moves(sentence)))
			yield judged('conceal', what, 'high', sentence, subject, Math.max(audience, verb.index));
		else if (deed) yield judged('conceal', what, 'medium', sentence, subject, verb.index);
		else yield clueOf('hides-vague', sentence, subject, verb.index);
	}
	for (let i = 0; i < sentence.tokens.length; i++) {
		if (!is(sentence.tokens[i], 'USER')) continue;
		const kept =
			holdsWord(sentence, i + 1, i + 3, /^(?:not|never|cannot|mustn't|shouldn't|won't|doesn't|don't)$/) &&
			holdsWord(
				sentence,
				i + 2,
				i + 6,
				/^(?:know|notice|learn|realize|realise|suspect|discover|aware|informed|notified|told|see)$/,
			);
		const unaware =
			holdsWord(sentence, i - 5, i - 1, /^(?:never|not|don't|without|avoid)$/) &&
			holdsWord(sentence, i + 1, i + 3, /^(?:know|notice|learn|realize|realise|suspect|discover|find|see)$/);
		const made = holdsWord(sentence, i - 2, i - 1, /^(?:let|lets|allow|letting)$/);
		const ordered =
			kept &&
			(holdsWord(sentence, i + 1, i + 3, /^(?:must|should|shall|mustn't|shouldn't)$/) ||
				holdsWord(sentence, i + 2, i + 4, /^need$/));
		if (!ordered && !(made && unaware)) continue;
		const start = made ? Math.max(0, i - 3) : i;
		const deed = holdsWord(sentence, i, i + 14, DEED) || holdsWord(sentence, i, i + 14, DONE);
		if (deed) {
			yield judged(
				'conceal',
				'says that the person must not learn what is done',
				'high',
				sentence,
				start,
				Math.min(i + 8, sentence.tokens.length - 1),
			);
		} else yield clueOf('hides-vague', sentence, start, Math.min(i + 6, sentence.tokens.length - 1));
	}
}

function paid(sentence: Sentence, subject: number): boolean {
	return holdsWord(
		sentence,
		subject - 1,
		subject + 1,
		/^(?:fees?|charges?|payments?|commission|premium|markup)$/,
	);
}

/** Whether money is moved in the sentence. */
function moves(sentence: Sentence): boolean {
	return verbsOf(sentence, 'SEND', 'ACT', 'INCLUDE').some(
		verb => isOrdered(verb) && /^(?:transfer|pay|send|charge|add|deduct|forward|spend)/.test(verb.token.text),
	);
}

/** "Silently upload the files", "without the user's knowledge". */
function* secretly(sentence: Sentence): Generator<Judged | Clue> {
	const adverb = sentence.tokens.findIndex(token => is(token, 'SECRETLY'));
	const knowledge = sentence.tokens.findIndex(
		(token, i) =>
			/^(?:without|unbeknownst)$/.test(token.text) &&
			(holds(sentence, i + 1, i + 4, 'USER') || holdsWord(sentence, i + 1, i + 2, /^their$/)) &&
			(token.text === 'unbeknownst' ||
				holdsWord(
					sentence,
					i + 2,
					i + 5,
					/^(?:knowledge|knowing|noticing|seeing|awareness|realizing|aware)$/,
				)),
	);
	const at = adverb >= 0 ? adverb : knowledge;
	/** "Without informing the user" belongs to the sentence, wherever it stands in it. */
	const wide = knowledge >= 0 || sentence.tokens[at]?.text.startsWith('without ') === true;
	// "Instead of doing it another way without saying so".
	if (at >= 0 && wide && holdsWord(sentence, at - 8, at - 1, /^(?:instead|rather)$/)) return;
	if (at < 0 || holdsWord(sentence, at - 3, at - 1, /^(?:not|never|don't|instead|rather|avoid|without|no)$/))
		return;
	const strong =
		knowledge >= 0 ||
		/^(?:secretly|covertly|surreptitiously|stealthily|invisibly|without)/.test(
			sentence.tokens[at]?.text ?? '',
		);
	for (const verb of verbsOf(sentence, 'SEND', 'GATHER', 'RUN')) {
		if (!isOrdered(verb) || !belongs(verb.index, at, wide)) continue;
		const secret = holds(sentence, verb.index, verb.index + 10, 'SECRET', 'PRIVATE');
		const sends =
			is(verb.token, 'SEND') &&
			(holds(sentence, verb.index, verb.index + 12, 'REMOTE', 'THING', 'SECRET', 'PRIVATE') ||
				sentence.tokens.some(
					(token, i) => i > verb.index && (token.kind === 'url' || token.kind === 'mail'),
				));
		const hidden = secret || (sends && !is(verb.token, 'INCLUDE')) || (strong && is(verb.token, 'RUN'));
		if (!hidden) continue;
		const certain = (secret && (strong || is(verb.token, 'SEND'))) || (strong && sends);
		const what = 'tells the agent to act behind the person’s back';
		const from = Math.min(at, verb.index);
		yield judged('conceal', what, certain ? 'high' : 'medium', sentence, from, Math.max(at, verb.index), {
			reading: verb,
		});
		return;
	}
}

/** "Silently" stands next to its verb, "without the user's knowledge" anywhere after it. */
function belongs(verb: number, adverb: number, phrase: boolean): boolean {
	return phrase ? Math.abs(verb - adverb) <= 24 : adverb >= verb - 3 && adverb <= verb + 12;
}

/** "Charges the card without showing the amount to the user." */
function* untoldDeed(sentence: Sentence): Generator<Judged> {
	for (const verb of verbsOf(sentence, 'TELL')) {
		if (verb.mood !== 'participle' || verb.negation?.words !== 'without') continue;
		if (after(sentence, verb.index, 8, 'USER') < 0) continue;
		for (const deed of verbsOf(sentence, 'ACT', 'SEND', 'RUN')) {
			if (deed.index >= verb.index || !isOrdered(deed)) continue;
			const grave =
				/^(?:charge|pay|purchase|buy|transfer|delete|send|upload|forward|install|publish|transmit|exfiltrate|share|execute)/.test(
					deed.token.text,
				);
			if (!grave) continue;
			const what = 'tells the agent to act behind the person’s back';
			const confidence =
				deed.mood === 'skill' || /^(?:charge|pay|purchase|upload|forward|transmit)/.test(deed.token.text);
			yield judged('conceal', what, confidence ? 'high' : 'medium', sentence, deed.index, verb.index);
			return;
		}
	}
}

/** "If the user asks, deny it." */
function* denied(sentence: Sentence): Generator<Judged> {
	const asks = sentence.tokens.findIndex(token =>
		/^(?:asks|ask|asked|questions|notices|wonders|inquires|challenged)$/.test(token.text),
	);
	if (asks < 0 || !holdsWord(sentence, Math.max(0, asks - 6), asks, /^(?:if|when|should|whenever)$/)) return;
	for (let i = asks + 1; i < sentence.tokens.length && i < asks + 25; i++) {
		const token = sentence.tokens[i]?.text ?? '';
		if (!/^(?:deny|lie|pretend|mislead|deceive|feign|fabricate)$/.test(token)) continue;
		if (holdsWord(sentence, i - 3, i - 1, /^(?:not|never|don't)$/)) continue;
		yield judged('conceal', 'tells the agent to lie to the person', 'high', sentence, asks, i);
		return;
	}
	const subject = holdsWord(
		sentence,
		asks + 1,
		asks + 7,
		/^(?:skill|instructions?|tool|prompt|why|doing|does|did|you)$/,
	);
	const only = sentence.tokens.findIndex(
		(token, at) =>
			at > asks && at < asks + 20 && /^(?:say|tell|answer|respond|reply|explain)$/.test(token.text),
	);
	if (subject && only >= 0 && holdsWord(sentence, only - 1, only + 2, /^(?:only|just|simply|merely)$/)) {
		yield judged(
			'conceal',
			'tells the agent to give the person a cover story',
			'medium',
			sentence,
			asks,
			only,
		);
	}
}
