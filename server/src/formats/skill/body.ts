import { type ChangedRange, Tree, TreeFragment } from '@lezer/common';
import type { Range } from '../../base/range';
import { markdownParser } from './grammar';
import { type MarkdownView, viewOf } from './view';

/** Trees of views with blanked-out stretches: which stretches are blanked depends on the whole text. */
const wholeOnly = new WeakSet<Tree>();

export interface ParsedBody {
	/** Positions are relative to the body. */
	readonly tree: Tree;
	/** Stretches of the body that the grammar did not see. */
	readonly masked: readonly Range[];
}

export interface PreviousBody {
	readonly text: string;
	readonly tree: Tree;
}

/**
 * The syntax tree of a Markdown text. With the previous text and its tree only what changed is parsed again; the
 * result is the same as without.
 */
export function parseBody(text: string, previous?: PreviousBody): ParsedBody {
	const view = viewOf(text);
	if (previous && view.masked.length === 0 && !wholeOnly.has(previous.tree)) {
		if (previous.text === text) return { tree: previous.tree, masked: [] };
		const fragments = TreeFragment.applyChanges(TreeFragment.addTree(previous.tree), [
			changeOf(previous.text, text),
		]);
		const tree = tryParse(view, fragments);
		if (tree) return { tree, masked: [] };
	}
	const tree = tryParse(view);
	if (tree) {
		if (view.masked.length > 0) wholeOnly.add(tree);
		return { tree, masked: view.masked };
	}
	// The grammar recurses over nested emphasis and links; without delimiters there is nothing to nest.
	const plain = viewOf(text, 0);
	const rest = tryParse(plain) ?? Tree.empty;
	wholeOnly.add(rest);
	return { tree: rest, masked: rest === Tree.empty ? [{ start: 0, end: text.length }] : plain.masked };
}

/** `undefined` when the text is nested deeper than the stack or a pattern of the grammar can go. */
function tryParse(view: MarkdownView, fragments?: readonly TreeFragment[]): Tree | undefined {
	try {
		return markdownParser.parse(view.text, fragments);
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
