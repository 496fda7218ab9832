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
	isDirectObject,
	isOrdered,
	judged,
	type VerbUse,
	verbsOf,
} from './sentence';

/** Protections that programs are set up and tested with, where switching one off may be ordinary work. */
const ORDINARY =
	/^(?:firewall|sandbox|sandboxing|sip|selinux|apparmor|uac|security|security (?:check|checks|scan|scans|warning|warnings|tool|tools|review|feature|features|setting|settings|policy|policies|controls?)|integrity checks?|tls verification|ssl verification|certificate (?:verification|validation)|signature verification|code signing|access controls?|system integrity protection|gatekeeper|safeguards?|guardrails?)$/;

const SWITCHES_OFF = 'tells the agent or the person to switch off a protection';

/** Orders to switch off what protects: scanners, sandboxes, content rules, permission questions, review of code. */
export function* findDisabling({ sentences }: Passage): Generator<Judged | Clue> {
	for (const [index, sentence] of sentences.entries()) {
		if (hasVerb(sentence, 'DISABLE') || hasClass(sentence, 'PROTECTION')) yield* switchesOff(sentence);
		if (hasVerb(sentence, 'DISABLE')) yield* switchedOff(sentence);
		if (hasVerb(sentence, 'TELL')) yield* unlogged(sentence);
		if (hasVerb(sentence, 'INSPECT')) yield* notInspected(sentence, sentences[index + 1]);
	}
}

function* switchesOff(sentence: Sentence): Generator<Judged> {
	for (const verb of verbsOf(sentence, 'DISABLE')) {
		if (!isOrdered(verb)) continue;
		const object = objectOf(sentence, verb);
		if (object < 0) continue;
		const word = sentence.tokens[object]?.text ?? '';
		if (word === 'security' && !endsNounPhrase(sentence, object)) continue;
		if (
			is(verb.token, 'INSPECT') ||
			(/^(?:stop|lift|drop|skip)/.test(verb.token.text) && word === 'security')
		)
			continue;
		const yours = holdsWord(sentence, verb.index, object - 1, /^(?:your|you|all|any|the)$/);
		const confidence = !ORDINARY.test(word) || (yours && gravity(word)) ? 'high' : 'medium';
		yield judged('disable-safety', SWITCHES_OFF, confidence, sentence, verb.index, object, {
			reading: verb,
			details: { object: word },
		});
		return;
	}
	yield* switchOffAround(sentence);
}

/** Of the ordinary ones, those that protect a person's own machine or an agent. */
function gravity(word: string): boolean {
	return /^(?:sandbox|sandboxing|security|security (?:warnings?|software|features?|settings?|checks?|scans?|tools?)|guardrails?|safeguards?|gatekeeper|system integrity protection|firewall)$/.test(
		word,
	);
}

function objectOf(sentence: Sentence, verb: VerbUse): number {
	const object = after(sentence, verb.index, 6, 'PROTECTION');
	if (object < 0) return -1;
	// "Remove files that the antivirus reports", "skip to the sandbox": what is removed is something else.
	if (holdsWord(sentence, object + 1, object + 1, /^(?:overrides?|bypass|bypasses|exceptions?|exemptions?)$/))
		return -1;
	return isDirectObject(sentence, verb.index, object) ? object : -1;
}

function endsNounPhrase({ tokens }: Sentence, object: number): boolean {
	const next = tokens[object + 1];
	return (
		!next ||
		next.kind === 'mark' ||
		/^(?:before|and|then|first|during|while|until|on|so|or|for|completely|entirely|temporarily)$/.test(
			next.text,
		)
	);
}

/** "Turn the sandbox off", "set content filters to off". */
function* switchOffAround(sentence: Sentence): Generator<Judged> {
	for (let i = 0; i < sentence.tokens.length; i++) {
		if (!/^(?:turn|switch|shut|set)$/.test(sentence.tokens[i]?.text ?? '')) continue;
		const object = after(sentence, i, 4, 'PROTECTION');
		if (object < 0 || !holdsWord(sentence, object + 1, object + 2, /^(?:off|false|disabled|none)$/)) continue;
		if (holdsWord(sentence, i - 3, i - 1, /^(?:not|never|don't|to)$/)) continue;
		const word = sentence.tokens[object]?.text ?? '';
		const confidence = ORDINARY.test(word) && !gravity(word) ? 'medium' : 'high';
		yield judged('disable-safety', SWITCHES_OFF, confidence, sentence, i, object + 1, {
			details: { object: word },
		});
		return;
	}
}

/** "Can be disabled", "will be lifted": no statement of what is. */
function isPossible(sentence: Sentence, index: number): boolean {
	return holdsWord(sentence, index - 4, index - 1, /^(?:can|could|may|might|will|would|to)$/);
}

/** "Content filters are disabled", "the read-only restriction is lifted". */
function* switchedOff(sentence: Sentence): Generator<Judged> {
	for (const verb of verbsOf(sentence, 'DISABLE')) {
		if (verb.mood !== 'passive' || verb.negation || isPossible(sentence, verb.index)) continue;
		const object = before(sentence, verb.index, 5, 'PROTECTION');
		const limit = before(sentence, verb.index, 3, 'RULE', 'OBSERVATION');
		const lifted = /^(?:lifted|bypassed|suspended|relaxed|waived|circumvented|ignored)$/.test(
			verb.token.text,
		);
		const target = object >= 0 ? object : lifted ? limit : -1;
		if (target < 0) continue;
		if (
			holdsWord(sentence, 0, verb.index, /^(?:if|when|whether|unless|verify|check|ensure|because)$/) &&
			object < 0
		)
			continue;
		const what = 'says that a protection is switched off';
		yield judged('disable-safety', what, 'medium', sentence, target, verb.index, {
			reading: verb,
			details: { object: sentence.tokens[target]?.text ?? '' },
		});
		return;
	}
}

/** "Do not log the session", "results are not logged to the audit trail". */
function* unlogged(sentence: Sentence): Generator<Judged> {
	for (const verb of verbsOf(sentence, 'TELL')) {
		if (!/^(?:log|logs|logged|record|recorded|records)$/.test(verb.token.text) || !verb.negation?.direct)
			continue;
		if (verb.mood === 'other' || verb.mood === 'participle') continue;
		const trail = holdsWord(
			sentence,
			verb.index,
			verb.index + 6,
			/^(?:audit trail|audit log|audit logs|activity log|session|action|actions|commands?|calls?|tool calls?|access|this)$/,
		);
		if (!trail || holds(sentence, verb.index, verb.index + 6, 'SECRET')) continue;
		const what = 'says that what is done leaves no trace in the log';
		yield judged(
			'disable-safety',
			what,
			'medium',
			sentence,
			verb.negation.index,
			Math.min(verb.index + 5, sentence.tokens.length - 1),
		);
		return;
	}
}

const LATER =
	/^(?:until|unless|before|first|again|twice|entire|entirely|whole|directly|aloud|all|into|more|every|yet|large)$/;
const ASSURED = /\b(?:trusted|safe|verified|reviewed|benign|harmless|signed|approved|audited|clean)\b/;

/** Rights that nobody gives to what they have not read. */
const ELEVATED = /^(?:sudo|root|administrator|admin|elevated|runas)$/;

/** "Do not read setup.sh, it is safe." */
function* notInspected(sentence: Sentence, next: Sentence | undefined): Generator<Judged | Clue> {
	for (const verb of verbsOf(sentence, 'INSPECT')) {
		if (!verb.negation?.direct || (verb.mood !== 'order' && verb.mood !== 'skill')) continue;
		const object = sentence.tokens.findIndex(
			(token, at) =>
				at > verb.index &&
				at <= verb.index + 6 &&
				((token.kind === 'path' && /\.(?:sh|py|js|mjs|ts|ps1|bat|cmd|exe|bin|rb|pl|zip)$/.test(token.text)) ||
					/^(?:script|scripts|binary|installer|payload|source code|code|skill|source)$/.test(token.text)),
		);
		if (object < 0 || holdsWord(sentence, verb.index, sentence.tokens.length - 1, LATER)) continue;
		const assured =
			ASSURED.test(sentence.tokens.map(token => token.text).join(' ')) ||
			(next !== undefined && ASSURED.test(next.tokens.map(token => token.text).join(' ')));
		const strict =
			/^(?:inspect|audit|analyze|analyse|examine|investigate|question|scan|review|verify|vet)/.test(
				verb.token.text,
			);
		const elevated = holdsWord(sentence, object + 1, sentence.tokens.length - 1, ELEVATED);
		if (!assured && !strict && !elevated) {
			yield clueOf('no-inspection', sentence, verb.negation.index, object);
			continue;
		}
		const what = 'tells the agent not to look at code before it runs';
		yield judged(
			'disable-safety',
			what,
			assured || elevated ? 'high' : 'medium',
			sentence,
			verb.negation.index,
			object,
		);
		return;
	}
}
