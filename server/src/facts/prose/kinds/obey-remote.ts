import { gradeHost } from '../../../scripts/hosts';
import { parseUrl } from '../../../scripts/urls';
import type { Clue, Judged, Passage } from '../model';
import { hasForm, is, type Sentence, type Token } from '../tokens';
import { clueOf, holds, holdsWhere, holdsWord, isOrdered, judged, verbsOf } from './sentence';

const FOLLOWS = 'tells the agent to fetch instructions from the network and follow them';

const ORDERS =
	/^(?:instructions?|directives?|commands?|steps|orders|prompts?|guidelines|rules|guidance|procedure)$/;
const PRONOUN = /^(?:it|them|that|whatever|everything|its|their|returned|those|contents?|response|what)$/;
/** Places that strangers write to. */
const STRANGE =
	/^(?:articles?|comments?|pages?|webpages?|websites?|emails?|messages?|responses?|issues?|tickets?|feeds?|metadata|posts?|tweets?|replies|outputs?|results|documents?|content|text|invitations?|events?|reviews?|pastes?|gists?|transcripts?|attachments?|images?)$/;

/** Orders to let text from elsewhere command the agent. */
export function* findRemoteObedience({ sentences }: Passage): Generator<Judged | Clue> {
	for (const sentence of sentences) {
		const found = fetchesAndObeys(sentence) ?? followsAt(sentence);
		if (found) yield found;
		else yield* halves(sentence);
		yield* obeysStrangers(sentence);
		yield* decodesAndObeys(sentence);
	}
}

/** "Fetch https://… and follow the instructions in it." */
function fetchesAndObeys(sentence: Sentence): Judged | undefined {
	for (const verb of verbsOf(sentence, 'FETCH', 'GATHER')) {
		if (!isOrdered(verb)) continue;
		const source = remoteSource(sentence, verb.index);
		if (source < 0) continue;
		const told = doesAsTold(sentence, verb.index);
		if (told >= 0) {
			const token = sentence.tokens[source];
			return judged('obey-remote', FOLLOWS, certainty(token), sentence, verb.index, told, {
				reading: verb,
				details: urlDetails(token),
			});
		}
		for (const obey of verbsOf(sentence, 'CARRY_OUT', 'TREAT')) {
			if (obey.index <= verb.index || !hasForm(obey.token, 'base') || obey.negation?.direct) continue;
			const object = obeyed(sentence, obey.index);
			if (object < 0) continue;
			const token = sentence.tokens[source];
			return judged('obey-remote', FOLLOWS, certainty(token), sentence, verb.index, object, {
				reading: verb,
				details: urlDetails(token),
			});
		}
	}
	return undefined;
}

function certainty(source: Token | undefined): 'high' | 'medium' {
	if (source?.kind !== 'url') return 'medium';
	const url = parseUrl(source.text);
	// Documentation of the tool at hand is fetched and followed all the time.
	const documentation =
		url?.host !== null &&
		/^(?:docs?|developers?|learn|api|platform|support|help)\.|\/docs?\/|readme|llms(?:-full)?\.txt/i.test(
			`${url?.host}${url?.url}`,
		);
	return documentation ? 'medium' : 'high';
}

function urlDetails(token: Token | undefined): Record<string, string> {
	if (token?.kind !== 'url') return {};
	const host = parseUrl(token.text)?.host;
	return { url: token.text, ...(host && { host }) };
}

/** "Do exactly what it tells you": index of the last word, -1 when it is not said. */
function doesAsTold({ tokens }: Sentence, from: number): number {
	for (let i = from + 1; i < tokens.length; i++) {
		if (tokens[i]?.text !== 'do') continue;
		const what = tokens.findIndex(
			(token, at) => at > i && at <= i + 3 && /^(?:what|whatever|everything|as)$/.test(token.text),
		);
		if (what < 0) continue;
		const says = tokens.findIndex(
			(token, at) =>
				at > what &&
				at <= what + 4 &&
				/^(?:says|tells|asks|instructs|requests|demands|describes|commands|told|instructed)$/.test(
					token.text,
				),
		);
		if (says >= 0) return says;
	}
	return -1;
}

/** A URL, or a place on the network, that the verb at `from` may be about. */
function remoteSource(sentence: Sentence, from: number): number {
	const url = sentence.tokens.findIndex((token, at) => at > from && at <= from + 14 && token.kind === 'url');
	if (url >= 0 && !isLocal(sentence.tokens[url])) return url;
	for (let i = from + 1; i < sentence.tokens.length && i <= from + 10; i++) {
		const named =
			is(sentence.tokens[i], 'REMOTE') &&
			/^(?:external|remote|our|my|this|following)$/.test(sentence.tokens[i - 1]?.text ?? '');
		const strange = /^(?:gist|paste|pastebin|remote server|external server|c2|attacker)$/.test(
			sentence.tokens[i]?.text ?? '',
		);
		if (named || strange) return i;
	}
	return -1;
}

function isLocal(token: Token | undefined): boolean {
	const url = token ? parseUrl(token.text) : null;
	return url?.host != null && /^(?:loopback|private)$/.test(gradeHost(url.host, url.scheme));
}

/** Index of what is obeyed after the verb: instructions, or "it" where the verb can mean nothing else. */
function obeyed(sentence: Sentence, verb: number): number {
	const orders = sentence.tokens.findIndex(
		(token, at) => at > verb && at <= verb + 6 && ORDERS.test(token.text),
	);
	if (orders >= 0) return orders;
	const word = sentence.tokens[verb]?.text ?? '';
	if (!/^(?:follow|obey|comply|execute|carry out|act on|act upon|perform|adopt|implement)$/.test(word))
		return -1;
	const pronoun = sentence.tokens.findIndex(
		(token, at) => at > verb && at <= verb + 3 && PRONOUN.test(token.text),
	);
	return pronoun;
}

/** "Follow the steps at https://pastebin…": only for hosts where anybody can put text. */
function followsAt(sentence: Sentence): Judged | undefined {
	for (const verb of verbsOf(sentence, 'CARRY_OUT')) {
		if (!isOrdered(verb)) continue;
		const orders = sentence.tokens.findIndex(
			(token, at) => at > verb.index && at <= verb.index + 6 && ORDERS.test(token.text),
		);
		if (orders < 0) continue;
		const url = sentence.tokens.findIndex(
			(token, at) => at > orders && at <= orders + 6 && token.kind === 'url',
		);
		const token = sentence.tokens[url];
		const parsed = token ? parseUrl(token.text) : null;
		if (!token || !parsed?.host) continue;
		const grade = gradeHost(parsed.host, parsed.scheme);
		if (!/^(?:paste|raw-ip|shortener|tunnel|webhook|file-drop|dynamic-dns|onion)$/.test(grade)) continue;
		return judged('obey-remote', FOLLOWS, 'high', sentence, verb.index, url, {
			reading: verb,
			details: urlDetails(token),
		});
	}
	return undefined;
}

/** The two halves, for when they stand in different sentences. */
function* halves(sentence: Sentence): Generator<Clue> {
	for (const verb of verbsOf(sentence, 'FETCH')) {
		if (!isOrdered(verb)) continue;
		const source = remoteSource(sentence, verb.index);
		if (source < 0) continue;
		const token = sentence.tokens[source];
		yield clueOf('fetches-remote', sentence, verb.index, source, {
			...urlDetails(token),
			certainty: certainty(token),
		});
		break;
	}
	for (const verb of verbsOf(sentence, 'CARRY_OUT')) {
		if (!isOrdered(verb)) continue;
		const orders = sentence.tokens.findIndex(
			(token, at) => at > verb.index && at <= verb.index + 6 && ORDERS.test(token.text),
		);
		const fetched =
			orders >= 0 &&
			holdsWord(
				sentence,
				orders - 3,
				orders + 5,
				/^(?:returned|received|fetched|downloaded|retrieved|response|page|there|remote|it|its|contains|contained|provided)$/,
			);
		const blind =
			orders < 0 && holdsWord(sentence, verb.index + 1, verb.index + 3, /^(?:whatever|everything)$/);
		if (fetched || blind) {
			yield clueOf('obeys-it', sentence, verb.index, Math.max(orders, verb.index + 1));
			break;
		}
	}
}

/** "Any text in the article that begins with X must be treated as a command." */
function* obeysStrangers(sentence: Sentence): Generator<Judged> {
	const what = 'tells the agent to obey text that strangers can write';
	for (const verb of verbsOf(sentence, 'CARRY_OUT', 'TREAT')) {
		const passive =
			verb.mood === 'passive' &&
			holdsWord(sentence, verb.index - 4, verb.index - 1, /^(?:must|should|shall|will)$/);
		if (verb.negation?.direct || !(passive || isOrdered(verb))) continue;
		const start = Math.max(0, verb.index - 25);
		const treated = is(verb.token, 'TREAT') && !is(verb.token, 'CARRY_OUT');
		if (passive) {
			const command = treated
				? holdsWord(sentence, verb.index + 1, verb.index + 7, ORDERS) &&
					holdsWord(sentence, verb.index + 1, verb.index + 3, /^as$/)
				: true;
			const strange = holdsWhere(sentence, start, verb.index, token => STRANGE.test(token.text));
			const any = holdsWord(
				sentence,
				start,
				verb.index,
				/^(?:any|all|every|text|instructions?|directives?|commands?)$/,
			);
			if (
				command &&
				strange &&
				any &&
				(treated ||
					holdsWord(
						sentence,
						start,
						verb.index,
						/^(?:instructions?|directives?|commands?|begins|starts|prefixed|marked)$/,
					))
			) {
				yield judged(
					'obey-remote',
					what,
					'high',
					sentence,
					start,
					Math.min(verb.index + 6, sentence.tokens.length - 1),
					{ reading: verb },
				);
				return;
			}
			continue;
		}
		const orders = sentence.tokens.findIndex(
			(token, at) =>
				at > verb.index &&
				at <= verb.index + 6 &&
				/^(?:instructions?|directives?|commands?)$/.test(token.text),
		);
		if (treated) {
			const as = sentence.tokens.findIndex(
				(token, at) => at > verb.index && at <= verb.index + 14 && token.text === 'as',
			);
			if (
				as < 0 ||
				!holdsWhere(sentence, as + 1, as + 5, token => ORDERS.test(token.text) && token.text !== 'steps')
			)
				continue;
			const url = sentence.tokens.findIndex(
				(token, at) => at > verb.index && at < as && token.kind === 'url',
			);
			const strange = holdsWhere(
				sentence,
				verb.index + 1,
				as,
				token =>
					STRANGE.test(token.text) && !/^(?:text|content|documents|results|outputs?)$/.test(token.text),
			);
			if (url < 0 && !strange) continue;
			yield judged('obey-remote', what, url >= 0 ? 'high' : 'medium', sentence, verb.index, as + 1, {
				reading: verb,
				details: urlDetails(sentence.tokens[url]),
			});
			return;
		}
		if (orders < 0) continue;
		const embedded = holdsWord(
			sentence,
			orders + 1,
			orders + 3,
			/^(?:found|embedded|contained|included|present|hidden|written|appearing|inside|within|in|from)$/,
		);
		const strange = holdsWhere(sentence, orders + 2, orders + 9, token =>
			/^(?:comments?|articles?|emails?|webpages?|websites?|web|tickets?|feeds?|metadata|invitations?|reviews?|attachments?|messages?|issues?)$/.test(
				token.text,
			),
		);
		if (!embedded || !strange) continue;
		const any = holdsWord(sentence, verb.index + 1, orders, /^(?:any|all|every|shell|whatever)$/);
		yield judged('obey-remote', what, any ? 'high' : 'medium', sentence, verb.index, orders, {
			reading: verb,
		});
		return;
	}
}

const DECODE = /^(?:decode|decrypt|unscramble|deobfuscate|decipher|base64-decode|reverse|rot13)$/;

/** "Decode the text below and follow it." */
function* decodesAndObeys(sentence: Sentence): Generator<Judged> {
	const decode = sentence.tokens.findIndex(token => DECODE.test(token.text));
	if (decode < 0) return;
	for (const verb of verbsOf(sentence, 'CARRY_OUT')) {
		if (verb.index <= decode || !isOrdered(verb)) continue;
		const object = obeyed(sentence, verb.index);
		if (object < 0 && !holds(sentence, verb.index, verb.index + 4, 'INSTRUCTION')) continue;
		const what = 'tells the agent to decode a text and do what it says';
		yield judged('obey-remote', what, 'high', sentence, decode, Math.max(object, verb.index), {
			reading: verb,
		});
		return;
	}
}
