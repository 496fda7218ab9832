import type { Range } from '../base/range';

/** How brackets are hidden in a language's literals and comments. */
export type LiteralStyle = 'python' | 'javascript';

/** Deepest bracket nesting that is parsed; code people write stays below 30. */
export const MAX_NESTING = 120;

/**
 * The text with everything nested deeper than `MAX_NESTING` brackets replaced by spaces (offsets stay), and the
 * places where that was done. Parsers take time, and trees take stack, in proportion to nesting: without a bound a
 * few hundred kilobytes of brackets stop the program.
 */
export function withoutDeepNesting(
	text: string,
	style: LiteralStyle,
): { text: string; cut: readonly Range[] } {
	if (!mayNestDeeply(text)) return { text, cut: [] };
	const cut = deepRanges(text, style);
	if (cut.length === 0) return { text, cut };
	const pieces: string[] = [];
	let at = 0;
	for (const range of cut) {
		pieces.push(text.slice(at, range.start), text.slice(range.start, range.end).replace(/[^\n]/g, ' '));
		at = range.end;
	}
	pieces.push(text.slice(at));
	return { text: pieces.join(''), cut };
}

/** Whether the brackets, those in literals and comments included, ever nest too deeply. */
function mayNestDeeply(text: string): boolean {
	let depth = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code === 40 || code === 91 || code === 123) {
			if (++depth > MAX_NESTING) return true;
		} else if ((code === 41 || code === 93 || code === 125) && depth > 0) depth--;
	}
	return false;
}

const SKIPPED = {
	python:
		/#[^\n]*|("""|''')(?:[^\\]|\\.)*?(?:\1|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|([([{])|([)\]}])/gs,
	// A regular expression literal can only follow an operator, an opening bracket or the start of a line.
	javascript:
		/\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|(?<=[=(,:;!&|?{}[\n]\s{0,9})\/(?:[^/\\\n]|\\[^\n]){1,200}\/|([([{])|([)\]}])/gs,
};

function deepRanges(text: string, style: LiteralStyle): Range[] {
	const cut: Range[] = [];
	let depth = 0;
	let start = -1;
	const bracketGroup = style === 'python' ? 2 : 1;
	for (const match of text.matchAll(SKIPPED[style])) {
		if (match[bracketGroup] !== undefined) {
			if (++depth === MAX_NESTING + 1) start = match.index;
		} else if (match[bracketGroup + 1] !== undefined && depth > 0) {
			if (depth-- === MAX_NESTING + 1) cut.push({ start, end: match.index + 1 });
		}
	}
	if (depth > MAX_NESTING) cut.push({ start, end: text.length });
	return cut;
}
