import { excerptOf } from '../../base/display';
import { overlaps, type Range, shifted } from '../../base/range';
import type { Block, SkillDocument } from '../../formats/skill/model';
import { blockAt, blockMitigations, contextOf, sectionTitles, titleMitigations } from '../context';
import type { Context, Instruction, Mitigation, Placed } from '../model';
import type { FoundInstruction, ProseFacts } from './model';
import { analyseBlockText, claimedOverrideIn, imageBeaconIn } from './passage';
import { combineClues, type PlacedClue } from './sections';

export interface ProseOptions {
	/** `analyseBlockText`, possibly remembered by its argument. */
	readonly analyse?: (text: string) => ProseFacts;
}

/**
 * The instructions in a Markdown text: paragraphs, lists, headings, tables, HTML and its comments, link titles, text
 * code blocks, and the strings and comments of the frontmatter. In document order. Never throws.
 */
export function analyseProse(
	document: SkillDocument,
	path: string,
	{ analyse = analyseBlockText }: ProseOptions = {},
): Placed<Instruction>[] {
	const { text } = document;
	const found: Placed<Instruction>[] = [];
	let clues: PlacedClue[] = [];
	let section = -2;
	/** Where those of the section at hand begin in `found`; a combination can repeat no others. */
	let opened = 0;
	const close = (): void => {
		for (const instruction of combineClues(clues)) {
			const known = indexFrom(found, opened, other => isSame(other, instruction));
			if (known >= 0 && found[known]?.fact.confidence === 'high') continue;
			if (known >= 0) found.splice(known, 1);
			add(instruction, 0, blockAt(document, instruction.range.start));
		}
		clues = [];
		opened = found.length;
	};
	const add = (instruction: FoundInstruction, by: number, block: Block | undefined): void => {
		const context = block ? contextFor(document, block, path, instruction) : frontmatterContext(instruction);
		// Cells of tables name things; what is less than plain there says nothing.
		if (block?.kind === 'table' && instruction.fact.confidence !== 'high') return;
		found.push(place(instruction, by, text, path, context));
	};
	for (const scalar of proseOfFrontmatter(document)) {
		const source = text.slice(scalar.start, scalar.end);
		const claim = claimedOverrideIn(source);
		if (claim) found.push(place(claim, scalar.start, text, path, frontmatterContext(claim)));
		const facts = analyse(source);
		for (const instruction of facts.instructions)
			found.push(place(instruction, scalar.start, text, path, frontmatterContext(instruction)));
		for (const clue of facts.clues)
			clues.push({ ...clue, range: shifted(clue.range, scalar.start), block: -1 });
		close();
	}
	for (const [index, block] of document.blocks.entries()) {
		if (block.section !== section) {
			close();
			section = block.section;
		}
		const { start, end } = block.contentRange;
		if (!isRead(block)) {
			const beacon = block.kind === 'fence' ? imageBeaconIn(text.slice(start, end)) : undefined;
			if (beacon) add(beacon, start, block);
			continue;
		}
		const facts = analyse(text.slice(start, end));
		for (const instruction of facts.instructions) add(instruction, start, block);
		for (const clue of facts.clues) clues.push({ ...clue, range: shifted(clue.range, start), block: index });
	}
	close();
	return found.sort((a, b) => a.range.start - b.range.start);
}

/**
 * The instructions in any text, e.g. one decoded from invisible characters or a tool description in JSON. Ranges are
 * relative to it.
 */
export function analyseProseText(text: string): FoundInstruction[] {
	const { instructions, clues } = analyseBlockText(text);
	const combined = combineClues(clues.map(clue => ({ ...clue, block: 0 }))).filter(
		one => !instructions.some(other => isSame(other, one) && other.fact.confidence === 'high'),
	);
	const single = instructions.filter(one => !combined.some(other => isSame(one, other)));
	return [...single, ...combined].sort((a, b) => a.range.start - b.range.start);
}

const TEXT_FENCES = new Set(['', 'text', 'txt', 'md', 'markdown', 'prompt', 'yaml', 'yml', 'xml', 'html']);

function isRead(block: Block): boolean {
	if (block.kind === 'rule') return false;
	if (block.kind === 'indented-code') return true;
	return block.kind !== 'fence' || TEXT_FENCES.has(block.language ?? '');
}

/** Values longer than a word, names in capitals, and comments: both reach the agent, the comments mostly unseen. */
function* proseOfFrontmatter(document: SkillDocument): Generator<Range> {
	if (!document.frontmatter) return;
	for (const scalar of document.frontmatter.scalars) {
		if (typeof scalar.value === 'string' && /[ _]/.test(scalar.value)) yield scalar.range;
	}
	yield* document.frontmatter.comments;
}

/** Whether two findings are the same instruction, seen in one sentence and in its parts. */
function isSame(one: Pick<FoundInstruction, 'fact' | 'range'>, other: FoundInstruction): boolean {
	return one.fact.kind === other.fact.kind && overlaps(one.range, other.range);
}

function indexFrom<T>(list: readonly T[], from: number, accepts: (one: T) => boolean): number {
	for (let i = from; i < list.length; i++) if (accepts(list[i] as T)) return i;
	return -1;
}

/**
 * The context of an instruction. A plain order to the agent is not explained by the subject or the folder of its
 * document, only by what stands at the place itself: whoever writes "a security skill" on a hostile text gains nothing.
 */
function contextFor(document: SkillDocument, block: Block, path: string, found: FoundInstruction): Context {
	const context = contextOf(document, document.text, block, path);
	if (found.fact.confidence !== 'high')
		return { ...context, mitigations: [...found.mitigations, ...context.mitigations] };
	const local: Mitigation[] = [
		...(context.container === 'fence' ? [CODE_BLOCK] : []),
		...blockMitigations(document, document.text, block),
		...localTitles(sectionTitles(document, block)),
	];
	return { ...context, mitigations: [...found.mitigations, ...local.filter(one => explains(one, found))] };
}

/** By the titles above a block. That the whole document calls itself an example explains nothing in it. */
function localTitles([first, ...inner]: readonly string[]): Mitigation[] {
	const found = titleMitigations(inner);
	if (found.length > 0 || first === undefined) return found;
	return titleMitigations([first]).filter(({ kind }) => kind !== 'example-section');
}

/** Something to send away together with the order to be silent about it is no example of how to use a skill. */
function explains({ kind }: Mitigation, { fact }: FoundInstruction): boolean {
	const combined = fact.kind === 'conceal' && fact.parts.length > 0;
	return !combined || kind === 'negation' || kind === 'detection-content' || kind === 'table';
}

const CODE_BLOCK: Mitigation = { kind: 'quotation', reason: 'stands in a code block' };

function frontmatterContext(found: FoundInstruction): Context {
	return { container: 'frontmatter', sections: [], mitigations: found.mitigations };
}

function place(
	found: FoundInstruction,
	by: number,
	text: string,
	path: string,
	context: Context,
): Placed<Instruction> {
	const range = shifted(found.range, by);
	const fact: Instruction =
		by === 0 || found.fact.parts.length === 0
			? found.fact
			: { ...found.fact, parts: found.fact.parts.map(part => ({ ...part, range: shifted(part.range, by) })) };
	return { fact, path, range, excerpt: excerptOf(text.slice(range.start, range.end)), context };
}
