import type { Range } from '../base/range';

/** A file describes no more tools than this; what is beyond is a data file. */
const MOST = 300;
const LONGEST = 8000;

const PYTHON_TOOL = /^[ \t]{0,40}@(?:\w{1,40}\.){0,4}(?:tool|prompt|resource)\b/gm;
const DEFINITION = /\bdef \w{1,80}/;
const DOCSTRING = /:[ \t]{0,40}(?:#[^\n]{0,200})?\r?\n\s{0,80}[rRuU]?("""|''')/;

/**
 * Where a script describes tools to an agent, which reads it before it calls one: in Python the docstrings of functions
 * decorated as tools (as MCP and agent frameworks do), without their quotes. In order; linear in the text.
 */
export function toolDescriptions(text: string, language: string): Range[] {
	if (language !== 'python' || !text.includes('@')) return [];
	const found: Range[] = [];
	let tried = 0;
	for (const { index } of text.matchAll(PYTHON_TOOL)) {
		if (tried++ >= MOST) break;
		const head = text.slice(index, index + LONGEST);
		const definition = DEFINITION.exec(head);
		if (!definition) continue;
		const from = definition.index;
		const opening = DOCSTRING.exec(head.slice(from, from + 2000));
		const quotes = opening?.[1];
		if (!opening || quotes === undefined) continue;
		const start = index + from + opening.index + opening[0].length;
		const end = text.slice(start, start + LONGEST).indexOf(quotes);
		if (end > 0) found.push({ start, end: start + end });
	}
	return found;
}
