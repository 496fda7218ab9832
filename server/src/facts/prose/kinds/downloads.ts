import { gradeHost } from '../../../scripts/hosts';
import { executableDownload } from '../../../scripts/paths';
import { parseUrl } from '../../../scripts/urls';
import type { Clue, Judged, Passage } from '../model';
import { is, type Sentence, type Token } from '../tokens';
import { after, clueOf, hasClass, hasVerb, holds, holdsWord, isOrdered, judged, verbsOf } from './sentence';

/**
 * The parts of "download this program and run it" and of "open that page and paste its command": a link, a password,
 * the orders. None means much alone; `sections.ts` sees which stand together.
 */
export function* findDownloadClues({ sentences }: Passage): Generator<Clue> {
	for (const sentence of sentences) {
		yield* links(sentence);
		if (hasClass(sentence, 'PASSWORD')) yield* password(sentence);
		if (hasVerb(sentence, 'EXTRACT', 'DOWNLOAD', 'RUN')) yield* orders(sentence);
		if (hasVerb(sentence, 'COPY', 'RUN')) yield* pastes(sentence);
		if (!hasClass(sentence, 'SETUP')) continue;
		const setup = sentence.tokens.findIndex(token => is(token, 'SETUP'));
		if (setup >= 0) yield clueOf('setup', sentence, setup, setup);
		const elevated = sentence.tokens.findIndex(token =>
			/^(?:administrator|admin|root|sudo|elevated)$/.test(token.text),
		);
		if (elevated >= 0) yield clueOf('elevated', sentence, elevated, elevated);
	}
}

function* links(sentence: Sentence): Generator<Clue> {
	for (let i = 0; i < sentence.tokens.length; i++) {
		const token = sentence.tokens[i] as Token;
		if (token.kind !== 'url') continue;
		const url = parseUrl(token.text);
		if (!url?.host) continue;
		const grade = gradeHost(url.host, url.scheme, token.text);
		const details = { url: token.text, host: url.host, grade };
		const kind = downloadOf(url.url);
		if (kind === 'executable' || kind === 'archive')
			yield clueOf('archive-link', sentence, i, i, { ...details, file: kind });
		else yield clueOf('page-link', sentence, i, i, details);
	}
}

/** By the path of an address alone: the end of `app.example.com` is no program. */
function downloadOf(url: string): ReturnType<typeof executableDownload> {
	return /^[^:]+:\/\/[^/?#]+\/./.test(url) ? executableDownload(url) : null;
}

/** "password: `1234`", "extract with the pass openclaw". */
function* password(sentence: Sentence): Generator<Clue> {
	const { tokens } = sentence;
	for (let i = 0; i < tokens.length; i++) {
		if (!is(tokens[i], 'PASSWORD')) continue;
		const extracting = holds(sentence, i - 12, i + 8, 'EXTRACT', 'ARCHIVE');
		const given = tokens[i + 1];
		const value =
			given?.kind === 'mark' || given?.text === 'is' || given?.text === 'for' ? tokens[i + 2] : given;
		const isValue =
			value !== undefined &&
			value.kind !== 'mark' &&
			!/^(?:and|or|to|the|is|in|of|must|with|for|protected|file|manager|reset|hash|hashes|policy|if|on|from|field|prompt|when|required)$/.test(
				value.text,
			);
		if (isValue && (given?.text === ':' || extracting)) {
			yield clueOf('password', sentence, i, i + 1, {
				password: value.text.slice(0, 40),
				...(extracting && { near: 'archive' }),
			});
		}
	}
}

function* orders(sentence: Sentence): Generator<Clue> {
	for (const verb of verbsOf(sentence, 'EXTRACT', 'DOWNLOAD', 'RUN')) {
		if (!isOrdered(verb)) continue;
		if (is(verb.token, 'EXTRACT')) yield clueOf('extracts', sentence, verb.index, verb.index);
		if (is(verb.token, 'DOWNLOAD')) yield clueOf('downloads', sentence, verb.index, verb.index);
		if (!is(verb.token, 'RUN')) continue;
		const object = sentence.tokens.findIndex(
			(token, at) =>
				at > verb.index &&
				at <= verb.index + 6 &&
				(/^(?:it|file|executable|installer|binary|program|utility|setup|agent|package|app|application|driver)$/.test(
					token.text,
				) ||
					(token.kind === 'path' && executableDownload(token.text) !== null)),
		);
		if (object >= 0) yield clueOf('runs-download', sentence, verb.index, object);
	}
}

/** "Copy the command and paste it into Terminal." */
function* pastes(sentence: Sentence): Generator<Clue> {
	for (const verb of verbsOf(sentence, 'COPY', 'RUN')) {
		if (!isOrdered(verb)) continue;
		const terminal = after(sentence, verb.index, 12, 'TERMINAL');
		const pasted =
			verb.token.text === 'paste' ||
			verb.token.text === 'enter' ||
			verb.token.text === 'type' ||
			is(verb.token, 'RUN');
		if (
			terminal >= 0 &&
			pasted &&
			holdsWord(sentence, verb.index + 1, terminal, /^(?:in|into|to|inside|via|using|from|with)$/)
		) {
			yield clueOf('pastes', sentence, verb.index, terminal);
		}
		if (
			verb.token.text === 'copy' &&
			holdsWord(
				sentence,
				verb.index,
				verb.index + 6,
				/^(?:command|commands|script|code|snippet|line|text|it|contents?)$/,
			)
		) {
			yield clueOf('copies', sentence, verb.index, Math.min(verb.index + 3, sentence.tokens.length - 1));
		}
	}
}

const DEFANGED = /^hxxps?:|\[\.\]|\[dot\]/;
/** What can be run, at the end of an address. */
const CODE =
	/\/[^?#]{1,300}\.(?:sh|bash|zsh|command|ps1|psm1|bat|cmd|vbs|hta|js|py|pl|rb|exe|msi|scr|dll|dmg|pkg|apk|jar|elf|bin|zip|7z|rar)(?:[?#]|$)/i;
const INTERPRETER = /^(?:bash|sh|zsh|powershell|pwsh|cmd|python3?|node)$/;

/** "Pull the payload from hxxps://evil[.]example/x.sh": an address nobody can click, and an order to use it. */
export function* findDefanged({ sentences }: Passage): Generator<Judged> {
	for (const sentence of sentences) {
		const { tokens } = sentence;
		const address = tokens.findIndex(token => token.kind === 'url' && DEFANGED.test(token.text));
		const url = address < 0 ? null : parseUrl(tokens[address]?.text ?? '');
		if (!url) continue;
		const verb = verbsOf(sentence, 'FETCH', 'DOWNLOAD', 'RUN').find(
			one => isOrdered(one) && one.index < address && one.index >= address - 8,
		);
		const runs = tokens.findIndex((token, at) => at > address && INTERPRETER.test(token.text));
		const executed = runs >= 0 && tokens[runs + 1]?.kind === 'path';
		if (!executed && !(verb && CODE.test(url.url))) continue;
		const what = 'has a program fetched from an address that is written so that scanners miss it';
		const from = verb ? verb.index : address;
		yield judged('prerequisite-download', what, 'high', sentence, from, Math.max(address, runs), {
			...(verb && { reading: verb }),
			details: { url: url.url, ...(url.host && { host: url.host }) },
		});
	}
}

/** "Run this quick recovery command from Win+R": the dialog runs what is pasted and shows nothing of it. */
export function* findRunDialog({ sentences }: Passage): Generator<Judged> {
	for (const sentence of sentences) {
		const { tokens } = sentence;
		const dialog = tokens.findIndex(token => /^(?:win\+r|windows\+r|run dialog|run box)$/.test(token.text));
		const terminal = dialog >= 0 ? dialog : tokens.findIndex(token => is(token, 'TERMINAL'));
		if (terminal < 0) continue;
		const proof = dialog >= 0 ? -1 : humanProof(sentence);
		if (dialog < 0 && proof < 0) continue;
		for (const verb of verbsOf(sentence, 'RUN', 'COPY', 'ACT')) {
			if (!isOrdered(verb)) continue;
			const command =
				holdsWord(
					sentence,
					verb.index + 1,
					verb.index + 9,
					/^(?:command|commands|script|code|fix|line|snippet|it|following|below|mshta|powershell|curl)$/,
				) || isPastedCode(sentence, verb.index);
			if (!command) continue;
			const what =
				dialog >= 0
					? 'has a command run from the Run dialog, which shows nothing of what it does'
					: 'has a command run in a terminal as the proof of being human';
			const from = Math.min(verb.index, terminal);
			const to = Math.max(verb.index, terminal, proof);
			yield judged('paste-and-run', what, 'high', sentence, from, to, { reading: verb });
			break;
		}
	}
}

/** "Paste `…` and press Enter". */
function isPastedCode({ tokens }: Sentence, verb: number): boolean {
	if (!/^(?:paste|type|enter|run)$/.test(tokens[verb]?.text ?? '')) return false;
	return tokens.some(
		(token, at) => at > verb && at <= verb + 9 && (token.code || /^(?:ctrl\+v|cmd\+v)$/.test(token.text)),
	);
}

/** Index of the words that call it a proof of being no machine; -1 when there are none. */
function humanProof(sentence: Sentence): number {
	return sentence.tokens.findIndex(
		(token, at) =>
			/^(?:bot|robot|human|captcha)$/.test(token.text) &&
			holdsWord(
				sentence,
				at - 7,
				at + 4,
				/^(?:prove|proves|verify|verification|confirm|solve|complete|check|not)$/,
			),
	);
}
