import type { Range } from '../../base/range';
import type { FoundHidden } from './model';
import { DECODED_LIMIT } from './readable';

/** Cheap look whether any hiding can be there at all. */
const MAYBE = /<[a-z][^<>]{0,2000}(?:style|hidden|color|width|height|size)/i;

/** An opening tag; `[^<>]` keeps it linear, since no match reaches over the next `<`. */
const OPENING_TAG = /<([a-z][a-z0-9]{0,15})(\s[^<>]{0,2000})?>/gi;

const HIDING_STYLES: readonly RegExp[] = [
	/display\s{0,4}:\s{0,4}none/i,
	/visibility\s{0,4}:\s{0,4}(?:hidden|collapse)/i,
	/font-size\s{0,4}:\s{0,4}(?:0(?![.\d]*[1-9])|0?\.\d|1px)/i,
	/(?<![\w-])opacity\s{0,4}:\s{0,4}(?:0(?![.\d]*[1-9])|0?\.0\d)/i,
	/(?<![\w-])(?:max-)?(?:height|width)\s{0,4}:\s{0,4}0(?![.\d]*[1-9])[^;"']{0,8}[;"'\s]/i,
	/(?:left|top|right|text-indent)\s{0,4}:\s{0,4}-\d{3,}/i,
	/clip(?:-path)?\s{0,4}:\s{0,4}(?:rect\(\s{0,4}[01](?:px)?[,\s]|inset\(\s{0,4}(?:50|100)%)/i,
	/(?<![\w-])color\s{0,4}:\s{0,4}transparent/i,
];
const WHITE = /(?<![\w-])color\s{0,4}[:=]\s{0,4}["']?(?:white|#f{3}(?:f{3})?\b|rgba?\(\s{0,4}255)/i;
const BACKGROUND = /background/i;
const HIDDEN_ATTRIBUTE = /\shidden(?:\s|\/|$|=(?!\s{0,4}["']?false))/i;

const VOID_ELEMENTS = new Set([
	'img',
	'input',
	'br',
	'hr',
	'meta',
	'link',
	'source',
	'wbr',
	'area',
	'col',
	'embed',
]);
/** Elements that never show their content, and those whose content is not read as text. */
const CODE_ELEMENTS = new Set(['script', 'style']);

const CONTENT_LIMIT = 4 * DECODED_LIMIT;
const UNCLOSED_LIMIT = 2000;

/** Elements whose style or attributes keep their text from readers: for Markdown and other prose, not web pages. */
export function* findHiddenElements(text: string): Generator<FoundHidden> {
	if (!MAYBE.test(text)) return;
	const unclosed = new Set<string>();
	OPENING_TAG.lastIndex = 0;
	const shown = fences(text);
	let after = 0;
	let fence = 0;
	for (const match of text.matchAll(OPENING_TAG)) {
		if (match.index < after) continue;
		while ((shown[fence]?.end ?? text.length) <= match.index) fence++;
		if ((shown[fence]?.start ?? text.length) <= match.index || inInlineCode(text, match.index)) continue;
		const name = (match[1] ?? '').toLowerCase();
		const attributes = match[2];
		if (attributes === undefined || VOID_ELEMENTS.has(name) || CODE_ELEMENTS.has(name)) continue;
		if (!hides(attributes)) continue;
		const contentStart = match.index + match[0].length;
		const element = elementEnd(text, name, contentStart, unclosed);
		const words = shownText(
			text.slice(contentStart, Math.min(element.contentEnd, contentStart + CONTENT_LIMIT)),
		);
		after = element.end;
		if (!isProse(words)) continue;
		yield {
			fact: { technique: 'html-style', decoded: words.slice(0, DECODED_LIMIT), count: [...words].length },
			range: { start: match.index, end: element.end },
		};
	}
}

/** Fenced code of a Markdown text: HTML in it is shown as it is written and hides nothing. */
function fences(text: string): Range[] {
	const found: Range[] = [];
	let open: { readonly start: number; readonly marker: string } | undefined;
	for (const match of text.matchAll(/^[ \t>]{0,24}(`{3,40}|~{3,40})(.{0,80})/gm)) {
		const marker = match[1] ?? '';
		if (!open) open = { start: match.index, marker };
		else if (marker.startsWith(open.marker) && (match[2] ?? '').trim() === '') {
			found.push({ start: open.start, end: match.index });
			open = undefined;
		}
	}
	if (open) found.push({ start: open.start, end: text.length });
	return found;
}

function inInlineCode(text: string, offset: number): boolean {
	const before = text.slice(Math.max(0, offset - 500), offset);
	const line = before.slice(before.lastIndexOf('\n') + 1);
	return (line.match(/`/g)?.length ?? 0) % 2 === 1;
}

function hides(attributes: string): boolean {
	if (HIDDEN_ATTRIBUTE.test(attributes)) return true;
	if (HIDING_STYLES.some(style => style.test(attributes))) return true;
	return WHITE.test(attributes) && !BACKGROUND.test(attributes);
}

/** Where the element's content and the element end; an unclosed one is taken to reach to the next blank line. */
function elementEnd(
	text: string,
	name: string,
	from: number,
	unclosed: Set<string>,
): { readonly contentEnd: number; readonly end: number } {
	if (!unclosed.has(name)) {
		const tags = new RegExp(`<(/?)${name}(?=[\\s>/])[^<>]{0,2000}>?`, 'gi');
		tags.lastIndex = from;
		let depth = 1;
		for (let match = tags.exec(text); match; match = tags.exec(text)) {
			depth += match[1] === '/' ? -1 : 1;
			if (depth === 0) return { contentEnd: match.index, end: tags.lastIndex };
		}
		unclosed.add(name);
	}
	const rest = text.slice(from, from + UNCLOSED_LIMIT);
	const blank = rest.search(/\n[ \t]{0,80}\r?\n/);
	const end = from + (blank < 0 ? rest.length : blank);
	return { contentEnd: end, end };
}

function shownText(html: string): string {
	return html
		.replace(/<[^<>]{0,2000}>/g, ' ')
		.replace(/&nbsp;/gi, ' ')
		.replace(/&lt;/gi, '<')
		.replace(/&gt;/gi, '>')
		.replace(/&amp;/gi, '&')
		.replace(/\s+/g, ' ')
		.trim();
}

/** Three words or more: single hidden words are anchors, icons and labels for screen readers. */
function isProse(words: string): boolean {
	return (words.match(/[\p{L}\p{N}]{2,}/gu)?.length ?? 0) >= 3 || /\p{Script=Han}{6}/u.test(words);
}
