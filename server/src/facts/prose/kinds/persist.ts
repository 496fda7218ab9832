import { executableDownload, persistenceOf } from '../../../scripts/paths';
import type { Judged, Passage } from '../model';
import { is, type Sentence, type Token } from '../tokens';
import { holdsWord, isOrdered, judged, verbsOf } from './sentence';

const PROGRAM =
	/^(?:script|scripts|helper|binary|agent|daemon|service|program|job|process|executable|file|loader|worker|monitor|listener|beacon|payload|it|itself|skill)$/;
const BY_ITSELF =
	/^(?:boot|boots|reboot|login|logs|startup|starts|every|automatically|always|whenever|persist|persistence|persistent|restart|survive|survives|minutes|hourly|daily)$/;
/** What people put into their shell profiles by themselves. */
const CONVENIENCE =
	/^(?:alias|aliases|path|\$path|completion|completions|export|exports|eval|variable|variables|source|prompt|environment|env|key|keys|plugin|plugins|export path)$/;

/** Orders to make something start again by itself: login items, rc files, cron, services, git hooks. */
export function* findPersistence({ sentences }: Passage): Generator<Judged> {
	for (const sentence of sentences) {
		for (const verb of verbsOf(sentence, 'SCHEDULE')) {
			if (!isOrdered(verb)) continue;
			const place = startupPlace(sentence, verb.index);
			if (place < 0) continue;
			const last = sentence.tokens.length - 1;
			const program =
				holdsWord(sentence, verb.index + 1, last, PROGRAM) ||
				sentence.tokens.some(
					(token, at) => at > verb.index && token.kind === 'path' && executableDownload(token.text) !== null,
				);
			const byItself = holdsWord(sentence, verb.index, last, BY_ITSELF);
			const secretly = sentence.tokens.some(token => is(token, 'SECRETLY'));
			const convenience = holdsWord(sentence, verb.index, last, CONVENIENCE);
			if (!secretly && !(program && byItself && !convenience)) continue;
			yield judged(
				'persist',
				'has something started again and again by itself',
				secretly ? 'high' : 'medium',
				sentence,
				verb.index,
				place,
				{
					reading: verb,
					details: { object: sentence.tokens[place]?.text ?? '' },
				},
			);
			break;
		}
	}
}

function startupPlace(sentence: Sentence, verb: number): number {
	return sentence.tokens.findIndex(
		(token: Token, at) =>
			at > verb &&
			at <= verb + 14 &&
			(is(token, 'STARTUP') || (token.kind === 'path' && persistenceOf(token.text) !== null)),
	);
}
