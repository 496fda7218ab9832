import type {
	BlockContext,
	InlineContext,
	LeafBlock,
	LeafBlockParser,
	Line,
	MarkdownConfig,
} from '@lezer/markdown';

/** Node over text whose structure was not read because reading it would take time out of proportion. */
export const UNREAD = 'Unread';

/**
 * Delimiters of one paragraph times its length: for each delimiter the grammar looks through the rest of the paragraph
 * at worst. Real paragraphs stay below a hundredth of it.
 */
const PARAGRAPH_BUDGET = 40_000_000;
/** Block quotes, lists and list items inside one another. The grammar checks each of them on each line. */
const MAX_CONTAINERS = 256;
/** Lists inside one another: unlike quotes they stay open over any number of blank lines. */
const MAX_LISTS = 64;
/** Longest paragraph over several lines where the grammar goes back to its start for each of them. */
const LONGEST_REREAD = 16 * 1024;

const NEWLINE = 10;
const SPACE = 32;
const QUOTE = 62;
const OPEN_BRACKET = 91;

/** Characters whose handling can look at a whole paragraph. */
const IS_DELIMITER = flagsOf('[]`<*_~');
const IS_LIST_MARK = flagsOf('-+*0123456789');

/** Keeps the time that the grammar takes linear in the text. What it does not read is in the tree as `Unread`. */
export const bounded: MarkdownConfig = {
	defineNodes: [{ name: UNREAD, block: true }],
	parseBlock: [
		{
			name: 'BoundedDepth',
			before: 'LinkReference',
			parse: (cx, line) => isTooDeep(cx, line.next) && takeLine(cx, line),
		},
		{
			name: 'BoundedParagraph',
			before: 'LinkReference',
			// Link definitions are read anew, and the marks of quotes sorted in anew, for every line.
			leaf: (cx, leaf) =>
				leaf.content.charCodeAt(0) === OPEN_BRACKET || isInside(cx, 'Blockquote')
					? new BoundedParagraph()
					: null,
		},
	],
	parseInline: [{ name: 'BoundedInline', before: 'Escape', parse: stopAtBudget() }],
};

/** Leaves all inline structure unread; for text on which the grammar fails. */
export const unreadInline: MarkdownConfig = {
	parseInline: [
		{ name: 'UnreadInline', before: 'BoundedInline', parse: (cx, _next, pos) => unreadFrom(cx, pos) },
	],
};

function isTooDeep(cx: BlockContext, next: number): boolean {
	if (cx.depth <= MAX_LISTS || next < 0 || next > 127) return false;
	if (next !== QUOTE && IS_LIST_MARK[next] !== 1) return false;
	if (cx.depth > MAX_CONTAINERS) return true;
	if (next === QUOTE) return false;
	let lists = 0;
	for (let depth = 0; depth < cx.depth; depth++) {
		const { name } = cx.parentType(depth);
		if (name === 'BulletList' || name === 'OrderedList') lists++;
	}
	return lists >= MAX_LISTS;
}

function takeLine(cx: BlockContext, line: Line): boolean {
	const element = cx.elt(UNREAD, cx.lineStart + line.pos, cx.lineStart + line.text.length);
	cx.nextLine();
	cx.addElement(element);
	return true;
}

function isInside(cx: BlockContext, type: string): boolean {
	for (let depth = cx.depth - 1; depth >= 0; depth--) if (cx.parentType(depth).name === type) return true;
	return false;
}

/** Ends a paragraph before it is long enough to be expensive; its last character is marked as the place of the cut. */
class BoundedParagraph implements LeafBlockParser {
	nextLine(cx: BlockContext, _line: Line, leaf: LeafBlock): boolean {
		if (leaf.content.length <= LONGEST_REREAD) return false;
		if (leaf.parsers.some(parser => parser !== this && parser.finish(cx, leaf))) return true;
		const end = leaf.start + leaf.content.length;
		const inline = cx.parser.parseInline(leaf.content.slice(0, -1), leaf.start);
		cx.addLeafElement(leaf, cx.elt('Paragraph', leaf.start, end, [...inline, cx.elt(UNREAD, end - 1, end)]));
		return true;
	}

	finish(): boolean {
		return false;
	}
}

/** Takes the rest of a paragraph as it is once its budget is spent, and runs of spaces as one. */
function stopAtBudget(): (cx: InlineContext, next: number, pos: number) => number {
	let paragraph: InlineContext | undefined;
	let left = 0;
	return (cx, next, pos) => {
		if (next === SPACE) return endOfSpaces(cx, pos);
		if (next > 127 || IS_DELIMITER[next] !== 1) return -1;
		if (cx !== paragraph) {
			paragraph = cx;
			left = PARAGRAPH_BUDGET / (cx.end - cx.offset);
		}
		return left-- > 0 ? -1 : unreadFrom(cx, pos);
	};
}

/** Where several spaces end, unless they end a line: then they may be a line break, which the grammar reads. */
function endOfSpaces(cx: InlineContext, pos: number): number {
	let end = pos + 1;
	while (cx.char(end) === SPACE) end++;
	return end === pos + 1 || cx.char(end) === NEWLINE ? -1 : end;
}

function unreadFrom(cx: InlineContext, pos: number): number {
	return cx.addElement(cx.elt(UNREAD, pos, cx.end));
}

function flagsOf(characters: string): Uint8Array {
	const flags = new Uint8Array(128);
	for (const character of characters) flags[character.charCodeAt(0)] = 1;
	return flags;
}
