import { type ChangedRange, Tree, TreeFragment } from '@lezer/common';
import type { MarkdownParser } from '@lezer/markdown';
import { markdownParser, outlineParser } from './grammar';

export interface PreviousBody {
	readonly text: string;
	readonly tree: Tree;
}

/** Trees that a weaker grammar made; the full one must not build on them. */
const weaker = new WeakSet<Tree>();

/**
 * The syntax tree of a Markdown text, positions relative to it. With the previous text and its tree only what changed
 * is parsed again; the result is the same as without.
 */
export function parseBody(text: string, previous?: PreviousBody): Tree {
	const source = withLineFeeds(text);
	if (previous && !weaker.has(previous.tree)) {
		if (previous.text === text) return previous.tree;
		const fragments = TreeFragment.applyChanges(TreeFragment.addTree(previous.tree), [
			changeOf(previous.text, text),
		]);
		const tree = tryParse(markdownParser, source, fragments);
		if (tree) return tree;
	}
	const tree = tryParse(markdownParser, source);
	if (tree) return tree;
	const outline = tryParse(outlineParser, source) ?? Tree.empty;
	weaker.add(outline);
	return outline;
}

/**
 * The grammar ends lines at line feeds only. Carriage returns before them become spaces and lone ones line feeds, so
 * that offsets hold.
 */
function withLineFeeds(text: string): string {
	if (!text.includes('\r')) return text;
	return text.replace(/\r\n?/g, ends => (ends.length === 2 ? ' \n' : '\n'));
}

/** `undefined` when the text goes deeper than the stack, the grammar's or that of one of its patterns. */
function tryParse(
	parser: MarkdownParser,
	text: string,
	fragments?: readonly TreeFragment[],
): Tree | undefined {
	try {
		return parser.parse(text, fragments);
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

/** Compared at once; the engine compares equal strings far faster than we their characters. */
const BLOCK = 1024;

/** The one stretch in which the texts differ, a character wider on each side for line ends of two characters. */
function changeOf(before: string, after: string): ChangedRange {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (
		start + BLOCK <= shorter &&
		before.slice(start, start + BLOCK) === after.slice(start, start + BLOCK)
	) {
		start += BLOCK;
	}
	while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
	const most = shorter - start;
	const [a, b] = [before.length, after.length];
	let end = 0;
	while (
		end + BLOCK <= most &&
		before.slice(a - end - BLOCK, a - end) === after.slice(b - end - BLOCK, b - end)
	) {
		end += BLOCK;
	}
	while (end < most && before.charCodeAt(a - 1 - end) === after.charCodeAt(b - 1 - end)) end++;
	const from = Math.max(0, start - 1);
	const kept = Math.max(0, end - 1);
	return { fromA: from, toA: a - kept, fromB: from, toB: b - kept };
}
