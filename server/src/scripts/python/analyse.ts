import { type AnalyserOptions, DEFAULT_DECODE_DEPTH } from '../analyser';
import { analyseText } from '../evaluator/code';
import { Machine } from '../evaluator/machine';
import { noteUnread } from '../evaluator/unread';
import { NO_SCRIPT_FACTS, type ScriptFacts } from '../model';
import { NO_TAINTS } from '../taint';
import { mayActInPython } from './gate';
import { PYTHON } from './language';
import { readPython } from './read';
import { pythonSource } from './source';

/**
 * What a Python program does, found by running it abstractly: names are resolved through imports and aliases, values
 * are folded, and where data comes from is followed. Never throws on any text; what could not be read, or was left
 * out for its size, is in `unparsed`.
 */
export function analysePython(text: string, options: AnalyserOptions = {}): ScriptFacts {
	return mayActInPython(text) ? analyseWithoutGate(text, options) : NO_SCRIPT_FACTS;
}

/** The analysis itself, whatever the first look says. */
export function analyseWithoutGate(text: string, options: AnalyserOptions = {}): ScriptFacts {
	const { text: python, commands } = pythonSource(text);
	const program = readPython(python);
	const machine = new Machine(text, PYTHON, {
		decodeDepth: options.decodeDepth ?? DEFAULT_DECODE_DEPTH,
		analyseInner: options.analyseInner,
	});
	noteUnread(machine, program.unread);
	for (const range of commands) analyseText(machine, machine.excerpt(range), 'shell', NO_TAINTS, range);
	machine.run(program);
	return machine.finished();
}
