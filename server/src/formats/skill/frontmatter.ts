import type { Problem } from '../../base/problem';
import type { Range } from '../../base/range';
import type { Frontmatter, SkillProblemCode } from './model';
import { trimmedEnd } from './whitespace';
import { readYaml } from './yaml';

/** Longest frontmatter that is read as YAML; agents' own limits on its texts are far below. */
export const MAX_FRONTMATTER = 32 * 1024;

export interface FrontmatterResult {
	readonly frontmatter?: Frontmatter;
	readonly problems: readonly Problem<SkillProblemCode>[];
	/** Where the Markdown begins. */
	readonly bodyStart: number;
}

interface Fences {
	/** Start of the opening line. */
	readonly start: number;
	readonly contentStart: number;
	readonly contentEnd: number;
	/** After the closing line's end. */
	readonly end: number;
	readonly closed: boolean;
}

/**
 * Finds and reads the frontmatter: YAML between a first line `---` and the next line `---`. Broken frontmatter is read
 * as far as it can be: behind blank lines or a comment, without its closing line, and line by line where it is not YAML.
 *
 * @param required whether its absence is a problem.
 */
export function readFrontmatter(text: string, required: boolean): FrontmatterResult {
	const start = openingFence(text);
	if (start === undefined) {
		if (!required) return { problems: [], bodyStart: 0 };
		const missing: Problem<SkillProblemCode> = {
			code: 'frontmatter-missing',
			message:
				'The file must begin with frontmatter: a line ---, then name and description, then a line ---. Without it agents do not know what the skill is for.',
			range: { start: 0, end: lineEnd(text, 0) },
		};
		return { problems: [missing], bodyStart: 0 };
	}
	const problems: Problem<SkillProblemCode>[] = [];
	const fences = readFences(text, start);
	if (start > 0) {
		problems.push({
			code: 'frontmatter-not-first',
			message:
				'The frontmatter must begin on the first line. Agents do not see it behind anything else; remove what is before it.',
			range: { start: 0, end: start },
		});
	}
	if (!fences.closed) {
		problems.push({
			code: 'frontmatter-unclosed',
			message: 'The frontmatter has no closing line. Add a line --- after the last field.',
			range: { start, end: lineEnd(text, start) },
			data: { insertAt: fences.contentEnd },
		});
	}
	const contentRange = { start: fences.contentStart, end: fences.contentEnd };
	const content = readYaml(text, contentRange, MAX_FRONTMATTER);
	for (const problem of content.problems) {
		// There is nothing between the lines to point at.
		const empty = problem.code === 'frontmatter-empty';
		problems.push(empty ? { ...problem, range: { start, end: lineEnd(text, start) } } : problem);
	}
	problems.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
	const range: Range = {
		start,
		end: fences.closed ? trimmedEnd(text, contentRange.end, fences.end) : fences.end,
	};
	const { fields, scalars, comments } = content;
	return { frontmatter: { range, contentRange, fields, scalars, comments }, problems, bodyStart: fences.end };
}

/** The start of a line `---` that opens frontmatter: the first line, or the first after blank lines and comments. */
function openingFence(text: string): number | undefined {
	if (isFence(text, 0)) return 0;
	let at = 0;
	for (;;) {
		while (at < text.length && /\s/.test(text.charAt(at))) at++;
		if (!text.startsWith('<!--', at)) break;
		const close = text.indexOf('-->', at + 4);
		if (close < 0) return undefined;
		at = close + 3;
	}
	const start = lineStart(text, at);
	if (start === 0 || start !== at || !isFence(text, start)) return undefined;
	// A rule between paragraphs looks the same: only a field after it makes it frontmatter.
	return KEY_LINE.test(text.slice(nextLine(text, start), lineEnd(text, nextLine(text, start))))
		? start
		: undefined;
}

const KEY_LINE = /^[A-Za-z_"'][\w.\- "']*:(?:\s|$)/;
/** Lines that can belong to YAML: fields, what is indented, list items, comments. */
const YAML_LINE = /^(?:[^\s#:][^:]*:(?:[ \t]|$)|[ \t]+\S|- |-$|#(?!#* ))/;

function readFences(text: string, start: number): Fences {
	const contentStart = nextLine(text, start);
	for (let at = contentStart; at < text.length; at = nextLine(text, at)) {
		if (isFence(text, at))
			return { start, contentStart, contentEnd: at, end: nextLine(text, at), closed: true };
	}
	let contentEnd = contentStart;
	for (let at = contentStart; at < text.length; at = nextLine(text, at)) {
		if (!YAML_LINE.test(text.slice(at, Math.min(lineEnd(text, at), at + 1000)))) break;
		contentEnd = nextLine(text, at);
	}
	return { start, contentStart, contentEnd, end: contentEnd, closed: false };
}

/** Whether the line that begins here is `---`, with nothing but white space after it. */
function isFence(text: string, start: number): boolean {
	if (!text.startsWith('---', start)) return false;
	const end = lineEnd(text, start);
	for (let at = start + 3; at < end; at++) {
		const code = text.charCodeAt(at);
		if (code !== 32 && code !== 9) return false;
	}
	return true;
}

/** End of the line, before its line end. */
function lineEnd(text: string, from: number): number {
	for (let at = from; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 10 || code === 13) return at;
	}
	return text.length;
}

/** Start of the next line; the length of the text when there is none. */
function nextLine(text: string, from: number): number {
	const end = lineEnd(text, from);
	return text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10
		? end + 2
		: Math.min(text.length, end + 1);
}

function lineStart(text: string, at: number): number {
	let start = at;
	while (start > 0 && text.charCodeAt(start - 1) !== 10 && text.charCodeAt(start - 1) !== 13) start--;
	return start;
}
