import type { Judged, Passage } from '../model';
import { is, type Sentence } from '../tokens';
import { after, holds, holdsWord, judged, verbsOf } from './sentence';

const CLAIMS = 'claims every task for this skill';
const ALL = /^(?:all|every|any|each|everything|anything|whatever)$/;
/** Words after "any task" that say which tasks are meant. */
const QUALIFIER =
	/^(?:that|which|who|where|involving|related|about|with|when|in|on|for|of|requiring|needing|concerning|regarding|like|such|containing|mentioning|using|to|touching|asking|from|without|is|you)$/;

/** Descriptions that want the skill used always, first, or for everything. */
export function* findClaims({ sentences }: Passage): Generator<Judged> {
	for (const sentence of sentences) {
		const found = forEverything(sentence) ?? beforeOthers(sentence);
		if (found) yield found;
	}
}

/** "Use this skill for every request." */
function forEverything(sentence: Sentence): Judged | undefined {
	for (const verb of verbsOf(sentence, 'USE')) {
		if (verb.negation?.direct || verb.mood === 'other' || verb.mood === 'participle') continue;
		const { index } = verb;
		const self =
			verb.mood === 'passive' ||
			holds(sentence, index + 1, index + 4, 'SKILL') ||
			holdsWord(sentence, index + 1, index + 3, /^(?:this|me|it|first|always)$/) ||
			holdsWord(sentence, index + 1, index + 1, /^(?:for|on)$/);
		if (!self) continue;
		for (let i = index + 1; i < sentence.tokens.length && i <= index + 14; i++) {
			if (!ALL.test(sentence.tokens[i]?.text ?? '')) continue;
			const whole = /^(?:everything|anything)$/.test(sentence.tokens[i]?.text ?? '');
			const task = whole ? i : after(sentence, i, 3, 'TASK');
			if (task < 0 || !isUnqualified(sentence, i, task)) continue;
			if (!/^(?:for|on|with|in|before|to|at|during|each)$/.test(sentence.tokens[i - 1]?.text ?? '')) continue;
			return judged('claim-everything', CLAIMS, 'medium', sentence, index, task, { reading: verb });
		}
	}
	return undefined;
}

/** Nothing says which tasks: no adjective before the noun, no clause after it. */
function isUnqualified(sentence: Sentence, all: number, task: number): boolean {
	const { tokens } = sentence;
	for (let i = all + 1; i < task; i++)
		if (!/^(?:single|user|possible|new|other|kind|type|of|sort|the|user's)$/.test(tokens[i]?.text ?? ''))
			return false;
	const next = tokens[task + 1];
	return !next || next.kind === 'mark' || !QUALIFIER.test(next.text);
}

/** "Before any other skill", "takes precedence over every other skill", "never use other skills". */
function beforeOthers(sentence: Sentence): Judged | undefined {
	const { tokens } = sentence;
	for (let i = 0; i < tokens.length; i++) {
		if (!/^(?:other|others|else)$/.test(tokens[i]?.text ?? '')) continue;
		if (!holdsWord(sentence, i - 2, i, /^(?:any|all|every|anything)$/)) continue;
		const skills = holdsWord(
			sentence,
			i + 1,
			i + 2,
			/^(?:skill|skills|tool|tools|extension|extensions|agent)$/,
		);
		if (!skills) continue;
		const before =
			holdsWord(sentence, i - 4, i - 1, /^(?:before|over|above|instead)$/) ||
			holds(sentence, i - 6, i - 1, 'PRECEDENCE');
		const ranks = holds(sentence, 0, i, 'USE') || holds(sentence, 0, i, 'PRECEDENCE');
		if (!before || !ranks || is(tokens[0], 'OTHERS')) continue;
		return judged(
			'claim-everything',
			CLAIMS,
			'medium',
			sentence,
			Math.max(0, i - 6),
			Math.min(i + 1, tokens.length - 1),
		);
	}
	return undefined;
}
