import { secretClassOf } from '../../../scripts/paths';
import { is, type Sentence, type Token } from '../tokens';
import { holdsWord } from './sentence';

/** Words that are secrets beyond doubt; a "token" or "key" is also what programs log in with. */
const LOGIN_SECRET =
	/^(?:tokens?|env|secrets?|cookies?|access tokens?|api tokens?|api keys?|bearer token|auth tokens?|session tokens?|passwords?|wallets?|service account|connection strings?)$/;
/** Words around such a one that make it the person's, or all there are. */
const OWNED =
	/^(?:user's|users'|user|their|all|any|every|each|stored|saved|sensitive|local|cached|available|existing)$/;
const KEPT =
	/^(?:environment|browser|browsers|keychain|disk|system|machine|memory|vault|home|workspace|config|store)$/;

/** Settings of agents that hold the keys of the servers they talk to. */
const AGENT_KEYS =
	/(?:^|\/)(?:soul|memory|identity)\.md$|(?:^|\/)(?:\.?mcp|claude_desktop_config|\.claude|openclaw|mcp_config)\.json$/;

/** Whether the token names a secret: by a word, or by the path where one is kept. */
export function isSecret(token: Token | undefined): boolean {
	if (is(token, 'SECRET')) return true;
	return token?.kind === 'path' && (secretClassOf(token.text) !== null || AGENT_KEYS.test(token.text));
}

export function isHardSecret(sentence: Sentence, index: number): boolean {
	const token = sentence.tokens[index];
	if (!isSecret(token)) return false;
	if (token?.kind === 'path' || !LOGIN_SECRET.test(token?.text ?? '')) return true;
	return holdsWord(sentence, index - 3, index - 1, OWNED) || holdsWord(sentence, index + 1, index + 5, KEPT);
}

/** Index of the first secret within `reach` after `from`; -1 when there is none. */
export function secretAfter(sentence: Sentence, from: number, reach: number, hard: boolean): number {
	return sentence.tokens.findIndex(
		(token, at) => at > from && at < from + reach && (hard ? isHardSecret(sentence, at) : isSecret(token)),
	);
}

/** Index of what belongs to the person or to the session, between two indexes; -1 when there is none. */
export function privateObject(sentence: Sentence, from: number, to: number): number {
	for (let i = from + 1; i < to; i++) {
		const token = sentence.tokens[i] as Token;
		if (!is(token, 'PRIVATE')) continue;
		if (
			/^(?:messages?|prompts?|context|documents|history|repository|chats)$/.test(token.text) &&
			!holdsWord(sentence, from + 1, i + 2, /^(?:user's|user|full|entire|all|complete|whole|their|recent)$/)
		)
			continue;
		return i;
	}
	return -1;
}

/** What a session holds as a whole, or what the person said in it. */
const WHOLE = /^(?:full|entire|complete|whole|all|verbatim|user's|so)$/;
const TOLD =
	/^(?:shared|pasted|provided|typed|entered|mentioned|given|gave|revealed|supplied|conversation|chat|session|context)$/;
/** Secrets no service asks for at each call; an API key may be what its own service wants. */
const NEVER_SENT =
	/^(?:private keys?|ssh keys?|signing keys?|seed phrases?|recovery phrase|mnemonic|env files?|environment variables?|env vars?|keychain|saved passwords|login data|session cookies?|wallets?|kubeconfig|id_rsa|id_ed25519)$/;

/** Index of a secret between two indexes that is more than what a program logs in with; -1 when there is none. */
export function strangeSecret(sentence: Sentence, from: number, to: number): number {
	for (let i = Math.max(0, from); i <= to && i < sentence.tokens.length; i++) {
		const token = sentence.tokens[i] as Token;
		if (!isSecret(token)) continue;
		if (token.kind === 'path' || NEVER_SENT.test(token.text)) return i;
		const all = holdsWord(sentence, i - 3, i - 1, /^(?:any|all|every)$/);
		if (all && holdsWord(sentence, i + 1, i + 7, TOLD)) return i;
	}
	return -1;
}

/** Index of the conversation, the system prompt or the like as a whole, between two indexes; -1 when there is none. */
export function wholeSession(sentence: Sentence, from: number, to: number): number {
	for (let i = Math.max(0, from); i <= to && i < sentence.tokens.length; i++) {
		const word = sentence.tokens[i]?.text ?? '';
		if (/^(?:system prompts?|system messages?|tool definitions|tool schemas)$/.test(word)) {
			if (holdsWord(sentence, i - 5, i - 1, /^(?:your|own|full|entire|complete|the)$/)) return i;
		} else if (
			/^(?:conversations?|transcripts?|chat history|conversation history|chat logs?|session data|context window)$/.test(
				word,
			)
		) {
			if (holdsWord(sentence, i - 3, i + 3, WHOLE)) return i;
		}
	}
	return -1;
}
