import { type AnalyserOptions, DEFAULT_DECODE_DEPTH } from '../analyser';
import { Machine } from '../evaluator/machine';
import { noteUnread } from '../evaluator/unread';
import { NO_SCRIPT_FACTS, type ScriptFacts } from '../model';
import { mayActInJavaScript } from './gate';
import { JAVASCRIPT } from './language';
import { readJavaScript } from './read';

export interface JavaScriptOptions extends AnalyserOptions {
	/** Read as TypeScript. Types in JavaScript are read all the same where the text is not JavaScript without them. */
	readonly typescript?: boolean;
}

/**
 * What a JavaScript or TypeScript program does, found by running it abstractly: names are resolved through imports
 * and aliases, values are folded, and where data comes from is followed. Never throws on any text; what could not be
 * read, or was left out for its size, is in `unparsed`.
 */
export function analyseJavaScript(text: string, options: JavaScriptOptions = {}): ScriptFacts {
	return mayActInJavaScript(text) ? analyseWithoutGate(text, options) : NO_SCRIPT_FACTS;
}

/** The analysis itself, whatever the first look says. */
export function analyseWithoutGate(text: string, options: JavaScriptOptions = {}): ScriptFacts {
	const program = readJavaScript(text, options.typescript === true);
	const machine = new Machine(text, JAVASCRIPT, {
		decodeDepth: options.decodeDepth ?? DEFAULT_DECODE_DEPTH,
		analyseInner: options.analyseInner,
	});
	noteUnread(machine, program.unread);
	machine.run(program);
	return machine.finished();
}
