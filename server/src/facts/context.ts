import { excerptOf } from '../base/display';
import { baseName, directoryOf } from '../base/files';
import type { Block, MarkdownDocument } from '../formats/skill/model';
import type { Context, Mitigation } from './model';

/**
 * Where a block's content stands, with what may explain a weak finding there: quotation, table, the titles above it,
 * the words that lead into its list, the subject of the document, the kind of file. Mitigations are hints and no
 * proof: hostile texts use the same headings, so only weak rules weigh them.
 */
export function contextOf(document: MarkdownDocument, text: string, block: Block, path: string): Context {
	const sections = sectionTitles(document, block);
	return {
		container: containerOf(block),
		sections,
		mitigations: [
			...blockMitigations(document, text, block),
			...titleMitigations(sections),
			...subjectMitigations(document, text),
			...pathMitigations(path),
		],
	};
}

/** What stands in the way at the block itself, whatever document it is in. */
export function blockMitigations(document: MarkdownDocument, text: string, block: Block): Mitigation[] {
	const found: Mitigation[] = [];
	if (block.quoteDepth > 0) found.push({ kind: 'quotation', reason: 'stands in a block quote' });
	if (block.kind === 'table') found.push({ kind: 'table', reason: 'stands in a table' });
	const lead = leadIn(document, text, block);
	if (lead !== undefined) found.push(...leadMitigations(lead));
	return found;
}

/** Titles of the sections that enclose a block, outermost first. */
export function sectionTitles(document: MarkdownDocument, block: Block): string[] {
	const titles: string[] = [];
	for (let at = block.section; at >= 0; ) {
		const section = document.sections[at];
		if (!section) break;
		titles.unshift(section.title);
		at = section.parent;
	}
	return titles;
}

function containerOf(block: Block): Context['container'] {
	if (block.kind === 'fence' || block.kind === 'indented-code') return 'fence';
	return block.kind === 'comment' ? 'comment' : 'prose';
}

/** Titles of sections that show things rather than ask for them. */
const EXAMPLES =
	/\b(?:examples?|samples?|demos?|anti-?patterns?|(?:what|things) (?:not to do|to avoid)|avoid|do not|don['’]?ts?|never|mistakes?|pitfalls?|bad|wrong|test (?:cases?|prompts?|scenarios?)|red flags?|rationali[sz]ations?)\b/i;
const DETECTION =
	/\b(?:(?:attack|threat|injection|malware|malicious|abuse|exploit)s?\b.{0,30}\b(?:patterns?|vectors?|examples?|scenarios?|techniques?|types?|signs?|indicators?|payloads?|model\w*|surface|catalog(?:ue)?|taxonomy)|indicators? of|warning signs?|detect(?:ion|ing) (?:rules?|patterns?|logic|rationale|engineering)|vulnerabilit(?:y|ies)|threat model\w*|attacker|adversar\w+)\b/i;

/** Mitigations that the titles of the enclosing sections suggest; the innermost that does is named. */
export function titleMitigations(titles: readonly string[]): Mitigation[] {
	for (const whole of titles.toReversed()) {
		// What a title is about stands at its beginning; a title of a megabyte is judged once for every block below it.
		const title = whole.slice(0, 300);
		const shown = `“${excerptOf(title, 60)}”`;
		if (DETECTION.test(title)) {
			return [{ kind: 'detection-content', reason: `stands under ${shown}, which is about attacks` }];
		}
		if (EXAMPLES.test(title))
			return [{ kind: 'example-section', reason: `stands under the heading ${shown}` }];
	}
	return [];
}

/** Sentences before a list that say what its items are. */
const LEAD_DETECTION =
	/\b(?:attack(?:er)?s?|malicious|inject(?:ion|ed)s?|adversar\w+|threats?|suspicious|red flags?|watch (?:out )?for|look for|flag|detect|scan for|search for|check for|payloads?|indicators?|vulnerab\w+)\b/i;
const LEAD_NEGATION =
	/\b(?:never|do not|don['’]t|must not|should not|avoid|refuse|prohibited|forbidden|not allowed)\b/i;
const LEAD_EXAMPLES = /\b(?:for example|examples?|e\.g\.|such as|for instance|sample)\b/i;

/** The paragraph that ends in a colon right before the list or code this block belongs to. */
function leadIn(document: MarkdownDocument, text: string, block: Block): string | undefined {
	const index = firstBlockFrom(document, block.range.start);
	for (let i = index - 1; i >= 0 && i >= index - 30; i--) {
		const before = document.blocks[i];
		if (!before || before.section !== block.section || before.kind === 'heading') return undefined;
		if (before.listDepth > 0 && before.listDepth >= block.listDepth && block.listDepth > 0) continue;
		if (before.kind !== 'paragraph') return undefined;
		const words = text.slice(
			Math.max(before.contentRange.start, before.contentRange.end - 300),
			before.contentRange.end,
		);
		return /:[*_\s]*$/.test(words) ? words : undefined;
	}
	return undefined;
}

function leadMitigations(lead: string): Mitigation[] {
	const sentence = lead.split(/(?<=[.!?])\s/).at(-1) ?? lead;
	const shown = `“${excerptOf(sentence, 60)}”`;
	const negated = LEAD_NEGATION.exec(sentence);
	if (negated) return [{ kind: 'negation', reason: `is listed after ${shown}` }];
	if (LEAD_DETECTION.test(sentence))
		return [{ kind: 'detection-content', reason: `is listed after ${shown}` }];
	if (LEAD_EXAMPLES.test(sentence)) return [{ kind: 'example-section', reason: `is listed after ${shown}` }];
	return [];
}

/** The block an offset stands in, if any. */
export function blockAt(document: MarkdownDocument, offset: number): Block | undefined {
	const index = firstBlockFrom(document, offset + 1) - 1;
	const block = document.blocks[index];
	return block && offset < block.range.end ? block : undefined;
}

/** Index of the first block that begins at or after an offset; blocks are in order, so not all are gone through. */
function firstBlockFrom(document: MarkdownDocument, offset: number): number {
	let low = 0;
	let high = document.blocks.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((document.blocks[middle]?.range.start ?? 0) < offset) low = middle + 1;
		else high = middle;
	}
	return low;
}

const DEFENDS =
	/\b(?:detect|defend|prevent|audit|scan|review|analy[sz]e|hunt|investigat|harden|protect|triag|test|assess|identif|mitigat|monitor|guard)\w*\b.{0,160}\b(?:attacks?|malware|malicious|injections?|threats?|vulnerabilit\w+|exfiltration|phishing|ransomware|intrusions?|exploits?|secrets|backdoors?|jailbreaks?|adversar\w+|security)\b|\b(?:security (?:review|audit|scan|assessment|test)\w*|threat (?:hunting|model\w*|intelligence)|penetration test\w*|red team\w*|incident response|forensics?)\b/is;

const subjects = new WeakMap<MarkdownDocument, Mitigation[]>();

/** Whether the document says of itself that it is about finding or preventing attacks. Remembered per document. */
function subjectMitigations(document: MarkdownDocument, text: string): readonly Mitigation[] {
	const known = subjects.get(document);
	if (known) return known;
	// Frontmatter and the first title and paragraph: where a document says what it is about.
	const opening = text.slice(0, Math.min(text.length, document.bodyStart + 1000));
	const found: Mitigation[] = DEFENDS.test(opening)
		? [{ kind: 'detection-content', reason: 'belongs to a text about finding or preventing attacks' }]
		: [];
	subjects.set(document, found);
	return found;
}

const REFERENCE_FOLDER = /(?:^|\/)(?:references?|docs?|documentation)\//i;
const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|spec|specs|evals?|fixtures?|testdata|test-data)\//i;
const TEST_NAME = /(?:^test_|[._-]test\.|[._-]spec\.|^conftest\.py$)/i;

/** Mitigations by the place of a file in the extension, for files of any kind. */
export function pathMitigations(path: string): Mitigation[] {
	const folder = `${directoryOf(path)}/`;
	if (TEST_FOLDER.test(folder) || TEST_NAME.test(baseName(path))) {
		return [{ kind: 'test-file', reason: 'is in a test file' }];
	}
	if (REFERENCE_FOLDER.test(folder))
		return [{ kind: 'reference-document', reason: 'is in a reference document' }];
	return [];
}
