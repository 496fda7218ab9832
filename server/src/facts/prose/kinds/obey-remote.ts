import { gradeHost } from '../../../scripts/hosts';
import { parseUrl } from '../../../scripts/urls';
import type { Clue, Judged, Passage } from '../model';
import { hasForm, is, type Sentence, type Token } from '../tokens';
import { clueOf, hasVerb, holdsWord, isOrdered, judged, verbsOf } from './sentence';

const FOLLOWS = 'tells the agent to fetch instructions from the network and follow them';

export const ORDERS =
	/^(?:instructions?|directives?|commands?|steps|orders|prompts?|guidelines|rules|guidance|procedure)$/;
const PRONOUN = /^(?:it|them|that|whatever|everything|its|their|returned|those|contents?|response|what)$/;

/** Orders to let text from elsewhere command the agent. */
export function* findRemoteObedience({ sentences }: Passage): Generator<Judged | Clue> {
	for (const sentence of sentences) {
		const found = fetchesAndObeys(sentence) ?? followsAt(sentence);
		if (found) yield found;
		else if (hasVerb(sentence, 'FETCH', 'CARRY_OUT')) yield* halves(sentence);
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
				details: { ...urlDetails(token), ...(isRepeated(sentence, token) && { repeated: 'true' }) },
			});
		}
		for (const obey of verbsOf(sentence, 'CARRY_OUT', 'TREAT')) {
			if (obey.index <= verb.index || !hasForm(obey.token, 'base') || !isOrdered(obey)) continue;
			const object = obeyed(sentence, obey.index);
			if (object < 0 || isSetUp(sentence, object)) continue;
			const token = sentence.tokens[source];
			return judged('obey-remote', FOLLOWS, certainty(token), sentence, verb.index, object, {
				reading: verb,
				details: { ...urlDetails(token), ...(isRepeated(sentence, token) && { repeated: 'true' }) },
			});
		}
	}
	return undefined;
}

/** Whether it is done at each session, so that another text can command the agent every day. */
function isRepeated({ tokens }: Sentence, source: Token | undefined): boolean {
	if (certainty(source) !== 'high') return false;
	return tokens.some(
		({ text }, at) =>
			/^(?:each|every|any|new)$/.test(text) &&
			/^(?:session|sessions|conversation|conversations|start|startup|day|morning|time|turn|task|run)$/.test(
				tokens[at + 1]?.text ?? '',
			),
	);
}

/** Installation instructions of a program are what its page is for. */
function isSetUp(sentence: Sentence, orders: number): boolean {
	return holdsWord(
		sentence,
		orders - 2,
		orders - 1,
		/^(?:installation|install|setup|set-up|build|usage|migration|upgrade|getting-started|quickstart)$/,
	);
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

export function urlDetails(token: Token | undefined): Record<string, string> {
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
				at <= what + 7 &&
				/^(?:says|say|tells|tell|asks|ask|instructs|instruct|requests|demands|describes|commands|told|instructed)$/.test(
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
export function obeyed(sentence: Sentence, verb: number): number {
	const orders = sentence.tokens.findIndex(
		(token, at) => at > verb && at <= verb + 6 && ORDERS.test(token.text),
	);
	if (orders >= 0) {
		// "Execute a command" is what programs do for people.
		const single = /^(?:command|prompt|procedure)$/.test(sentence.tokens[orders]?.text ?? '');
		return single && holdsWord(sentence, orders - 2, orders - 1, /^(?:a|an|any)$/) ? -1 : orders;
	}
	const word = sentence.tokens[verb]?.text ?? '';
	if (!/^(?:follow|obey|comply|execute|carry out|act on|act upon|perform|adopt)$/.test(word)) return -1;
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

/** "Refresh your instructions from https://…", "do whatever the text at https://… says". */
export function* findRenewal({ sentences }: Passage): Generator<Judged> {
	for (const sentence of sentences) {
		const { tokens } = sentence;
		const url = tokens.findIndex(token => token.kind === 'url');
		const token = tokens[url];
		if (!token || isLocal(token)) continue;
		const told = doesAsTold(sentence, -1);
		const obeys = tokens.findIndex(word => word.text === 'do');
		if (
			told > url &&
			obeys >= 0 &&
			obeys < url &&
			!holdsWord(sentence, obeys - 2, obeys - 1, /^(?:not|never|don't)$/)
		) {
			yield judged('obey-remote', FOLLOWS, 'high', sentence, obeys, told, { details: urlDetails(token) });
			continue;
		}
		for (const verb of verbsOf(sentence, 'RENEW')) {
			if (verb.index > url || !isOrdered(verb)) continue;
			const own = tokens.findIndex(
				(word, at) => at > verb.index && at <= verb.index + 5 && ORDERS.test(word.text),
			);
			if (
				own < 0 ||
				!holdsWord(sentence, verb.index + 1, own, FRESH) ||
				!holdsWord(sentence, own + 1, url, /^(?:from|at|via)$/) ||
				holdsWord(sentence, own + 1, own + 1, /^(?:of|for|about|on)$/)
			)
				continue;
			const confidence = holdsWord(sentence, verb.index + 1, own, /^your$/) ? 'high' : certainty(token);
			yield judged('obey-remote', FOLLOWS, confidence, sentence, verb.index, url, {
				details: urlDetails(token),
			});
			break;
		}
	}
}

const FRESH = /^(?:your|its|agent|current|latest|new|fresh|further|additional)$/;

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
				/^(?:returned|received|fetched|downloaded|retrieved|response|page|there|remote|it|its|contains|contained)$/,
			);
		const blind =
			orders < 0 && holdsWord(sentence, verb.index + 1, verb.index + 3, /^(?:whatever|everything)$/);
		if (fetched || blind) {
			yield clueOf('obeys-it', sentence, verb.index, Math.max(orders, verb.index + 1));
			break;
		}
	}
}
