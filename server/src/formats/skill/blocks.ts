import { Tree } from '@lezer/common';
import { type Range, shifted } from '../../base/range';
import { type Leaf, readLeaf } from './leaf';
import type { Block, Section, Span } from './model';

export interface Outline {
	readonly blocks: readonly Block[];
	readonly sections: readonly Section[];
}

/** What is kept for a leaf of the tree, which the incremental parser reuses as the same object. */
interface CachedLeaf {
	readonly leaf: Leaf;
	/** The leaf's blocks where it stood last; reused as they are while it stands there. */
	placed?: { readonly place: Place; readonly blocks: readonly Block[] };
}

interface Place {
	readonly start: number;
	readonly quoteDepth: number;
	readonly listDepth: number;
	readonly section: number;
}

const leaves = new WeakMap<Tree, CachedLeaf>();

const CONTAINERS: ReadonlySet<string> = new Set([
	'Document',
	'Blockquote',
	'BulletList',
	'OrderedList',
	'ListItem',
]);
const MARKS: ReadonlySet<string> = new Set(['QuoteMark', 'ListMark']);

/** Blocks and sections of a syntax tree. Offsets are into `text`, where the body begins at `bodyStart`. */
export function outlineOf(tree: Tree, text: string, bodyStart: number, end: number): Outline {
	const blocks: Block[] = [];
	const sections: OpenSection[] = [];
	const pending: { readonly block: number; readonly leaf: Leaf; readonly start: number }[] = [];
	const definitions = new Map<string, Definition>();
	forEachLeaf(tree, bodyStart, (node, start, quoteDepth, listDepth) => {
		const cached = cachedLeaf(node, text, start);
		const { leaf } = cached;
		if (leaf.heading) openSection(sections, leaf.heading, start);
		const place = { start, quoteDepth, listDepth, section: sections.length - 1 };
		if (leaf.definition && !definitions.has(leaf.definition.label)) {
			const { label, destination, range } = leaf.definition;
			definitions.set(label, { destination, range: shifted(range, start) });
		}
		if (leaf.unresolved.length > 0) pending.push({ block: blocks.length, leaf, start });
		blocks.push(...placedBlocks(cached, place));
	});
	if (definitions.size > 0) {
		for (const { block, leaf, start } of pending) {
			const target = blocks[block];
			if (target) blocks[block] = withResolvedLinks(target, leaf, start, definitions);
		}
	}
	return { blocks, sections: closeSections(sections, end) };
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
		const { name } = child.type;
		if (child.type.isAnonymous || CONTAINERS.has(name)) {
			stack.push({
				node: child,
				start: childStart,
				quoteDepth: top.quoteDepth + (name === 'Blockquote' ? 1 : 0),
				listDepth: top.listDepth + (name === 'BulletList' || name === 'OrderedList' ? 1 : 0),
				next: 0,
			});
		} else if (!MARKS.has(name)) {
			visit(child, childStart, top.quoteDepth, top.listDepth);
		}
	}
}

function cachedLeaf(node: Tree, text: string, start: number): CachedLeaf {
	let cached = leaves.get(node);
	if (cached === undefined) {
		cached = { leaf: readLeaf(node, text.slice(start, start + node.length)) };
		leaves.set(node, cached);
	}
	return cached;
}

function placedBlocks(cached: CachedLeaf, place: Place): readonly Block[] {
	const last = cached.placed;
	if (
		last &&
		last.place.start === place.start &&
		last.place.section === place.section &&
		last.place.quoteDepth === place.quoteDepth &&
		last.place.listDepth === place.listDepth
	) {
		return last.blocks;
	}
	const { start, quoteDepth, listDepth, section } = place;
	const blocks = cached.leaf.blocks.map((part): Block => {
		const { range, contentRange, parts, infoRange, spans, ...rest } = part;
		return {
			...rest,
			range: shifted(range, start),
			contentRange: shifted(contentRange, start),
			...(parts && { parts: parts.map(piece => shifted(piece, start)) }),
			...(infoRange && { infoRange: shifted(infoRange, start) }),
			quoteDepth,
			listDepth,
			section,
			spans: spans.map(span => shiftedSpan(span, start)),
		};
	});
	cached.placed = { place, blocks };
	return blocks;
}

function shiftedSpan(span: Span, by: number): Span {
	const range = shifted(span.range, by);
	const textRange = span.textRange === span.range ? range : shifted(span.textRange, by);
	if (span.destination === undefined) return { kind: span.kind, range, textRange };
	return {
		kind: span.kind,
		range,
		textRange,
		destination: span.destination,
		...(span.destinationRange && { destinationRange: shifted(span.destinationRange, by) }),
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

interface OpenSection {
	readonly title: string;
	readonly level: number;
	readonly parent: number;
	readonly start: number;
	end: number | undefined;
}

function openSection(
	sections: OpenSection[],
	heading: { readonly level: number; readonly title: string },
	start: number,
): void {
	let parent = sections.length - 1;
	for (
		let section = sections[parent];
		section && section.level >= heading.level;
		section = sections[parent]
	) {
		section.end ??= start;
		parent = section.parent;
	}
	sections.push({ ...heading, parent, start, end: undefined });
}

function closeSections(sections: readonly OpenSection[], end: number): Section[] {
	return sections.map(section => ({
		title: section.title,
		level: section.level,
		parent: section.parent,
		range: { start: section.start, end: section.end ?? end },
	}));
}
