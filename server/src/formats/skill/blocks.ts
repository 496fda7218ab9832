import { Tree } from '@lezer/common';
import { type Range, shifted } from '../../base/range';
import { markdownParser } from './grammar';
import { KnownLeaves, type PlacedLeaf } from './known-leaves';
import { type Leaf, type LeafPart, readLeaf } from './leaf';
import type { Block, Section, Span } from './model';
import { closeSections, type OpenSection, openSection } from './sections';

export interface Outline {
	readonly blocks: readonly Block[];
	readonly sections: readonly Section[];
	/** What the grammar left unread. */
	readonly unparsed: readonly Range[];
}

/** The leaves of a document's tree, for the document that comes of it by an edit. One entry for each tree. */
const leavesOf = new WeakMap<Tree, readonly PlacedLeaf[]>();

const CONTAINER = 1;
const MARK = 2;
const QUOTE = 4;
const LIST = 8;
const KINDS: Readonly<Record<string, number>> = {
	Document: CONTAINER,
	Blockquote: CONTAINER | QUOTE,
	BulletList: CONTAINER | LIST,
	OrderedList: CONTAINER | LIST,
	ListItem: CONTAINER,
	QuoteMark: MARK,
	ListMark: MARK,
};
/** What a node type is, by its number in the grammar. */
const kindOf = Uint8Array.from(markdownParser.nodeSet.types, type =>
	type.isAnonymous ? CONTAINER : (KINDS[type.name] ?? 0),
);

/**
 * Blocks and sections of a syntax tree. Offsets are into `text`, where the body begins at `bodyStart`.
 *
 * @param previous the tree of the text before, whose unchanged leaves need not be read again.
 */
export function outlineOf(
	tree: Tree,
	text: string,
	bodyStart: number,
	end: number,
	previous?: Tree,
): Outline {
	const known = new KnownLeaves((previous && leavesOf.get(previous)) ?? []);
	const leaves: PlacedLeaf[] = [];
	const blocks: Block[] = [];
	const sections: OpenSection[] = [];
	const pending: { readonly block: number; readonly leaf: Leaf; readonly start: number }[] = [];
	const definitions = new Map<string, Definition>();
	const unparsed: Range[] = [];
	forEachLeaf(tree, bodyStart, (node, start, quoteDepth, listDepth) => {
		const before = known.take(node);
		const leaf = before?.leaf ?? readLeaf(node, text.slice(start, start + node.length));
		if (leaf.heading) openSection(sections, leaf.heading, start);
		const section = sections.length - 1;
		const placed = isAt(before, start, quoteDepth, listDepth, section)
			? before
			: { node, leaf, start, blocks: placedBlocks(leaf, start, quoteDepth, listDepth, section) };
		if (leaf.definition && !definitions.has(leaf.definition.label)) {
			const { label, destination, range } = leaf.definition;
			definitions.set(label, { destination, range: shifted(range, start) });
		}
		for (const range of leaf.unread ?? []) unparsed.push(shifted(range, start));
		if (leaf.unresolved.length > 0) pending.push({ block: blocks.length, leaf, start });
		leaves.push(placed);
		for (const block of placed.blocks) blocks.push(block);
	});
	leavesOf.set(tree, leaves);
	if (definitions.size > 0) {
		for (const { block, leaf, start } of pending) {
			const target = blocks[block];
			if (target) blocks[block] = withResolvedLinks(target, leaf, start, definitions);
		}
	}
	return { blocks, sections: closeSections(sections, end), unparsed };
}

function isAt(
	leaf: PlacedLeaf | undefined,
	start: number,
	quoteDepth: number,
	listDepth: number,
	section: number,
): leaf is PlacedLeaf {
	const block = leaf?.blocks[0];
	return (
		block !== undefined &&
		leaf?.start === start &&
		block.section === section &&
		block.quoteDepth === quoteDepth &&
		block.listDepth === listDepth
	);
}

type Visit = (node: Tree, start: number, quoteDepth: number, listDepth: number) => void;

/** Leaf blocks in document order, without recursion: the depth is the text's to choose. */
function forEachLeaf(tree: Tree, start: number, visit: Visit): void {
	const stack: { node: Tree; start: number; quoteDepth: number; listDepth: number; next: number }[] = [
		{ node: tree, start, quoteDepth: 0, listDepth: 0, next: 0 },
	];
	for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
		const index = top.next++;
		const child = top.node.children[index];
		if (child === undefined) {
			stack.pop();
			continue;
		}
		if (!(child instanceof Tree)) continue;
		const childStart = top.start + (top.node.positions[index] ?? 0);
		const kind = kindOf[child.type.id] ?? 0;
		if (kind & CONTAINER) {
			stack.push({
				node: child,
				start: childStart,
				quoteDepth: kind & QUOTE ? top.quoteDepth + 1 : top.quoteDepth,
				listDepth: kind & LIST ? top.listDepth + 1 : top.listDepth,
				next: 0,
			});
		} else if ((kind & MARK) === 0) {
			visit(child, childStart, top.quoteDepth, top.listDepth);
		}
	}
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function placedBlocks(
	leaf: Leaf,
	start: number,
	quoteDepth: number,
	listDepth: number,
	section: number,
): readonly Block[] {
	return leaf.blocks.map(part => placedBlock(part, start, quoteDepth, listDepth, section));
}

/** Written out field by field: an edit at the top of a long file places thousands of blocks anew. */
function placedBlock(
	part: LeafPart,
	start: number,
	quoteDepth: number,
	listDepth: number,
	section: number,
): Block {
	const range = shifted(part.range, start);
	const block: Mutable<Block> = {
		kind: part.kind,
		range,
		contentRange: part.contentRange === part.range ? range : shifted(part.contentRange, start),
		quoteDepth,
		listDepth,
		section,
		spans: part.spans.length === 0 ? NO_SPANS : part.spans.map(span => shiftedSpan(span, start)),
	};
	if (part.level !== undefined) block.level = part.level;
	if (part.language !== undefined) block.language = part.language;
	if (part.infoRange !== undefined) block.infoRange = shifted(part.infoRange, start);
	if (part.unclosed !== undefined) block.unclosed = part.unclosed;
	if (part.parts !== undefined) block.parts = part.parts.map(piece => shifted(piece, start));
	return block;
}

const NO_SPANS: readonly Span[] = [];

function shiftedSpan(span: Span, by: number): Span {
	const range = shifted(span.range, by);
	const textRange = span.textRange === span.range ? range : shifted(span.textRange, by);
	const { kind, destination, destinationRange } = span;
	if (destination === undefined || destinationRange === undefined) return { kind, range, textRange };
	return {
		kind,
		range,
		textRange,
		destination,
		destinationRange: destinationRange === span.range ? range : shifted(destinationRange, by),
	};
}

interface Definition {
	readonly destination: string;
	readonly range: Range;
}

function withResolvedLinks(
	block: Block,
	leaf: Leaf,
	start: number,
	definitions: ReadonlyMap<string, Definition>,
): Block {
	const resolved = leaf.unresolved.flatMap(({ span, label }): Span[] => {
		const definition = definitions.get(label);
		return definition
			? [
					{
						...shiftedSpan(span, start),
						destination: definition.destination,
						destinationRange: definition.range,
					},
				]
			: [];
	});
	if (resolved.length === 0) return block;
	const spans = [...block.spans, ...resolved].sort(
		(a, b) => a.range.start - b.range.start || b.range.end - a.range.end,
	);
	return { ...block, spans };
}
