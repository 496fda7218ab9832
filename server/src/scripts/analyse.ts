import { NO_SCRIPT_FACTS, type ScriptFacts, type ScriptLanguage } from './model';

export interface AnalyseOptions {
	/** How often text found under an encoding is decoded and analysed again. Default 4. */
	readonly decodeDepth?: number;
	/** UTF-16 code units that are analysed; what follows is reported as unparsed. Default 4 Mi. */
	readonly maxText?: number;
}

/** What an analyser is given besides the text. */
export interface AnalyserOptions {
	readonly decodeDepth?: number;
	/** Analyses a program in another language found inside the text (`python -c …`). */
	readonly analyseInner?: InnerAnalyser;
}

export type InnerAnalyser = (language: ScriptLanguage, text: string, decodeDepth: number) => ScriptFacts;

export const DEFAULT_DECODE_DEPTH = 4;
const DEFAULT_MAX_TEXT = 4 * 1024 * 1024;

type Analyser = (text: string, options: AnalyserOptions) => ScriptFacts;

const ANALYSERS: Partial<Record<ScriptLanguage, Analyser>> = {};

/**
 * What a script is seen to do. Never throws: a failure inside an analyser, text beyond `maxText` and languages
 * without an analyser appear in `unparsed`. Ranges are UTF-16 offsets into `text`.
 */
export function analyseScript(
	language: ScriptLanguage,
	text: string,
	options: AnalyseOptions = {},
): ScriptFacts {
	const analyser = ANALYSERS[language];
	if (analyser === undefined) return notAnalysed(text, `${LANGUAGE_NAMES[language]} is not analysed yet`);
	const maxText = options.maxText ?? DEFAULT_MAX_TEXT;
	const examined = text.length > maxText ? text.slice(0, maxText) : text;
	const facts = guarded(analyser, examined, {
		decodeDepth: options.decodeDepth ?? DEFAULT_DECODE_DEPTH,
		analyseInner: (inner, code, decodeDepth) => analyseScript(inner, code, { decodeDepth, maxText }),
	});
	if (examined.length === text.length) return facts;
	const rest = {
		range: { start: maxText, end: text.length },
		reason: `Only the first ${maxText} characters are analysed`,
	};
	return { ...facts, unparsed: [...facts.unparsed, rest] };
}

const LANGUAGE_NAMES: Readonly<Record<ScriptLanguage, string>> = {
	shell: 'Shell',
	python: 'Python',
	javascript: 'JavaScript',
	typescript: 'TypeScript',
	powershell: 'PowerShell',
};

function guarded(analyser: Analyser, text: string, options: AnalyserOptions): ScriptFacts {
	try {
		return analyser(text, options);
	} catch (error) {
		// A bug of ours must not end the audit, nor look like "nothing found".
		return notAnalysed(
			text,
			`The analyser failed: ${error instanceof Error ? error.message : 'unknown error'}`,
		);
	}
}

function notAnalysed(text: string, reason: string): ScriptFacts {
	if (text.trim() === '') return NO_SCRIPT_FACTS;
	return { ...NO_SCRIPT_FACTS, unparsed: [{ range: { start: 0, end: text.length }, reason }] };
}
