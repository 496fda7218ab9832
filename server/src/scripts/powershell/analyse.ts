import { type AnalyserOptions, DEFAULT_DECODE_DEPTH } from '../analyser';
import type { ScriptFacts } from '../model';
import { runStatements } from './evaluate';
import { Machine } from './machine';
import { readPowerShell } from './read';

/**
 * What a PowerShell script is seen to do, found by reading it tolerantly and running it abstractly once: aliases and
 * disguised names are undone, texts folded, encoded commands decoded and read again. Linear in the text; never
 * throws; what is nested too deeply, or does too much, is in `unparsed`.
 */
export function analysePowerShell(text: string, options: AnalyserOptions = {}): ScriptFacts {
	const machine = new Machine(text, { ...options, decodeDepth: options.decodeDepth ?? DEFAULT_DECODE_DEPTH });
	const { body, unread } = readPowerShell(text);
	if (unread !== null) machine.recorder.notExamined(unread, 'It is too deeply nested to be read');
	if (/amsiInitFailed|AmsiScanBuffer|AmsiUtils/i.test(text)) {
		const start = text.search(/amsiInitFailed|AmsiScanBuffer|AmsiUtils/i);
		machine.tell(
			{ start, end: start + 8 },
			{ kind: 'safety-off', what: 'defender', how: 'the scanner of scripts (AMSI) is reached into' },
		);
	}
	runStatements(machine, body);
	return machine.finished();
}
