import { type MarkdownConfig, parser, Strikethrough, Table, TaskList } from '@lezer/markdown';

const LONGEST_TABLE_RULE = 4096;

/**
 * GitHub's tables, without looking for one at a very long line: the pattern that the grammar tries on the line after
 * takes quadratic time on a line of spaces.
 */
const boundedTable: MarkdownConfig = {
	...Table,
	parseBlock: (Table.parseBlock ?? []).map(block => ({
		...block,
		endLeaf: (cx, line, leaf) =>
			cx.peekLine().length <= LONGEST_TABLE_RULE && (block.endLeaf?.(cx, line, leaf) ?? false),
	})),
};

const URL_START = /^(?:https?|ftps?|sftp|wss?|ssh|git|file):\/\/[^\s<>"`|]|^www\.[a-z0-9]/i;
const LONGEST_START = 9;

/**
 * URLs standing bare in the text. Wider than GitHub's rule, which wants a dot in the host and knows two schemes: a
 * URL with an IP address, `localhost` or `ssh:` is one that matters here. Linear in the URL.
 */
const bareUrl: MarkdownConfig = {
	parseInline: [
		{
			name: 'BareUrl',
			parse(cx, next, pos) {
				if (!isLetter(next) || isWordCharacter(cx.char(pos - 1))) return -1;
				if (!URL_START.test(cx.slice(pos, Math.min(cx.end, pos + LONGEST_START)))) return -1;
				const end = endOfUrl(position => cx.char(position), pos, cx.end);
				return cx.addElement(cx.elt('URL', pos, end));
			},
		},
	],
};

/** CommonMark with GitHub's tables, task lists and strikethrough, and bare URLs. */
export const markdownParser = parser.configure([boundedTable, TaskList, Strikethrough, bareUrl]);

const OPENERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const ENDS_URL = /[\s<>"`|\u3000-\u303f\uff00-\uffef]/;
/** Punctuation that ends a sentence rather than a URL. */
const TRAILING = /[?!.,:;*_~'’”]/;

/** Where a URL beginning at `from` ends: before white space, quotes, a bracket that it does not open, and no full stop last. */
function endOfUrl(charAt: (position: number) => number, from: number, limit: number): number {
	const open: Record<string, number> = { '(': 0, '[': 0, '{': 0 };
	let end = from;
	for (let at = from; at < limit; at++) {
		const character = String.fromCharCode(charAt(at));
		if (ENDS_URL.test(character)) break;
		const opener = OPENERS[character];
		if (opener !== undefined) {
			const count = open[opener] ?? 0;
			if (count === 0) break;
			open[opener] = count - 1;
		} else if (character in open) {
			open[character] = (open[character] ?? 0) + 1;
		}
		if (!TRAILING.test(character)) end = at + 1;
	}
	return end;
}

function isLetter(code: number): boolean {
	const lower = code | 32;
	return lower >= 97 && lower <= 122;
}

function isWordCharacter(code: number): boolean {
	return isLetter(code) || (code >= 48 && code <= 57) || code === 95;
}
