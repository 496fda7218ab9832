import { bidiOfLine } from './hidden/bidi';
import { findBlankRuns } from './hidden/blank-runs';
import { CLUSTER_GAP, Gatherer } from './hidden/cluster';
import { findHiddenElements } from './hidden/html';
import type { FoundHidden, InvisibleRun } from './hidden/model';
import { DECODED_LIMIT } from './hidden/readable';
import { tagCharacters } from './hidden/tags';
import { variationSelectors } from './hidden/variation';
import { zeroWidth } from './hidden/zero-width';
import { BIDI_CONTROL, holdsInvisible, invisibleRuns } from './invisible';

export type { FoundHidden } from './hidden/model';

export interface HiddenTextOptions {
	/**
	 * Whether HTML that hides its content counts. Right for Markdown and prose; web pages and scripts hide and show
	 * elements as a matter of course. Default `true`.
	 */
	readonly html?: boolean;
}

/** Techniques whose `decoded` text stands nowhere in the file as such, and so must be judged on its own. */
export const ENCODING_TECHNIQUES: ReadonlySet<FoundHidden['fact']['technique']> = new Set([
	'tag-characters',
	'zero-width',
	'variation-selectors',
]);

/**
 * Text in a file that people do not see and models do, decoded where it encodes something, in document order.
 * The ordinary uses (flags, emoji, joining scripts, soft hyphens, balanced isolates, a byte order mark) are
 * left out. Linear in the text; ordinary text costs one fast pass.
 */
export function findHiddenText(text: string, options: HiddenTextOptions = {}): FoundHidden[] {
	const found: FoundHidden[] = [];
	if (holdsInvisible(text)) findInvisible(text, found);
	found.push(...findBlankRuns(text));
	if (options.html !== false) found.push(...findHiddenElements(text));
	return found.length > 1 ? found.sort((a, b) => a.range.start - b.range.start) : found;
}

function findInvisible(text: string, found: FoundHidden[]): void {
	const gatherers = [tagCharacters, zeroWidth, variationSelectors].map(
		technique => new Gatherer(technique, found),
	);
	let bidiJudgedTo = 0;
	let lines: FoundHidden | undefined;
	for (const { start, end, codePoints } of invisibleRuns(text)) {
		const run: InvisibleRun = {
			start,
			end,
			codePoints,
			before: characterBefore(text, start),
			after: characterAt(text, end),
		};
		for (const gatherer of gatherers) gatherer.add(run);
		if (start >= bidiJudgedTo && BIDI_CONTROL.test(text.slice(start, end))) {
			const line = bidiOfLine(text, start);
			bidiJudgedTo = line.end;
			if (line.found) lines = joined(lines, line.found, found);
		}
	}
	for (const gatherer of gatherers) gatherer.flush();
	if (lines) found.push(lines);
}

/** One fact for marked lines that follow each other closely, so that a hostile file cannot make millions. */
function joined(previous: FoundHidden | undefined, next: FoundHidden, found: FoundHidden[]): FoundHidden {
	if (!previous) return next;
	if (next.range.start - previous.range.end > CLUSTER_GAP) {
		found.push(previous);
		return next;
	}
	const decoded = [previous.fact.decoded, next.fact.decoded].filter(part => part !== null).join('\n');
	return {
		fact: {
			technique: 'bidi',
			decoded: decoded === '' ? null : decoded.slice(0, DECODED_LIMIT),
			count: previous.fact.count + next.fact.count,
		},
		range: { start: previous.range.start, end: next.range.end },
	};
}

function characterAt(text: string, offset: number): string {
	const code = text.codePointAt(offset);
	return code === undefined ? '' : String.fromCodePoint(code);
}

function characterBefore(text: string, offset: number): string {
	const last = text.charCodeAt(offset - 1);
	const isTrail = last >= 0xdc00 && last <= 0xdfff && offset >= 2;
	return offset === 0 ? '' : text.slice(offset - (isTrail ? 2 : 1), offset);
}
