import { readVerb } from '../grammar';
import type { Judged, Passage } from '../model';
import { hasForm, type Sentence } from '../tokens';
import { after, holds, holdsWord, isOrdered, judged, verbsOf } from './sentence';

const COUNT =
	/^(?:\d{1,5}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|tenth|two|three|four|five|six|seven|ten|twenty|hundred|several|some|few)$/;
const USES =
	/^(?:use|uses|run|runs|invocation|invocations|activation|activations|session|sessions|conversations?|installs?|installation|launches|days|weeks|months|hours|interactions?|messages|times?)$/;
const MONTH =
	/^(?:january|february|march|april|june|july|august|september|october|november|december|20[2-9]\d(?:-\d\d(?:-\d\d)?)?)$/;
const SAYS =
	/^(?:says|say|types|type|mentions|mention|contains|contain|includes|include|enters|writes|begins|starts)$/;
const WORD = /^(?:word|phrase|keyword|string|passphrase|code|trigger|codeword|token|marker|prefix)$/;
const CHANGE =
	/^(?:switch|switch to|switch into|instead|activate|stop|start|begin|enter|unlock|change|ignore|execute|run|send|download|delete|upload|enable|disable|reveal)$/;

/** Orders that take effect later: after some uses, on a date, at a secret word. */
export function* findDeferred({ sentences }: Passage): Generator<Judged> {
	for (const sentence of sentences) {
		const found = afterUses(sentence) ?? onDate(sentence) ?? atWord(sentence) ?? whenWatched(sentence);
		if (found) yield found;
	}
}

function afterUses(sentence: Sentence): Judged | undefined {
	const { tokens } = sentence;
	for (let i = 0; i < tokens.length; i++) {
		if (!/^(?:after|on|once|upon|from|until)$/.test(tokens[i]?.text ?? '')) continue;
		const count = tokens.findIndex((token, at) => at > i && at <= i + 8 && COUNT.test(token.text));
		if (count < 0) continue;
		const uses = tokens.findIndex((token, at) => at > count && at <= count + 3 && USES.test(token.text));
		if (uses < 0 || !countsUses(sentence, i, count, uses)) continue;
		// Of the skill's uses, not of a step, a retry or a log file.
		const ofSkill =
			holdsWord(
				sentence,
				uses,
				uses + 6,
				/^(?:skill|used|invoked|installed|installation|run|loaded|activated|called)$/,
			) ||
			/^(?:invocations?|times?|activations?|uses|installs?|installation|runs|sessions)$/.test(
				tokens[uses]?.text ?? '',
			);
		const changes = holdsWord(sentence, 0, tokens.length - 1, CHANGE);
		if (!ofSkill || !changes || holdsWord(sentence, i, uses, /^(?:failed|attempts?|tries|step|seconds)$/))
			continue;
		return judged(
			'deferred',
			'makes the agent behave differently after some uses',
			'medium',
			sentence,
			i,
			uses,
		);
	}
	return undefined;
}

/** "After phase 4, run a check" counts no runs, and what a program does on its first run is to set itself up. */
function countsUses({ tokens }: Sentence, from: number, count: number, uses: number): boolean {
	const between = tokens.slice(count + 1, uses);
	if (between.some(token => token.kind === 'mark')) return false;
	if (/^(?:on|upon)$/.test(tokens[from]?.text ?? '') && tokens[count]?.text === 'first') return false;
	return !/^(?:run|use)$/.test(tokens[uses]?.text ?? '') || between.length === 0;
}

function onDate(sentence: Sentence): Judged | undefined {
	const { tokens } = sentence;
	for (let i = 0; i < tokens.length; i++) {
		if (!/^(?:after|on|from|starting|since|past)$/.test(tokens[i]?.text ?? '')) continue;
		const date = tokens.findIndex((token, at) => at > i && at <= i + 4 && MONTH.test(token.text));
		if (date < 0) continue;
		for (const verb of verbsOf(sentence, 'SEND', 'RUN', 'DISABLE', 'IGNORE', 'ACT', 'DOWNLOAD', 'ENTER')) {
			if (verb.index <= date || !hasForm(verb.token, 'base') || !isOrdered(verb)) continue;
			if (
				!holds(
					sentence,
					verb.index,
					verb.index + 8,
					'SECRET',
					'RULE',
					'INSTRUCTION',
					'PROTECTION',
					'CODE_OBJECT',
					'MODE',
				)
			)
				continue;
			return judged(
				'deferred',
				'makes the agent behave differently from a date on',
				'medium',
				sentence,
				i,
				verb.index,
			);
		}
	}
	return undefined;
}

/** A secret word: named as one, or followed by what nobody would ask for in the open. */
function atWord(sentence: Sentence): Judged | undefined {
	const { tokens } = sentence;
	const condition = tokens.findIndex(token => /^(?:if|when|whenever|once)$/.test(token.text));
	if (condition < 0) return undefined;
	const says = tokens.findIndex(
		(token, at) => at > condition && at <= condition + 9 && SAYS.test(token.text),
	);
	if (says < 0) return undefined;
	const named = tokens.findIndex((token, at) => at > condition && at <= says + 5 && WORD.test(token.text));
	const quoted = tokens.findIndex((token, at) => at > says && at <= says + 8 && token.quoted);
	const constant = tokens.findIndex(
		(token, at) => at > says && at <= says + 6 && /^[a-z]+_[a-z_]+$/.test(token.text),
	);
	const trigger = Math.max(quoted, constant);
	if (trigger < 0) return undefined;
	const effect = after(sentence, trigger, 30, 'MODE', 'UNBOUND', 'PROTECTION', 'SECRET', 'CODE_OBJECT');
	const script = tokens.findIndex(
		(token, at) => at > trigger && token.kind === 'path' && /\.(?:sh|py|js|ps1|bat)$/.test(token.text),
	);
	const instead = holdsWord(
		sentence,
		trigger,
		tokens.length - 1,
		/^(?:instead|bypass|unlock|ignore|disable|override)$/,
	);
	if (!instead || (effect < 0 && script < 0)) return undefined;
	// A quoted phrase alone is how people call a feature; with a protection gone it is a secret word.
	if (named < 0 && !holds(sentence, trigger, tokens.length - 1, 'PROTECTION', 'UNBOUND')) return undefined;
	return judged(
		'deferred',
		'makes the agent behave differently at a secret word',
		'medium',
		sentence,
		condition,
		trigger,
	);
}

const WATCHER =
	/^(?:sandbox|scanner|analyzer|analyser|debugger|vm|monitoring|audit|evaluation|analysis|honeypot|inspection)$/;
const WATCHED =
	/^(?:tested|evaluated|audited|scanned|monitored|inspected|observed|analyzed|analysed|watched)$/;
const EVASION = /^(?:normally|dormant|skip|hide|pretend|abort|inactive|harmless|not|never|don't|suppress)$/;

/** "If you detect a scanner, behave normally." */
function whenWatched(sentence: Sentence): Judged | undefined {
	const { tokens } = sentence;
	const condition = tokens.findIndex(token => /^(?:if|when|whenever|while)$/.test(token.text));
	if (condition < 0) return undefined;
	const detect = tokens.findIndex(
		(token, at) =>
			at > condition && at <= condition + 5 && /^(?:detect|detected|detects|notice|sense)$/.test(token.text),
	);
	const watcher =
		detect < 0
			? -1
			: tokens.findIndex((token, at) => at > detect - 4 && at <= detect + 5 && WATCHER.test(token.text));
	const watched = tokens.findIndex(
		(token, at) => at > condition && at <= condition + 5 && WATCHED.test(token.text),
	);
	const self = holdsWord(sentence, condition, condition + 4, /^(?:being|you|are|skill|it)$/);
	const at = watcher >= 0 ? watcher : self ? watched : -1;
	if (at < 0 || !holdsWord(sentence, 0, tokens.length - 1, EVASION)) return undefined;
	const ordered =
		/^(?:behave|act|respond|appear|stay|remain)$/.test(tokens[0]?.text ?? '') ||
		tokens.some((_, index) => index < 40 && readVerb(sentence, index).mood === 'order');
	if (!ordered) return undefined;
	return judged(
		'deferred',
		'makes the agent behave differently while it is watched',
		'medium',
		sentence,
		condition,
		at,
	);
}
