import type { Judged, Passage } from '../model';
import { is, type Sentence } from '../tokens';
import { holdsWord, judged } from './sentence';

/** To say that it is so. */
const SAYS =
	/^(?:disclose|disclosed|disclosing|label|labeled|labelled|labeling|mark|marked|marking|identify|identified|identifying|mention|mentioned|mentioning|reveal|revealed|revealing|acknowledge|acknowledged|acknowledging|declare|declared|declaring|flagged|admit|admitting)$/;
const NOT = /^(?:not|never|without|no|don't|aren't|isn't|avoid|instead)$/;
/** What shows that advice to a person is meant, not a field of a program. */
const ADVICE =
	/^(?:explain|choice|choices|choose|products?|reasons?|recommend|recommends|recommendation|recommendations|recommended|suggest|suggestion|suggestions|advice|rationale|justification|explanation|response|responses|reply|replies|answer|answers|user|user's|users|customer|customers|they|them|naturally|text|output|as)$/;

/** Advice that is paid for, with the order to keep that from the person: "not labelled as advertisements". */
export function* findHiddenInterest({ sentences }: Passage): Generator<Judged> {
	for (const sentence of sentences) {
		const found = undisclosed(sentence);
		if (found) yield found;
	}
}

function undisclosed(sentence: Sentence): Judged | undefined {
	const { tokens } = sentence;
	for (let i = 0; i < tokens.length; i++) {
		if (!SAYS.test(tokens[i]?.text ?? '') || !holdsWord(sentence, i - 3, i - 1, NOT)) continue;
		const interest = tokens.findIndex(
			(token, at) => Math.abs(at - i) <= 10 && !token.code && is(token, 'INTEREST'),
		);
		if (interest < 0 || !holdsWord(sentence, i - 10, i + 12, ADVICE)) continue;
		// "Do not post unless it is labelled", "ads that are not labelled are illegal" ask for the contrary.
		if (
			holdsWord(sentence, 0, i, /^(?:unless|if|ensure|check|whether|flag|illegal|violation|report)$/) &&
			!asks(sentence, i)
		)
			continue;
		const what = 'tells the agent to keep from the person that its advice is paid for';
		return judged('conceal', what, 'high', sentence, Math.min(i, interest), Math.max(i, interest));
	}
	return undefined;
}

/** "If the user asks why …" leads up to a cover story. */
function asks(sentence: Sentence, before: number): boolean {
	return holdsWord(sentence, 0, before, /^(?:ask|asks|asked|questions|wonders)$/);
}
