import {
	type BlockContext,
	type LeafBlock,
	type LeafBlockParser,
	type Line,
	type MarkdownConfig,
	parser,
	Strikethrough,
	Table,
	TaskList,
} from '@lezer/markdown';
import { bounded, unreadInline } from './bounded';
import { beginsTable } from './table-row';

/** The grammar's table parser, given the line of dashes without white space at its end, which it does not expect. */
class TableRows implements LeafBlockParser {
	constructor(private readonly inner: LeafBlockParser) {}

	nextLine(cx: BlockContext, line: Line, leaf: LeafBlock): boolean {
		const { text } = line;
		line.text = text.trimEnd();
		const done = this.inner.nextLine(cx, line, leaf);
		line.text = text;
		return done;
	}

	finish(cx: BlockContext, leaf: LeafBlock): boolean {
		return this.inner.finish(cx, leaf);
	}
}

/**
 * GitHub's tables. The extension's own test for a table that follows a paragraph without a blank line takes quadratic
 * time on a line of spaces.
 */
const tables: MarkdownConfig = {
	...Table,
	parseBlock: (Table.parseBlock ?? []).map(block => ({
		...block,
		leaf(cx, leaf) {
			const inner = block.leaf?.(cx, leaf);
			return inner ? new TableRows(inner) : null;
		},
		endLeaf(cx, line, leaf) {
			if (leaf.parsers.some(active => active instanceof TableRows)) return false;
			const head = line.text.slice(line.basePos).trim();
			return head.includes('|') && beginsTable(head, cx.peekLine().slice(line.basePos).trim());
		},
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

/** CommonMark with GitHub's tables, task lists and strikethrough, and bare URLs; linear in the text. */
export const markdownParser = parser.configure([tables, TaskList, Strikethrough, bareUrl, bounded]);

/** The blocks of the same grammar, whose inline structure is left unread. */
export const outlineParser = markdownParser.configure(unreadInline);

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
