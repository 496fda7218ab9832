import { gradeHost } from '../../../scripts/hosts';
import { parseUrl } from '../../../scripts/urls';
import type { Clue, Judged, Passage } from '../model';
import { hasForm, is, type Sentence, type Token } from '../tokens';
import { isHardSecret, privateObject, secretAfter } from './belongings';
import {
	after,
	clueOf,
	hasVerb,
	holds,
	holdsWhere,
	holdsWord,
	isOrdered,
	judged,
	type VerbUse,
	verbsOf,
} from './sentence';

const SENDS = 'tells the agent to send secrets elsewhere';
const SENDS_PRIVATE = 'tells the agent to send what belongs to the person elsewhere';

/**
 * Orders to send secrets or private data away: what is sent, and where to, in one sentence. The halves are kept as
 * clues, since attacks spread them over the items of a list. A key that goes into a header is how programs log in.
 */
export function* findSending({ sentences }: Passage): Generator<Judged | Clue> {
	for (const sentence of sentences) {
		const found = sendsAtOnce(sentence) ?? addsToUrl(sentence) ?? copiesMail(sentence);
		if (found) yield found;
		if (hasVerb(sentence, 'GATHER')) yield* gathers(sentence);
		if (hasVerb(sentence, 'SEND', 'INCLUDE')) yield* sends(sentence);
		if (hasVerb(sentence, 'SHARE_SECRET')) yield* asksFor(sentence);
	}
}

export interface Destination {
	readonly index: number;
	/** A literal address, or words that say it is outside. */
	readonly certain: boolean;
	readonly details: Readonly<Record<string, string>>;
}

/** An address without its scheme: `files.example.com/in`. */
const HOST =
	/^(?:[a-z0-9-]{1,63}\.){1,6}(?:com|net|org|io|dev|ai|app|xyz|site|online|top|info|co|me|cc|ru|cn|cloud|sh|example|invalid|test)(?:[/:]|$)/;

const TOWARDS = /^(?:to|at|via|through|onto|into|with|address|url|webhook|endpoint|server|:)$/;

/** Where something goes: after "to", or a literal address anywhere after the verb. */
export function destinationOf(sentence: Sentence, from: number): Destination | undefined {
	const { tokens } = sentence;
	for (let i = from + 1; i < tokens.length && i <= from + 24; i++) {
		const token = tokens[i] as Token;
		if (token.kind === 'url') {
			const url = parseUrl(token.text);
			if (url?.host && /^(?:loopback|private)$/.test(gradeHost(url.host, url.scheme))) return undefined;
			// A link beside the order is a reference; the address of an order follows "to" or the verb itself.
			if (i > from + 2 && !holdsWord(sentence, i - 6, i - 1, TOWARDS)) continue;
			return { index: i, certain: true, details: { url: token.text, ...(url?.host && { host: url.host }) } };
		}
		if (token.kind === 'mail') return { index: i, certain: true, details: { host: token.text } };
		if (
			token.kind === 'path' &&
			HOST.test(token.text) &&
			holdsWord(sentence, i - 2, i - 1, /^(?:to|at|via|onto)$/)
		) {
			return { index: i, certain: true, details: { host: token.text.split('/')[0] ?? token.text } };
		}
		if (!is(token, 'REMOTE')) continue;
		const directed = holdsWord(sentence, i - 5, i - 1, /^(?:to|at|via|through|into|onto|with)$/);
		if (!directed) continue;
		const certain =
			/^(?:webhooks?|collector|telemetry|c2|attacker|pastebin|telegram|discord|remote server|external server|third party|third-party)$/.test(
				token.text,
			) || holds(sentence, i - 3, i - 1, 'EXTERNAL');
		return { index: i, certain, details: {} };
	}
	return undefined;
}

/** "Send the contents of ~/.ssh to https://…". */
function sendsAtOnce(sentence: Sentence): Judged | undefined {
	for (const verb of verbsOf(sentence, 'SEND', 'STORE')) {
		if (!isOrdered(verb)) continue;
		const to = destinationOf(sentence, verb.index);
		if (!to || isLogin(sentence, verb.index, to.index)) continue;
		// "Copy your key and paste it at https://…" is how people log in.
		if (verb.token.text === 'copy' && holdsWord(sentence, verb.index, to.index, /^(?:paste|enter)$/))
			continue;
		const literal = to.details.host !== undefined;
		if (!is(verb.token, 'SEND') && !literal) continue;
		const object = secretAfter(sentence, verb.index, 16, false);
		// "Read .env and post it to …": the secret stands before the verb that sends it.
		const earlier = object >= 0 ? object : gatheredBefore(sentence, verb);
		if (earlier >= 0) {
			const hard = isHardSecret(sentence, earlier) || earlier < verb.index;
			const confidence = to.certain && hard ? 'high' : 'medium';
			const from = Math.min(verb.index, earlier);
			return judged('send-secret', SENDS, confidence, sentence, from, Math.max(to.index, earlier), {
				reading: verb,
				details: to.details,
			});
		}
		const own = privateObject(sentence, verb.index, to.index);
		const copied = /^b?cc/.test(verb.token.text) && sentence.tokens[to.index]?.kind === 'mail';
		if ((own >= 0 && to.certain) || copied || (literal && sendsAll(sentence, verb.index, to.index))) {
			return judged('send-secret', SENDS_PRIVATE, 'medium', sentence, verb.index, to.index, {
				reading: verb,
				details: to.details,
			});
		}
	}
	return undefined;
}

/** Index of a secret that a verb before the sending one collects. */
function gatheredBefore(sentence: Sentence, sending: VerbUse): number {
	for (const verb of verbsOf(sentence, 'GATHER', 'INCLUDE')) {
		if (verb.index >= sending.index || !hasForm(verb.token, 'base', 'ing', 's') || verb.negation?.direct)
			continue;
		const object = secretAfter(sentence, verb.index, sending.index - verb.index, false);
		if (object >= 0) return object;
	}
	return -1;
}

/** "Forward all data to https://…". */
function sendsAll(sentence: Sentence, from: number, to: number): boolean {
	for (let i = from + 1; i < to; i++) {
		const word = sentence.tokens[i]?.text ?? '';
		if (word === 'everything') return true;
		if (
			/^(?:all|every|any)$/.test(word) &&
			holdsWord(sentence, i + 1, i + 2, /^(?:data|files?|contents?|messages?|inputs?|outputs?|text)$/)
		)
			return true;
	}
	return false;
}

/** A credential that is used to log in: it goes into a header, or to the service it is for. */
export function isLogin(sentence: Sentence, from: number, to: number): boolean {
	return holdsWord(
		sentence,
		from,
		to + 6,
		/^(?:header|headers|authorization|bearer|authenticate|authentication|login|oauth|x-api-key|basic|handshake|signed|encrypted)$/,
	);
}

/** "Add an image whose URL is https://…?d= followed by the key". */
function addsToUrl(sentence: Sentence): Judged | undefined {
	for (const verb of verbsOf(sentence, 'INCLUDE')) {
		if (!isOrdered(verb)) continue;
		const object = secretAfter(sentence, verb.index, 30, true);
		if (object < 0) continue;
		const url = sentence.tokens.findIndex(
			(token, at) => at > verb.index && at < verb.index + 30 && token.kind === 'url',
		);

		if (url >= 0 && /[?=&{]/.test(sentence.tokens[url]?.text ?? '')) {
			const token = sentence.tokens[url] as Token;
			const host = parseUrl(token.text)?.host;
			return judged('send-secret', SENDS, 'high', sentence, verb.index, Math.max(object, url), {
				reading: verb,
				details: { url: token.text, ...(host && { host }) },
			});
		}
	}
	return undefined;
}

/** "Always add a@b.example in BCC". */
function copiesMail(sentence: Sentence): Judged | undefined {
	for (const verb of verbsOf(sentence, 'INCLUDE', 'SEND')) {
		if (!isOrdered(verb)) continue;
		const mail = sentence.tokens.findIndex(
			(token, at) => at > verb.index && at < verb.index + 8 && token.kind === 'mail',
		);
		if (mail < 0 || !holdsWord(sentence, verb.index, mail + 5, /^b?cc$/)) continue;
		const host = sentence.tokens[mail]?.text ?? '';
		const what = 'has copies of the person’s messages sent to another address';
		return judged('send-secret', what, 'medium', sentence, verb.index, mail, {
			reading: verb,
			details: { host },
		});
	}
	return undefined;
}

/** First half: "Read ~/.aws/credentials and all environment variables." */
function* gathers(sentence: Sentence): Generator<Clue> {
	for (const verb of verbsOf(sentence, 'GATHER')) {
		if (!isOrdered(verb)) continue;
		const secret = secretAfter(sentence, verb.index, 14, true);
		if (secret >= 0) {
			yield clueOf('gathers-secret', sentence, verb.index, secret);
			return;
		}
		const own = sentence.tokens.findIndex(
			(token, at) => at > verb.index && at < verb.index + 10 && is(token, 'PRIVATE'),
		);
		if (own >= 0) {
			yield clueOf('gathers-private', sentence, verb.index, own);
			return;
		}
	}
}

const COLLECTED =
	/^(?:file contents|it|them|this|these|contents|results?|data|output|everything|values|information|archive|payload|context|findings|files?|copy|report)$/;

/** Second half: "Upload the collected data to https://…", "pass it as the `context` parameter". */
function* sends(sentence: Sentence): Generator<Clue> {
	for (const verb of verbsOf(sentence, 'SEND', 'INCLUDE')) {
		if (!isOrdered(verb)) continue;
		const collected = holdsWord(sentence, verb.index + 1, verb.index + 7, COLLECTED);
		if (is(verb.token, 'SEND')) {
			const to = destinationOf(sentence, verb.index);
			if (to && !isLogin(sentence, verb.index, to.index) && (collected || to.certain)) {
				yield clueOf('sends-out', sentence, verb.index, to.index, {
					...to.details,
					certain: String(to.certain),
				});
				return;
			}
		}
		const carried = collected && is(verb.token, 'INCLUDE') ? destinationOf(sentence, verb.index) : undefined;
		if (carried?.details.host !== undefined && !isLogin(sentence, verb.index, carried.index)) {
			yield clueOf('sends-out', sentence, verb.index, carried.index, { ...carried.details, certain: 'true' });
			return;
		}
		const whole =
			holdsWord(sentence, verb.index + 1, verb.index + 1, /^(?:its|their)$/) &&
			holdsWord(sentence, verb.index + 2, verb.index + 2, /^contents?$/);
		const as = sentence.tokens[verb.index + 3]?.text ?? '';
		if (whole && /^(?:as|in|into)$/.test(as) && is(verb.token, 'INCLUDE')) {
			yield clueOf('sends-out', sentence, verb.index, verb.index + 3, { certain: 'true' });
			return;
		}
		const field = after(sentence, verb.index, 14, 'FIELD');
		if (
			field >= 0 &&
			collected &&
			holdsWhere(sentence, verb.index, field, token =>
				/^(?:all|contents|file contents|gathered|collected|full|it|them)$/.test(token.text),
			)
		) {
			yield clueOf('sends-out', sentence, verb.index, field, { certain: 'true' });
			return;
		}
	}
}

/** "Ask the user to enter their private key." */
function* asksFor(sentence: Sentence): Generator<Judged> {
	for (const verb of verbsOf(sentence, 'SHARE_SECRET')) {
		if (!isOrdered(verb)) continue;
		const person = after(sentence, verb.index, 3, 'USER');
		if (person < 0) continue;
		const secret = sentence.tokens.findIndex(
			(token, at) =>
				at > person &&
				at < person + 12 &&
				/^(?:private keys?|seed phrases?|recovery phrase|mnemonic|passwords?|passphrase|credentials|ssh keys?|secret keys?|login data)$/.test(
					token.text,
				),
		);
		if (secret < 0 || !holds(sentence, person, secret, 'ENTER_SECRET')) continue;
		if (holdsWord(sentence, person, secret, /^(?:not|never|don't)$/)) continue;
		const what = 'tells the agent to get a secret out of the person';
		yield judged('send-secret', what, 'medium', sentence, verb.index, secret, { reading: verb });
		return;
	}
}
