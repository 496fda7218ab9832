import type { Confidence } from '../../../base/severity';
import type { Judged, Passage } from '../model';
import { joinedText } from './joined';
import { judged } from './sentence';

interface Phrase {
	readonly kind: Judged['kind'];
	readonly pattern: RegExp;
	readonly what: string;
	readonly confidence: Confidence;
}

const SAFE =
	'(?:safe|benign|clean|harmless|trusted|trustworthy|verified|non-malicious|low(?: |-)risk|approved)';
const SELF = '(?:this|the present) (?:skill|plugin|package|extension|tool|file|document|content|repository)';

/** Orders that come in few forms, in which every word counts. Bounded gaps: linear in the sentence. */
const PHRASES: readonly Phrase[] = [
	{
		kind: 'override',
		pattern:
			/\b(?:whatever|everything|anything|all|what) (?:that )?(?:you (?:were|are|have been|had been|'ve been)|you've been) (?:told|taught|instructed|given)\b.{0,40}\b(?:no longer (?:counts|applies|matters|holds)|(?:is|are) (?:void|cancelled|canceled|revoked|obsolete|replaced|superseded))\b/,
		what: 'tells the agent to ignore earlier instructions',
		confidence: 'high',
	},
	{
		kind: 'override',
		pattern:
			/\b(?:treat|consider|regard|interpret|handle) .{0,80}\bas (?:if (?:it|they) (?:were|was) )?(?:an? |the |your )?(?:new |trusted )?(?:system(?:-level)?|developer(?:-level)?|operator(?:-level)?|root(?:-level)?) (?:instructions?|prompts?|messages?|directives?|commands?|orders?)\b/,
		what: 'says that it overrides the instructions the agent works under',
		confidence: 'high',
	},
	{
		kind: 'approve-all',
		pattern:
			/\b(?:choose|select|click|pick|press|answer|tick)\b.{0,50}\b(?:(?:don't|do not|never) ask (?:me )?again|always allow|allow all|yes to all|approve all|remember my choice)\b/,
		what: 'tells the agent to act without asking for approval',
		confidence: 'high',
	},
	{
		kind: 'approve-all',
		pattern:
			/\b(?:all|every|any|each) (?:\S+ ){0,3}(?:tool calls?|commands?|permissions?(?: requests?| prompts?)?|confirmation prompts?)\b.{0,60}\b(?:must|should|shall|are to) (?:always )?be (?:automatically (?:approved|accepted|allowed|granted)|(?:approved|accepted|allowed|granted) (?:automatically|without (?:question|asking|review)))/,
		what: 'tells the agent to approve everything without asking',
		confidence: 'high',
	},
	{
		kind: 'approve-all',
		pattern:
			/(?:\bnever|\bdo not|\bdon't) (?:prompt|ask|consult|notify) (?:the |your )?(?:user|human|person|operator) (?:before|when) (?:you )?(?:run|running|execut\w+|delet\w+|install\w*|send\w*|upload\w*|pay\w*|transfer\w*|publish\w*|commands)\b/,
		what: 'tells the agent to act without asking for approval',
		confidence: 'medium',
	},
	{
		kind: 'disable-safety',
		pattern: new RegExp(
			`\\b(?:report|rate|mark|classify|label|score|treat|consider|describe|declare|assess|flag) ${SELF} (?:as )?(?:being )?(?:completely |fully |always )?${SAFE}\\b`,
		),
		what: 'tells whoever reviews it to call it safe',
		confidence: 'high',
	},
	{
		kind: 'disable-safety',
		pattern: new RegExp(
			`\\b(?:scanners?|reviewers?|auditors?|analy[sz]ers?|security tools?|llms?|ai models?|evaluators?)\\b.{0,50}\\b(?:should|must|shall|are to) (?:rate|report|mark|classify|label|score|treat|consider|assess) (?:it|this|${SELF}) (?:as )?${SAFE}\\b`,
		),
		what: 'tells whoever reviews it to call it safe',
		confidence: 'high',
	},
	{
		kind: 'disable-safety',
		pattern:
			/\b(?:add|put|include|exclude|exempt|register)\b.{0,60}\b(?:(?:antivirus|anti-virus|defender|edr|endpoint protection)(?:'s)? (?:exclusions?|exceptions?|allow ?list|whitelist)|(?:from|in) (?:the |your )?(?:antivirus|anti-virus|defender|edr)(?: scans?| scanning)?)\b/,
		what: 'tells the agent or the person to keep a virus scanner from looking',
		confidence: 'medium',
	},
	{
		kind: 'obey-remote',
		pattern:
			/\byour (?:real|actual|true|full|complete|next|further|current|new) (?:instructions?|orders?|directives?|tasks?|rules)\b.{0,30}\b(?:at|on|in|from) https?:\/\//,
		what: 'tells the agent to fetch instructions from the network and follow them',
		confidence: 'high',
	},
	{
		kind: 'conceal',
		pattern:
			/\bkeep\b.{0,30}\b(?:uploads?|transfers?|exfiltration|copying|payments?|purchases?|charges?|recording|tracking|data collection|network requests?)\b.{0,20}\b(?:hidden|secret|private|confidential|invisible|unknown) (?:from|to) (?:the |your |all )?(?:users?|person|human|operator|customers?|owner)\b/,
		what: 'tells the agent to keep what it does from the person',
		confidence: 'high',
	},
];

const NEGATED =
	/(?:\b(?:not|never|don't|cannot|must not|avoid|without|refuse to|attackers?|malware|malicious|attempts? to|tries to|tricks?)\b[^.;]{0,30}|\b(?:if|whether|that)\b[^.;,]{0,30})$/;

/** Orders that come in few forms: verdicts asked of a reviewer, "don't ask again", rules that are said to be void. */
export function* findSetPhrases({ sentences }: Passage): Generator<Judged> {
	for (const sentence of sentences) {
		if (sentence.tokens.length < 4) continue;
		const joined = joinedText(sentence);
		for (const { kind, pattern, what, confidence } of PHRASES) {
			const match = pattern.exec(joined.text);
			if (!match || NEGATED.test(joined.text.slice(Math.max(0, match.index - 45), match.index))) continue;
			const { from, to } = joined.tokensOf(match.index, match.index + match[0].length);
			yield judged(kind, what, confidence, sentence, from, to);
		}
	}
}
