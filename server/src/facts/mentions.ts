import { excerptOf } from '../base/display';
import { type Range, shifted } from '../base/range';
import type { Block, MarkdownDocument, Span } from '../formats/skill/model';
import { parseUrl, urlsIn } from '../scripts/urls';
import { contextOf } from './context';
import type { Mention, Placed } from './model';
import { placed, siteAt } from './place';

const WEB: ReadonlySet<string> = new Set(['http', 'https', 'ftp', 'ftps', 'ws', 'wss']);

/**
 * The URLs that a text names, outside its code blocks: destinations of links, images and autolinks, bare URLs in
 * prose and in inline code, in document order. `label` keeps the words shown where they are not the URL itself, so
 * that a label which shows another host can be seen.
 */
export function findMentions(document: MarkdownDocument, text: string, path: string): Placed<Mention>[] {
	const found: Placed<Mention>[] = [];
	for (const block of document.blocks) {
		if (block.kind === 'fence' || block.kind === 'indented-code') continue;
		const inBlock = mentionsOf(block, text);
		if (inBlock.length === 0) continue;
		const context = contextOf(document, text, block, path);
		for (const { mention, range } of inBlock) {
			found.push(placed(mention, range, siteAt(path, text, 0, context)));
		}
	}
	return found;
}

interface Found {
	readonly mention: Mention;
	readonly range: Range;
}

function mentionsOf(block: Block, text: string): Found[] {
	const linked: Found[] = [];
	let linkEnd = -1;
	for (const span of block.spans) {
		// The words of a link may be a URL too: they are its label, and nobody goes there.
		if (span.kind === 'autolink' && span.range.end <= linkEnd) continue;
		if (span.kind === 'link') linkEnd = Math.max(linkEnd, span.range.end);
		const mention = mentionOfSpan(span, text);
		if (mention) linked.push({ mention, range: span.destinationRange ?? span.range });
	}
	const { start, end } = block.contentRange;
	const content = text.slice(start, end);
	if (!content.includes('://')) return linked;
	const bare: Found[] = [];
	for (const { url, host, scheme, range } of urlsIn(content)) {
		if (host === null || !WEB.has(scheme)) continue;
		bare.push({ mention: { url, host, label: null }, range: shifted(range, start) });
	}
	return merged(linked, bare, block.spans);
}

/** Links, and the bare URLs that are no part of a link; in order. */
function merged(linked: readonly Found[], bare: readonly Found[], spans: readonly Span[]): Found[] {
	const links = spans.filter(span => span.destination !== undefined).map(span => span.range);
	const destinations = linked.map(({ range }) => range);
	const covered = [...links, ...destinations].sort((a, b) => a.start - b.start);
	const outside: Found[] = [];
	let index = 0;
	let reach = -1;
	for (const found of bare) {
		while ((covered[index]?.start ?? Number.POSITIVE_INFINITY) <= found.range.start) {
			reach = Math.max(reach, covered[index]?.end ?? -1);
			index++;
		}
		if (found.range.start >= reach) outside.push(found);
	}
	return [...linked, ...outside].sort((a, b) => a.range.start - b.range.start);
}

function mentionOfSpan(span: Span, text: string): Mention | undefined {
	const parsed = span.destination === undefined ? null : parseUrl(span.destination);
	if (!parsed || parsed.host === null || !WEB.has(parsed.scheme)) return undefined;
	const shown = text.slice(span.textRange.start, span.textRange.end).trim();
	const isLabel = shown !== '' && shown !== span.destination && span.kind !== 'html';
	return { url: parsed.url, host: parsed.host, label: isLabel ? excerptOf(shown, 300) : null };
}
