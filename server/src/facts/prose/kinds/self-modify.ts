import { agentConfigOf } from '../../../scripts/paths';
import type { Judged, Passage } from '../model';
import { is, type Sentence, type Token } from '../tokens';
import { holdsWord, isOrdered, judged, verbsOf } from './sentence';

const MEMORY_FILE = /(?:^|\/)(?:soul|memory|identity|heartbeat|bootstrap|user)\.md$/;
const RULES_FILE =
	/(?:^|\/)(?:claude(?:\.local)?|agents(?:\.override)?|gemini)\.md$|\.cursorrules$|\.windsurfrules$|\.clinerules$|copilot-instructions\.md$/;
const OWN_FILE = /(?:^|\/)skill\.md$/;

const LASTING =
	/^(?:persist|persists|persistent|permanent|permanently|future|later|forever|subsequent|next|sessions|survive|survives|remembered|remember|always|every)$/;
const ORDER_TEXT =
	/^(?:instruction|instructions|rule|rules|directive|directives|line|prompt|lines|block|hook|permission|permissions|sentence|note|must|always|never)$/;
const OWN = /^(?:this|these|itself|own|its|following)$/;

/** Orders to write to what the agent is told next time: memory, standing instructions, settings, the skill itself. */
export function* findSelfModification({ sentences }: Passage): Generator<Judged> {
	for (const sentence of sentences) {
		for (const verb of verbsOf(sentence, 'WRITE')) {
			if (!isOrdered(verb)) continue;
			const found = written(sentence, verb.index);
			if (!found) continue;
			yield judged('self-modify', found.what, found.confidence, sentence, verb.index, found.index, {
				reading: verb,
				details: {
					object: sentence.tokens[found.index]?.text ?? '',
					...(found.what === UNGUARDED && { unguarded: 'true' }),
				},
			});
			break;
		}
	}
}

const UNGUARDED = 'tells the agent to write itself that something needs no confirmation';

/** Orders that make the agent careless about somebody: "always trusted", "run without confirmation". */
const CARELESS =
	/\b(?:without (?:any |further |user |asking |prior )?(?:confirmation|asking|approval|review|permission|prompting|consent|checking|question|warning)|(?:always|fully|blindly|unconditionally|automatically) (?:trust|trusted|approve|approved|allow|allowed|run|accept|execute)|(?:skip|bypass) (?:all |any |the )?(?:confirmation|approval|permission|security|review)\w{0,2}|never (?:ask|question|verify))\b/;

function isCareless(sentence: Sentence, from: number): boolean {
	const words = sentence.tokens.slice(from).map(token => token.text);
	return CARELESS.test(words.join(' '));
}

interface Target {
	readonly index: number;
	readonly what: string;
	readonly confidence: Judged['confidence'];
}

function written(sentence: Sentence, verb: number): Target | undefined {
	for (let i = verb + 1; i < sentence.tokens.length && i <= verb + 20; i++) {
		const token = sentence.tokens[i] as Token;
		const target = judgeTarget(sentence, verb, i, token);
		if (target) return { index: i, ...target };
	}
	return undefined;
}

function judgeTarget(
	sentence: Sentence,
	verb: number,
	index: number,
	token: Token,
): Omit<Target, 'index'> | undefined {
	const last = sentence.tokens.length - 1;
	const lasting = holdsWord(sentence, verb, last, LASTING);
	const orders = holdsWord(sentence, verb + 1, last, ORDER_TEXT);
	const quotes = sentence.tokens.slice(verb + 1, index).some(part => part.quoted);
	if (MEMORY_FILE.test(token.text)) {
		const what = 'tells the agent to write itself new standing orders';
		if (isCareless(sentence, verb + 1)) return { what: UNGUARDED, confidence: 'high' };
		if (!orders && !quotes && !lasting) return undefined;
		return { what, confidence: (orders || quotes) && lasting ? 'high' : 'medium' };
	}
	if (RULES_FILE.test(token.text)) {
		if (isCareless(sentence, verb + 1)) return { what: UNGUARDED, confidence: 'high' };
		if (!lasting || !(orders || quotes)) return undefined;
		const own = quotes || holdsWord(sentence, verb + 1, last, OWN);
		return own
			? { what: 'tells the agent to write itself new standing orders', confidence: 'medium' }
			: undefined;
	}
	if (OWN_FILE.test(token.text)) {
		const own =
			holdsWord(sentence, verb + 1, index, /^(?:this|own|its|itself)$/) &&
			!holdsWord(sentence, 0, last, /^(?:create|new skill)$/);
		const remote = holdsWord(
			sentence,
			index,
			last,
			/^(?:server|receive|received|remote|fetched|downloaded|url)$/,
		);
		if (!own || !(orders || remote)) return undefined;
		return {
			what: 'tells the agent to rewrite the skill it is reading',
			confidence: remote ? 'high' : 'medium',
		};
	}
	if (token.kind === 'path' && /settings|mcp/.test(token.text) && agentConfigOf(token.text) !== null) {
		const looser = holdsWord(
			sentence,
			verb,
			last,
			/^(?:allow|permissions?|bypasspermissions|hooks?|\*|auto-approve|enableallprojectmcpservers|dangerously-skip-permissions)$/,
		);
		return looser ? { what: 'tells the agent to loosen its own settings', confidence: 'medium' } : undefined;
	}
	if (
		is(token, 'MEMORY') &&
		/^(?:memory|memories|long-term memory|persistent memory|system prompt|global instructions|custom instructions|standing instructions|core identity)$/.test(
			token.text,
		)
	) {
		if (isCareless(sentence, verb + 1)) return { what: UNGUARDED, confidence: 'high' };
		const own = holdsWord(sentence, verb + 1, index, OWN) && orders;
		if (!own || !lasting) return undefined;
		return { what: 'tells the agent to keep these orders for later sessions', confidence: 'medium' };
	}
	return undefined;
}
