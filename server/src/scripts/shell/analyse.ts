import { type AnalyserOptions, DEFAULT_DECODE_DEPTH } from '../analyser';
import type { ScriptFacts } from '../model';
import { LIMITS } from './budget';
import type { Frame } from './frame';
import { Interpreter } from './interpreter';
import { parseTolerantly } from './parse';
import { prepareSource } from './source';

/**
 * What a shell script does, found by executing its tree abstractly: words are unquoted and folded as the shell
 * would, values and where they come from are followed through variables, pipes, files and decodings. Never throws on
 * any text; what could not be parsed or was left out for its size is in `unparsed`.
 */
export function analyseShell(text: string, options: AnalyserOptions = {}): ScriptFacts {
	const source = prepareSource(text.length > LIMITS.source ? text.slice(0, LIMITS.source) : text);
	const { parts, unparsed } = parseTolerantly(source);
	const whole = { start: 0, end: text.length };
	const decodeDepth = options.decodeDepth ?? DEFAULT_DECODE_DEPTH;
	const frame: Frame = { source, origin: 0, range: whole, via: [], decodeDepth, depth: 0 };
	const machine = new Interpreter(text, frame, options.analyseInner);
	for (const { range, reason } of unparsed) machine.collector.unparsed(range, reason);
	if (text.length > source.length) {
		const rest = { start: source.length, end: text.length };
		machine.collector.unparsed(
			rest,
			`Only the first ${LIMITS.source} characters of a shell script are analysed`,
		);
	}
	machine.runParts(parts, frame, null);
	machine.runUncalledFunctions();
	const { exhausted } = machine.budget;
	if (exhausted !== null) {
		const start = machine.stoppedAt?.start ?? 0;
		machine.collector.unparsed(
			{ start, end: text.length },
			`The analysis of the script stops here: ${exhausted}`,
		);
	}
	return machine.collector.facts(text.length);
}
