import { type AnalyserOptions, DEFAULT_DECODE_DEPTH } from './analyser';
import { analyseJavaScript } from './javascript/analyse';
import { NO_SCRIPT_FACTS, type ScriptFacts, type ScriptLanguage } from './model';
import { analysePowerShell } from './powershell/analyse';
import { analysePython } from './python/analyse';
import { analyseShell } from './shell/analyse';

export interface AnalyseOptions {
	/** How often text found under an encoding is decoded and analysed again. Default 4. */
	readonly decodeDepth?: number;
	/** UTF-16 code units that are analysed; what follows is reported as unparsed. Default 4 Mi. */
	readonly maxText?: number;
}

const DEFAULT_MAX_TEXT = 4 * 1024 * 1024;
/** How deep a program may stand in a program in a program. */
const MAX_PROGRAMS = 6;

const ANALYSERS: Readonly<Record<ScriptLanguage, (text: string, options: AnalyserOptions) => ScriptFacts>> = {
	shell: analyseShell,
	python: analysePython,
	javascript: analyseJavaScript,
	powershell: analysePowerShell,
	typescript: (text, options) => analyseJavaScript(text, { ...options, typescript: true }),
};

const LANGUAGE_NAMES: Readonly<Record<ScriptLanguage, string>> = {
	shell: 'Shell',
	python: 'Python',
	javascript: 'JavaScript',
	typescript: 'TypeScript',
	powershell: 'PowerShell',
};

/**
 * What a script is seen to do. Never throws: a failure inside an analyser and text beyond `maxText` appear in
 * `unparsed`. Ranges are UTF-16 offsets into `text`.
 */
export function analyseScript(
	language: ScriptLanguage,
	text: string,
	options: AnalyseOptions = {},
): ScriptFacts {
	const decodeDepth = options.decodeDepth ?? DEFAULT_DECODE_DEPTH;
	return analyseProgram(language, text, decodeDepth, options.maxText ?? DEFAULT_MAX_TEXT, 0);
}

function analyseProgram(
	language: ScriptLanguage,
	text: string,
	decodeDepth: number,
	maxText: number,
	depth: number,
): ScriptFacts {
	const analyser = ANALYSERS[language];
	if (depth > MAX_PROGRAMS) return notAnalysed(text, 'Programs within programs are nested too deeply');
	const examined = text.length > maxText ? text.slice(0, maxText) : text;
	const facts = guarded(
		language,
		() =>
			analyser(examined, {
				decodeDepth,
				analyseInner: (inner, code, innerDepth) =>
					analyseProgram(inner, code, innerDepth, maxText, depth + 1),
			}),
		examined,
	);
	if (examined.length === text.length) return facts;
	const rest = {
		range: { start: maxText, end: text.length },
		reason: `Only the first ${maxText} characters are analysed`,
	};
	return { ...facts, unparsed: [...facts.unparsed, rest] };
}

function guarded(language: ScriptLanguage, analyse: () => ScriptFacts, text: string): ScriptFacts {
	try {
		return analyse();
	} catch (error) {
		// A bug of ours must not end the audit, nor look like "nothing found".
		const reason = error instanceof Error ? error.message : 'unknown error';
		return notAnalysed(text, `The ${LANGUAGE_NAMES[language]} analyser failed: ${reason}`);
	}
}

function notAnalysed(text: string, reason: string): ScriptFacts {
	if (text.trim() === '') return NO_SCRIPT_FACTS;
	return { ...NO_SCRIPT_FACTS, unparsed: [{ range: { start: 0, end: text.length }, reason }] };
}
