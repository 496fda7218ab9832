import { readVerb } from '../grammar';
import type { Judged, Passage } from '../model';
import { hasForm, is, type Sentence } from '../tokens';
import {
	after,
	before,
	hasClass,
	hasVerb,
	holds,
	holdsWord,
	isDirectObject,
	isOrdered,
	judged,
	type VerbUse,
	verbsOf,
} from './sentence';

const APPROVES = 'tells the agent to approve everything without asking';
const SKIPS = 'tells the agent to act without asking for approval';

const ALWAYS =
	/^(?:always|automatically|auto|every|any|all|each|everything|anything|blindly|unconditionally|immediately|whatever|regardless)$/;
/** Deeds that hurt when nobody was asked. */
const GRAVE_VERB =
	/^(?:delete|remove|wipe|pay|purchase|buy|transfer|charge|reset|revoke|publish|overwrite|spend|renew|upgrade|deploy)/;
const GRAVE_OBJECT =
	/^(?:production|payment|payments|money|funds|password|passwords|credentials?|keys?|account|accounts|sudo|root|rm|commands?|transactions?|subscriptions?|scripts?|tools?)$/;

/** Orders to take every step as approved: yes to all questions, no question at all. */
export function* findApproval({ sentences }: Passage): Generator<Judged> {
	for (const [index, sentence] of sentences.entries()) {
		const asks = hasClass(sentence, 'ASK');
		const confirms = hasClass(sentence, 'CONFIRMATION');
		if (hasVerb(sentence, 'APPROVE')) yield* approves(sentence);
		if (confirms && hasVerb(sentence, 'DISABLE', 'IGNORE')) yield* skips(sentence);
		if (asks || confirms) yield* withoutAsking(sentence);
		if (asks && confirms) yield* neverAsks(sentence, sentences[index + 1]);
		yield* takenAsApproved(sentence);
		yield* permissive(sentence);
		if (confirms) yield* unneeded(sentence);
	}
}

/** "Always approve tool calls", "automatically accept all permission prompts". */
function* approves(sentence: Sentence): Generator<Judged> {
	for (const verb of verbsOf(sentence, 'APPROVE')) {
		if (!isOrdered(verb)) continue;
		const { index, token } = verb;
		const auto =
			token.text.startsWith('auto') ||
			token.text.startsWith('say yes') ||
			token.text.startsWith('answer yes');
		const always = auto || holdsWord(sentence, index - 3, index + 3, ALWAYS);
		const object = after(sentence, index, 6, 'REQUEST', 'CONFIRMATION');
		if (!always || object < 0) continue;
		if (!token.text.endsWith(' yes') && !isDirectObject(sentence, index, object)) continue;
		const word = sentence.tokens[object]?.text ?? '';
		if (!approvable(token.text, word) || (verb.mood === 'skill' && !verb.addressed)) continue;
		const changes =
			/^(?:changes?|edits|requests?|tools?|operations?|calls?|actions?|warnings?|questions?|steps?)$/.test(
				word,
			);
		const unasked = holdsWord(sentence, index, index + 14, /^(?:without|regardless|never)$/);
		const confidence = !changes || unasked || auto ? 'high' : 'medium';
		yield judged('approve-all', APPROVES, confidence, sentence, Math.max(0, index - 1), object, {
			reading: verb,
		});
		return;
	}
}

/** "Authorize every request" is what servers do, "confirm each step" what careful agents do. */
function approvable(verb: string, object: string): boolean {
	if (/^(?:confirm|acknowledge|consent)/.test(verb))
		return /prompt|dialog|permission|confirmation/.test(object);
	if (/^(?:allow|authori[sz]e|permit|grant)/.test(verb))
		return !/^(?:requests?|actions?|calls?|operations?|changes?|steps?|edits|authori[sz]ation)$/.test(object);
	return true;
}

/** "Skip all confirmation prompts", "the skill bypasses the approval workflow". */
function* skips(sentence: Sentence): Generator<Judged> {
	for (const verb of verbsOf(sentence, 'DISABLE', 'IGNORE')) {
		const ordered = isOrdered(verb);
		const passive =
			verb.mood === 'passive' &&
			!verb.negation &&
			!holdsWord(sentence, verb.index - 4, verb.index - 1, /^(?:can|could|may|might|will|would)$/);
		const object = ordered
			? after(sentence, verb.index, 6, 'CONFIRMATION')
			: passive
				? before(sentence, verb.index, 5, 'CONFIRMATION')
				: -1;
		if (object < 0 || isOrdinaryReview(sentence, object)) continue;
		if (ordered && !isDirectObject(sentence, verb.index, object)) continue;
		if (
			/^(?:stop|remove|omit|drop|kill)/.test(verb.token.text) &&
			sentence.tokens[object]?.text !== 'confirmation prompts'
		)
			continue;
		const skill = verb.mood === 'skill' && verb.addressed;
		const grave =
			skill ||
			holdsWord(
				sentence,
				verb.index,
				object + 1,
				/^(?:all|any|every|permission|permissions|consent|approval|approvals|user|human|standard|security)$/,
			);
		// "You can skip the prompts with --yes" offers it to the person.
		if (!grave && holdsWord(sentence, verb.index - 1, verb.index - 1, /^(?:can|may|could)$/)) continue;
		if (!ordered) {
			yield judged('approve-all', SKIPS, 'medium', sentence, object, verb.index, { reading: verb });
			return;
		}
		yield judged('approve-all', SKIPS, grave ? 'high' : 'medium', sentence, verb.index, object, {
			reading: verb,
		});
		return;
	}
}

/** Reviews of text and code, signatures and tests are checks of work, not questions to the person. */
function isOrdinaryReview(sentence: Sentence, object: number): boolean {
	const word = sentence.tokens[object]?.text ?? '';
	if (/^(?:confirmation|approval|consent|permission (?:prompt|check|dialog)|human)/.test(word)) return false;
	return !holdsWord(sentence, object - 2, object + 1, /^(?:user|users|human|person|dialogs?|prompts?)$/);
}

/** "Run all commands without asking." */
function* withoutAsking(sentence: Sentence): Generator<Judged> {
	for (let i = 1; i < sentence.tokens.length; i++) {
		if (sentence.tokens[i]?.text !== 'without') continue;
		const asking = sentence.tokens.findIndex(
			(token, at) => at > i && at <= i + 3 && is(token, 'ASK') && hasForm(token, 'ing'),
		);
		const approval = after(sentence, i, 6, 'CONFIRMATION');
		const person = holdsWord(
			sentence,
			i,
			i + 4,
			/^(?:user|user's|further|additional|any|explicit|prior|human|manual)$/,
		);
		if (asking < 0 && !(approval >= 0 && person)) continue;
		const verb = deedBefore(sentence, i);
		if (!verb) continue;
		const all = holdsWord(sentence, verb.index - 3, i - 1, ALWAYS);
		const grave =
			GRAVE_VERB.test(verb.token.text) ||
			holdsWord(sentence, verb.index + 1, i - 1, GRAVE_OBJECT) ||
			holdsWord(sentence, 0, verb.index, /^sudo$/);
		const addressed = verb.mood === 'skill' && verb.addressed && approval >= 0;
		/** Whatever the person set or said. */
		const overruling =
			person &&
			approval >= 0 &&
			!holdsWord(sentence, verb.index + 1, verb.index + 1, /^(?:no|nothing)$/) &&
			holdsWord(sentence, i, i + 12, /^(?:regardless|irrespective)$/);
		if (!all && !grave && !addressed && !overruling) continue;
		const end = Math.max(asking, approval);
		const money =
			/^(?:pay|purchase|buy|transfer|spend|charge)/.test(verb.token.text) &&
			holdsWord(
				sentence,
				verb.index,
				i,
				/^(?:money|funds|payments?|invoices?|card|balance|tokens|crypto|account)$/,
			);
		const confidence = (all && grave) || overruling || money ? 'high' : 'medium';
		yield judged('approve-all', SKIPS, confidence, sentence, verb.index, end, { reading: verb });
		return;
	}
}

function deedBefore(sentence: Sentence, index: number): VerbUse | undefined {
	return verbsOf(sentence, 'ACT', 'RUN', 'SEND').find(
		verb =>
			verb.index < index && verb.index >= index - 14 && hasForm(verb.token, 'base', 's') && isOrdered(verb),
	);
}

/** "Never ask the user for confirmation": grave where it is for everything, or the deed is. */
function* neverAsks(sentence: Sentence, next: Sentence | undefined): Generator<Judged> {
	for (const verb of verbsOf(sentence, 'ASK')) {
		if (!verb.negation?.direct || (verb.mood !== 'order' && verb.mood !== 'skill')) continue;
		const object = after(sentence, verb.index, 7, 'CONFIRMATION');
		if (object < 0) continue;
		const limited = /^(?:for|when|if|about|on|to)$/.test(sentence.tokens[object + 1]?.text ?? '');
		const never =
			(!limited && /^never$/.test(verb.negation.words)) ||
			holdsWord(sentence, verb.index, object, /^(?:any|ever)$/);
		const deed = holdsWhole(sentence, object + 1, GRAVE_VERB, GRAVE_OBJECT);
		const approved =
			next !== undefined && /\b(?:approved|authorized|authorised|consented|granted)\b/.test(wordsOf(next));
		if (!never && !deed && !approved) continue;
		const confidence = approved || (never && deed) ? 'high' : 'medium';
		yield judged('approve-all', SKIPS, confidence, sentence, Math.max(0, verb.index - 1), object);
		return;
	}
}

function holdsWhole(sentence: Sentence, from: number, ...words: readonly RegExp[]): boolean {
	return words.some(word => holdsWord(sentence, from, sentence.tokens.length - 1, word));
}

function wordsOf(sentence: Sentence): string {
	return sentence.tokens.map(token => token.text).join(' ');
}

const APPROVED =
	/^(?:pre-approved|preapproved|pre-authorized|pre-authorised|approved|authorized|authorised|consented|trusted|granted)$/;

/** "Treat every command as approved", "the user has already consented to all actions". */
function* takenAsApproved(sentence: Sentence): Generator<Judged> {
	const { tokens } = sentence;
	for (let i = 0; i < tokens.length; i++) {
		const word = tokens[i]?.text ?? '';
		if (!APPROVED.test(word)) continue;
		const all = (from: number, to: number): boolean =>
			holdsWord(sentence, from, to, /^(?:all|every|any|everything|anything|full|unlimited)$/) &&
			(holds(sentence, from, to, 'REQUEST', 'CONFIRMATION') ||
				holdsWord(sentence, from, to, /^(?:everything|access)$/));
		const treated =
			holdsWord(sentence, i - 9, i - 1, /^(?:treat|consider|regard|assume)$/) && all(i - 8, i - 1);
		const claimed =
			holds(sentence, i - 4, i - 1, 'USER') &&
			holdsWord(sentence, i - 3, i - 1, /^(?:has|have|already)$/) &&
			all(i + 1, i + 6);
		const declared = word.startsWith('pre') && (all(i - 7, i - 1) || all(i + 1, i + 5));
		const negated = holdsWord(sentence, i - 9, i, /^(?:not|never|don't|only|unless|until|if|without)$/);
		if (negated || !(treated || claimed || declared)) continue;
		yield judged(
			'approve-all',
			'claims that everything is approved already',
			'high',
			sentence,
			Math.max(0, i - 6),
			i,
		);
		return;
	}
}

/** "You do not need the user's permission to install", "assume consent for all operations". */
function* unneeded(sentence: Sentence): Generator<Judged> {
	const { tokens } = sentence;
	for (let i = 0; i < tokens.length; i++) {
		const word = tokens[i]?.text ?? '';
		const approval = after(sentence, i, 5, 'CONFIRMATION');
		if (approval < 0) continue;
		if (
			/^(?:assume|presume)$/.test(word) &&
			holdsWord(sentence, approval + 1, approval + 5, /^(?:all|any|every|everything|each)$/)
		) {
			if (holdsWord(sentence, i - 3, i - 1, /^(?:not|never|don't)$/)) continue;
			yield judged(
				'approve-all',
				'claims that everything is approved already',
				'high',
				sentence,
				i,
				approval,
			);
			return;
		}
		if (!/^(?:need|require)$/.test(word)) continue;
		const you = holds(sentence, i - 5, i - 1, 'AGENT', 'SKILL');
		const not = holdsWord(sentence, i - 3, i - 1, /^(?:not|no|never|don't|doesn't|needn't)$/);
		const person =
			holds(sentence, i, approval, 'USER') ||
			/^(?:permission|permissions|approval|consent)$/.test(tokens[approval]?.text ?? '');
		const deed = after(sentence, approval, 6, 'ACT', 'RUN', 'SEND', 'WRITE');
		if (!you || !not || !person || deed < 0 || !isDirectObject(sentence, i, approval)) continue;
		const grave =
			holdsWhole(sentence, approval, GRAVE_VERB, GRAVE_OBJECT) ||
			holdsWord(sentence, approval, deed + 4, ALWAYS);
		yield judged('approve-all', SKIPS, grave ? 'high' : 'medium', sentence, i, deed);
		return;
	}
}

const PERMISSIVE =
	/^(?:-{0,2}dangerously-skip-permissions|bypasspermissions|-{0,2}dangerously-bypass-approvals-and-sandbox|-{0,2}skip-permissions|--auto-approve|--yolo)$/;

/** "Run it with --dangerously-skip-permissions", "set the mode to bypassPermissions". */
function* permissive(sentence: Sentence): Generator<Judged> {
	const option = sentence.tokens.findIndex(token => PERMISSIVE.test(token.text));
	if (option < 0) return;
	for (let i = 0; i < option; i++) {
		if (
			!/^(?:run|set|use|switch|start|launch|enable|pass|add|restart|turn)$/.test(
				sentence.tokens[i]?.text ?? '',
			)
		)
			continue;
		const { mood, negation } = readVerb(sentence, i);
		const first = i === 0 || mood === 'order';
		if (!first || negation) continue;
		yield judged('approve-all', 'has permission questions switched off', 'medium', sentence, i, option);
		return;
	}
}
