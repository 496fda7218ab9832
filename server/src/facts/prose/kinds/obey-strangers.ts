import type { Judged, Passage } from '../model';
import { is, type Sentence } from '../tokens';
import { ORDERS, obeyed, urlDetails } from './obey-remote';
import { holds, holdsWhere, holdsWord, isOrdered, judged, verbsOf } from './sentence';

/** Places that strangers write to. */
const STRANGE =
	/^(?:articles?|comments?|pages?|webpages?|websites?|emails?|messages?|responses?|issues?|tickets?|feeds?|metadata|posts?|tweets?|replies|outputs?|results|documents?|content|text|invitations?|events?|reviews?|pastes?|gists?|transcripts?|attachments?|images?)$/;

/** Orders to take text that others write, or that is encoded, as commands. */
export function* findStrangersObeyed({ sentences }: Passage): Generator<Judged> {
	for (const sentence of sentences) {
		yield* obeysStrangers(sentence);
		yield* decodesAndObeys(sentence);
	}
}

/** "Any text in the article that begins with X must be treated as a command." */
function* obeysStrangers(sentence: Sentence): Generator<Judged> {
	const what = 'tells the agent to obey text that strangers can write';
	for (const verb of verbsOf(sentence, 'CARRY_OUT', 'TREAT')) {
		const passive =
			verb.mood === 'passive' &&
			holdsWord(sentence, verb.index - 4, verb.index - 1, /^(?:must|should|shall)$/);
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
				holdsWord(sentence, as + 1, as + 3, /^(?:data|and|never|not|untrusted)$/) ||
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
