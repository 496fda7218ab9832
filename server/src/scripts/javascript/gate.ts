import { hasTellingLiteral } from '../evaluator/constants';
import { mayHoldCommands } from '../evaluator/unread';
import { listOf } from '../word-list';
import { CODE } from './apis/code';
import { ENVIRONMENT, GLOBAL_OBJECTS } from './apis/environment';
import { FILES } from './apis/files';
import { HTTP } from './apis/http';
import { NETWORK } from './apis/network';
import { PROCESSES } from './apis/processes';
import { SNIPPET_NAMES } from './modules';

/** First names of the tables from which no fact comes by itself. */
const HARMLESS = new Set(
	listOf(`
	path, os, glob, fast-glob, globby, Request, FormData, form-data, Reflect, module, require, import, $, file, process#stdin, bunfile, socket#, archiver,
	localStorage, sessionStorage, clipboardy, keytar, screenshot-desktop, prompt
`),
);

/** Names from which something can come, each a whole word of the text: first names cannot be put together at run time. */
const WORDS = new Set([
	...listOf(`
		constructor, createRequire, _compile, meta, rejectUnauthorized, strictSSL, permissionMode, process, document, location, Image
	`),
	...GLOBAL_OBJECTS,
	...Object.keys(SNIPPET_NAMES),
]);
for (const table of [FILES, HTTP, NETWORK, PROCESSES, CODE, ENVIRONMENT]) {
	for (const name of Object.keys(table)) {
		if (/^(?:file|process|archive|database|socket|response|bunfile|url)#/.test(name)) continue;
		const root = /^@?[^.#(`]*/.exec(name)?.[0] ?? name;
		if (HARMLESS.has(root)) continue;
		// A package's name is several words; its last one is the most telling.
		const word = root.match(/[A-Za-z_$][\w$]*/g)?.at(-1);
		if (word !== undefined) WORDS.add(word);
	}
}

/** A module named at run time, a function made by a computed name, an identifier or text in escapes. */
const DYNAMIC =
	/\brequire\b(?!\s*\(\s*(["'])[\w@./:-]*\1\s*\))|\bimport\b\s*(?:\/|\((?!\s*(["'])[\w@./:-]*\2\s*\)))|\\[xu0-7]|\$(?![\w{($])/;

/** Where functions may be made of text by way of `constructor` under a computed name. */
export const COMPUTED_CALL = /\bconstructor\b|\]\s*[[(`]/;

/**
 * A first, cheap look: whether the text holds anything from which a fact could come. `false` is certain (nothing
 * would be found); `true` means no more than that a closer look is needed.
 */
export function mayActInJavaScript(text: string): boolean {
	if (hasTellingLiteral(text) || mayHoldCommands(text) || DYNAMIC.test(text) || COMPUTED_CALL.test(text))
		return true;
	const words = /[A-Za-z_$][\w$]*/g;
	for (let match = words.exec(text); match !== null; match = words.exec(text)) {
		if (WORDS.has(match[0])) return true;
	}
	return false;
}
