import type { Tree } from '@lezer/common';
import type { Range } from '../../base/range';
import { destinationOf, labelOf } from './destination';
import { htmlBlocks } from './html';
import type { Block, BlockKind, Span } from './model';
import { readInline, type UnresolvedLink } from './spans';
import { skipSpace, trimmedEnd } from './whitespace';

/** What one leaf of the syntax tree says, apart from where it stands. Offsets are relative to the leaf's start. */
export interface Leaf {
	readonly blocks: readonly LeafPart[];
	/** Links that only a link definition elsewhere makes links. They belong to the first block. */
	readonly unresolved: readonly UnresolvedLink[];
	/** What the grammar left unread; absent: nothing. */
	readonly unread?: readonly Range[];
	readonly heading?: { readonly level: number; readonly title: string };
	readonly definition?: { readonly label: string; readonly destination: string; readonly range: Range };
}

/** A block without its place. */
export type LeafPart = Omit<Block, 'quoteDepth' | 'listDepth' | 'section'>;

const HEADINGS: Readonly<Record<string, number>> = {
	ATXHeading1: 1,
	ATXHeading2: 2,
	ATXHeading3: 3,
	ATXHeading4: 4,
	ATXHeading5: 5,
	ATXHeading6: 6,
	SetextHeading1: 1,
	SetextHeading2: 2,
};

/** Reads a leaf block of the tree. `text` is the leaf's own text. */
export function readLeaf(tree: Tree, text: string): Leaf {
	const name = tree.type.name;
	const level = HEADINGS[name];
	if (level !== undefined) return readHeading(tree, text, level);
	switch (name) {
		case 'FencedCode':
			return { blocks: [readFence(tree, text)], unresolved: [] };
		case 'CodeBlock':
			return { blocks: [readIndentedCode(tree, text)], unresolved: [] };
		case 'CommentBlock':
		case 'HTMLBlock':
		case 'ProcessingInstructionBlock':
			return readHtml(tree, text);
		case 'HorizontalRule':
			return { blocks: [blockOf('rule', { start: 0, end: trimmedEnd(text) })], unresolved: [] };
		case 'LinkReference':
			return readDefinition(tree, text);
		case 'Table':
			return readProse(tree, text, 'table', 0);
		case 'Task':
			return readProse(tree, text, 'paragraph', skipSpace(text, taskMarkerEnd(tree)));
		default:
			return readProse(tree, text, 'paragraph', 0);
	}
}

function blockOf(kind: BlockKind, range: Range, contentRange: Range = range): LeafPart {
	return { kind, range, contentRange, spans: [] };
}

function readHtml(tree: Tree, text: string): Leaf {
	const marks = childRanges(tree, 'QuoteMark');
	const blocks = htmlBlocks(text.slice(0, trimmedEnd(text))).map(block => withParts(block, text, marks));
	return { blocks, unresolved: [] };
}

function readProse(tree: Tree, text: string, kind: BlockKind, contentStart: number): Leaf {
	const range = { start: 0, end: trimmedEnd(text) };
	const { spans, unresolved, quoteMarks, unread } = readInline(tree, text);
	const block = {
		kind,
		range,
		contentRange: { start: Math.min(contentStart, range.end), end: range.end },
		spans,
	};
	return { blocks: [withParts(block, text, quoteMarks)], unresolved, ...(unread.length > 0 && { unread }) };
}

function readHeading(tree: Tree, text: string, level: number): Leaf {
	const marks = childRanges(tree, 'HeaderMark');
	const first = marks[0];
	const last = marks.at(-1);
	const atx = tree.type.name.startsWith('ATX');
	const from = atx && first ? first.end : 0;
	const underline = last?.start ?? text.length;
	const lineEnd = atx ? (marks.length < 2 ? text.length : underline) : endOfLineBefore(text, underline);
	const end = trimmedEnd(text, from, lineEnd);
	const { spans, unresolved, quoteMarks, unread } = readInline(tree, text);
	const block = withParts(
		{
			kind: 'heading',
			range: { start: 0, end: trimmedEnd(text) },
			contentRange: { start: skipSpace(text, from, end), end },
			level,
			spans,
		},
		text,
		quoteMarks,
	);
	const words = (block.parts ?? [block.contentRange]).map(part => text.slice(part.start, part.end));
	return {
		blocks: [block],
		unresolved,
		...(unread.length > 0 && { unread }),
		heading: { level, title: words.join('').replace(/\s+/g, ' ').trim() },
	};
}

/** The end of the line before the one in which an offset stands. */
function endOfLineBefore(text: string, offset: number): number {
	let at = offset;
	while (at > 0 && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at--;
	return Math.max(0, at - 1);
}

/** `to` without the spaces before it, which indent what follows. */
function withoutIndent(text: string, from: number, to: number): number {
	let at = to;
	while (at > from && (text.charCodeAt(at - 1) === 32 || text.charCodeAt(at - 1) === 9)) at--;
	return at;
}

/** The block with its content cut where `>` of enclosing quotes stand inside it. */
function withParts(block: LeafPart, text: string, quoteMarks: readonly Range[]): LeafPart {
	const { start, end } = block.contentRange;
	const parts: Range[] = [];
	let at = start;
	for (const mark of quoteMarks) {
		if (mark.start < at || mark.end > end) continue;
		const before = withoutIndent(text, at, mark.start);
		if (at < before) parts.push({ start: at, end: before });
		at = Math.min(end, text.charCodeAt(mark.end) === 32 ? mark.end + 1 : mark.end);
	}
	if (at === start) return block;
	if (at < end) parts.push({ start: at, end });
	return { ...block, parts };
}

function readFence(tree: Tree, text: string): LeafPart {
	const marks = childRanges(tree, 'CodeMark');
	const info = childRanges(tree, 'CodeInfo')[0];
	const firstLine = text.indexOf('\n');
	const unclosed = marks.length < 2;
	return {
		kind: 'fence',
		range: { start: 0, end: unclosed ? text.length : trimmedEnd(text) },
		...codeContent(tree, text, firstLine < 0 ? text.length : firstLine + 1),
		language: info ? languageOf(text.slice(info.start, info.end)) : '',
		...(info && { infoRange: info }),
		...(unclosed && { unclosed }),
		spans: [],
	};
}

/** The lines of code, without the carriage return that belongs to the last one's end. */
function codeContent(tree: Tree, text: string, emptyAt: number): Pick<LeafPart, 'contentRange' | 'parts'> {
	const code = childRanges(tree, 'CodeText');
	const first = code[0];
	const last = code.pop();
	if (!first || !last) return { contentRange: { start: emptyAt, end: emptyAt } };
	const end = last.end > last.start && text.charCodeAt(last.end - 1) === 13 ? last.end - 1 : last.end;
	const parts = [...code, { start: last.start, end }];
	return { contentRange: { start: first.start, end }, ...(parts.length > 1 && { parts }) };
}

/** The first word of a fence's info string, as the many ways to write it mean it: `bash title=x`, `{bash}`, `{.bash}`. */
export function languageOf(info: string): string {
	return (/^[\s{.]*([^\s{}(),;:=]+)/.exec(info)?.[1] ?? '').toLowerCase();
}

function readIndentedCode(tree: Tree, text: string): LeafPart {
	const content = codeContent(tree, text, 0);
	return { kind: 'indented-code', range: { start: 0, end: content.contentRange.end }, ...content, spans: [] };
}

function readDefinition(tree: Tree, text: string): Leaf {
	const label = childRanges(tree, 'LinkLabel')[0];
	const url = childRanges(tree, 'URL')[0];
	const range = { start: 0, end: trimmedEnd(text) };
	if (!label || !url) return { blocks: [blockOf('link-definition', range)], unresolved: [] };
	const destination = destinationOf(text.slice(url.start, url.end));
	const span: Span = {
		kind: 'link',
		range,
		textRange: { start: label.start + 1, end: label.end - 1 },
		destination,
		destinationRange: url,
	};
	return {
		blocks: [{ ...blockOf('link-definition', range), spans: [span] }],
		unresolved: [],
		definition: { label: labelOf(text.slice(label.start + 1, label.end - 1)), destination, range: url },
	};
}

function taskMarkerEnd(tree: Tree): number {
	return childRanges(tree, 'TaskMarker')[0]?.end ?? 0;
}

/** Ranges of the direct children of one kind. */
function childRanges(tree: Tree, name: string): Range[] {
	const ranges: Range[] = [];
	const cursor = tree.cursor();
	for (let found = cursor.firstChild(); found; found = cursor.nextSibling()) {
		if (cursor.name === name) ranges.push({ start: cursor.from, end: cursor.to });
	}
	return ranges;
}
