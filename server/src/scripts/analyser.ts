import type { ScriptFacts, ScriptLanguage } from './model';

/** What an analyser of one language is given besides the text. */
export interface AnalyserOptions {
	/** How often text found under an encoding is decoded and analysed again. */
	readonly decodeDepth?: number;
	/** Analyses a program in another language found inside the text (`python -c …`, `os.system(…)`). */
	readonly analyseInner?: InnerAnalyser;
}

/** Ranges of the result count from the start of `text`. Never throws. */
export type InnerAnalyser = (language: ScriptLanguage, text: string, decodeDepth: number) => ScriptFacts;

export const DEFAULT_DECODE_DEPTH = 4;
