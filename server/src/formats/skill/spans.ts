import type { SyntaxNode, Tree } from '@lezer/common';
import type { Range } from '../../base/range';
import { UNREAD } from './bounded';
import { destinationOf, labelOf } from './destination';
import { linkOfTag } from './html';
import type { Span } from './model';

/** A link by label, which is one only if the label is defined somewhere in the document. */
export interface UnresolvedLink {
	readonly span: Omit<Span, 'destination' | 'destinationRange'>;
	readonly label: string;
}

export interface Inline {
	/** In the order in which they begin; an outer one before those inside it. */
	readonly spans: readonly Span[];
	readonly unresolved: readonly UnresolvedLink[];
	/** `>` of block quotes on the lines after the first. */
	readonly quoteMarks: readonly Range[];
	/** What the grammar left unread. */
	readonly unread: readonly Range[];
}

/** The inline structure of a leaf of the tree. Offsets are relative to its start; `text` is its own text. */
export function readInline(tree: Tree, text: string): Inline {
	const spans: Span[] = [];
	const unresolved: UnresolvedLink[] = [];
	const quoteMarks: Range[] = [];
	const unread: Range[] = tree.type.name === UNREAD ? [{ start: 0, end: tree.length }] : [];
	const cursor = tree.cursor();
	while (cursor.next()) {
		const range = { start: cursor.from, end: cursor.to };
		switch (cursor.name) {
			case 'InlineCode':
				spans.push(codeSpan(text, range));
				break;
			case 'Emphasis':
			case 'StrongEmphasis': {
				const width = cursor.name === 'Emphasis' ? 1 : 2;
				spans.push({
					kind: 'emphasis',
					range,
					textRange: { start: range.start + width, end: range.end - width },
				});
				break;
			}
			case 'Link':
			case 'Image': {
				const link = readLink(cursor.node, text);
				if (link === undefined) break;
				if ('label' in link) unresolved.push(link);
				else spans.push(link);
				break;
			}
			case 'Autolink': {
				const url = { start: range.start + 1, end: range.end - 1 };
				const destination = text.slice(url.start, url.end);
				spans.push({ kind: 'autolink', range, textRange: url, destination, destinationRange: url });
				cursor.lastChild();
				break;
			}
			case 'URL':
				if (!belongsToLink(cursor.node)) {
					const destination = text.slice(range.start, range.end);
					spans.push({ kind: 'autolink', range, textRange: range, destination, destinationRange: range });
				}
				break;
			case 'HTMLTag':
			case 'ProcessingInstruction':
				spans.push({ kind: 'html', range, textRange: range, ...linkOfTag(text, range) });
				break;
			case 'Comment':
				spans.push({
					kind: 'comment',
					range,
					textRange: { start: range.start + 4, end: Math.max(range.start + 4, range.end - 3) },
				});
				break;
			case 'QuoteMark':
				quoteMarks.push(range);
				break;
			case UNREAD:
				unread.push(range);
				break;
		}
	}
	return { spans, unresolved, quoteMarks, unread };
}

/** Inline code; `` !`…` `` is a command that runs when a skill loads. */
function codeSpan(text: string, range: Range): Span {
	let ticks = 1;
	while (text.charCodeAt(range.start + ticks) === 96) ticks++;
	const textRange = { start: range.start + ticks, end: range.end - ticks };
	return text.charCodeAt(range.start - 1) === 33
		? { kind: 'load-command', range: { start: range.start - 1, end: range.end }, textRange }
		: { kind: 'code', range, textRange };
}

function readLink(node: SyntaxNode, text: string): Span | UnresolvedLink | undefined {
	const marks = node.getChildren('LinkMark');
	const [open, close] = marks;
	if (!open || !close) return undefined;
	const kind = node.name === 'Image' ? 'image' : 'link';
	const range = { start: node.from, end: node.to };
	const textRange = { start: open.to, end: close.from };
	// The destination follows the closing bracket; a bare URL before it belongs to the words.
	const url = node.getChildren('URL').find(child => child.from >= close.to);
	if (url) {
		const destinationRange = { start: url.from, end: url.to };
		const destination = destinationOf(text.slice(url.from, url.to));
		return { kind, range, textRange, destination, destinationRange };
	}
	if (marks.length > 2)
		return { kind, range, textRange, destination: '', destinationRange: emptyAt(marks[2]?.to ?? range.end) };
	const label = node.getChild('LinkLabel');
	const written =
		label && label.to - label.from > 2
			? text.slice(label.from + 1, label.to - 1)
			: text.slice(textRange.start, textRange.end);
	return { span: { kind, range, textRange }, label: labelOf(written) };
}

function emptyAt(offset: number): Range {
	return { start: offset, end: offset };
}

/** Whether a URL is a link's destination rather than a bare URL in its words. */
function belongsToLink(url: SyntaxNode): boolean {
	const parent = url.parent;
	if (parent === null || (parent.name !== 'Link' && parent.name !== 'Image'))
		return parent?.name === 'LinkReference';
	const close = parent.getChildren('LinkMark')[1];
	return close !== undefined && url.from >= close.to;
}
