import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { escapeForDisplay } from '../base/display';
import { canonicalUri } from '../base/uris';
import type { ParsedArguments } from './arguments';
import { type Terminal, UsageError } from './terminal';

/** URI of a path on the command line, whether or not anything is there. */
export function uriOf(word: string, { cwd }: Terminal): string {
	return canonicalUri(pathToFileURL(path.resolve(cwd, word)).href);
}

/** URI of a file or folder that must be there. */
export function existingUri(word: string, terminal: Terminal): string {
	if (!existsSync(path.resolve(terminal.cwd, word))) {
		throw new UsageError(`There is no ${escapeForDisplay(word)}.`);
	}
	return uriOf(word, terminal);
}

/** URI of the file that an option names; `undefined` when it was not given. */
export function existingOption(name: string, given: ParsedArguments, terminal: Terminal): string | undefined {
	const word = given.text(name);
	return word === undefined ? undefined : existingUri(word, terminal);
}

/** The one thing that a command works on. */
export function onlyArgument(given: ParsedArguments, what: string): string {
	const [word, ...others] = given.positionals;
	if (word === undefined || others.length > 0) throw new UsageError(`Name one ${what}.`);
	return word;
}

/** A URI as a path for people. */
export function shownPath(uri: string): string {
	return escapeForDisplay(uri.startsWith('file:') ? fileURLToPath(uri) : uri, 1000);
}

/** A message of the engine, which names files by URI, as a terminal shows it. */
export function withPaths(message: string): string {
	return message.replace(/file:\/\/\/[^\s'"]*[^\s'".,:)]/g, shownPath);
}
