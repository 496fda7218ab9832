import type { Range } from '../../base/range';
import { decodeEntities } from './destination';
import type { LeafPart } from './leaf';
import type { Span } from './model';
import { skipSpace } from './whitespace';

const COMMENT_OPEN = '<!--';
const COMMENT_CLOSE = '-->';
/** Longest tag whose attributes are read. */
const LONGEST_TAG = 8192;

/**
 * The blocks of a stretch of HTML: the comments that it begins with, each a block of its own, and the rest with its
 * tags and further comments as spans. Offsets are relative to the text, which ends without white space.
 */
export function htmlBlocks(text: string): LeafPart[] {
	const blocks: LeafPart[] = [];
	let at = skipSpace(text, 0);
	while (text.startsWith(COMMENT_OPEN, at)) {
		const { range, textRange } = commentAt(text, at);
		blocks.push({ kind: 'comment', range, contentRange: textRange, spans: [] });
		at = skipSpace(text, range.end);
	}
	if (at < text.length) {
		const range = { start: at, end: text.length };
		blocks.push({ kind: 'html', range, contentRange: range, spans: tagSpans(text, range) });
	}
	return blocks;
}

function commentAt(text: string, start: number): Span {
	const inner = start + COMMENT_OPEN.length;
	// `<!-->` and `<!--->` are whole comments in HTML.
	if (text.startsWith('>', inner)) return commentSpan(start, inner, inner, inner + 1);
	if (text.startsWith('->', inner)) return commentSpan(start, inner, inner, inner + 2);
	const close = text.indexOf(COMMENT_CLOSE, inner);
	if (close < 0) return commentSpan(start, inner, text.length, text.length);
	return commentSpan(start, inner, close, close + COMMENT_CLOSE.length);
}

function commentSpan(start: number, innerStart: number, innerEnd: number, end: number): Span {
	return { kind: 'comment', range: { start, end }, textRange: { start: innerStart, end: innerEnd } };
}

/** Comments and tags in a stretch of HTML, in order. */
function tagSpans(text: string, within: Range): Span[] {
	const spans: Span[] = [];
	const opening = /<(?:!--|\/?[a-zA-Z])/g;
	opening.lastIndex = within.start;
	for (
		let match = opening.exec(text);
		match !== null && match.index < within.end;
		match = opening.exec(text)
	) {
		if (match[0] === COMMENT_OPEN) {
			const comment = commentAt(text, match.index);
			spans.push(comment);
			opening.lastIndex = comment.range.end;
			continue;
		}
		const range = { start: match.index, end: tagEnd(text, match.index, within.end) };
		spans.push({ kind: 'html', range, textRange: range, ...linkOfTag(text, range) });
		opening.lastIndex = range.end;
	}
	return spans;
}

/** After the `>` of the tag that begins at `start`; quoted attribute values may hold one. */
function tagEnd(text: string, start: number, limit: number): number {
	const last = Math.min(limit, start + LONGEST_TAG);
	let quote = 0;
	for (let at = start + 1; at < last; at++) {
		const code = text.charCodeAt(at);
		if (quote !== 0) {
			if (code === quote) quote = 0;
		} else if (code === 34 || code === 39) quote = code;
		else if (code === 62) return at + 1;
	}
	return last;
}

const LINK_ATTRIBUTE =
	/\s(?:href|src|action|data|poster|srcset|formaction)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/dgi;

/** Where the tag leads to, when one of its attributes says so. */
export function linkOfTag(
	text: string,
	range: Range,
): Pick<Span, 'destination' | 'destinationRange'> | undefined {
	if (range.end - range.start > LONGEST_TAG) return undefined;
	const tag = text.slice(range.start, range.end);
	LINK_ATTRIBUTE.lastIndex = 0;
	const match = LINK_ATTRIBUTE.exec(tag);
	const found = match?.indices?.[1] ?? match?.indices?.[2] ?? match?.indices?.[3];
	if (!found) return undefined;
	const [start, end] = found;
	return {
		destination: decodeEntities(tag.slice(start, end)),
		destinationRange: { start: range.start + start, end: range.start + end },
	};
}
