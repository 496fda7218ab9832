import { type MarkupContent, MarkupKind } from 'vscode-languageserver';
import type { Location } from '../base/finding';
import type { Block, Inline, Line } from '../service/prose';

/** Where a link to a place leads. */
export type LinkTo = (place: Location) => string;

/** Blocks as the client reads them: Markdown in which nothing but our own words is markup, or plain text. */
export function toMarkup(blocks: readonly Block[], markdown: boolean, linkTo: LinkTo): MarkupContent {
	return markdown
		? { kind: MarkupKind.Markdown, value: blocks.map(block => markdownOf(block, linkTo)).join('\n\n') }
		: { kind: MarkupKind.PlainText, value: blocks.map(plainOf).join('\n\n') };
}

function markdownOf(block: Block, linkTo: LinkTo): string {
	const line = (parts: Line) => parts.map(part => markdownInline(part, linkTo)).join('');
	if ('paragraph' in block) return line(block.paragraph);
	if ('list' in block) return block.list.map(item => `- ${line(item)}`).join('\n');
	if ('rule' in block) return '---';
	const fence = '`'.repeat(Math.max(3, longestRun(block.code) + 1));
	return `${fence}text\n${block.code}\n${fence}`;
}

function markdownInline(part: Inline, linkTo: LinkTo): string {
	if (typeof part === 'string') return escapeMarkdown(part);
	if ('markdown' in part) return part.markdown;
	if ('strong' in part) return `**${escapeMarkdown(part.strong)}**`;
	if ('code' in part) return codeSpan(part.code);
	const target = 'place' in part ? linkTo(part.place) : part.page;
	return `[${escapeMarkdown(part.words)}](<${target.replace(/[<>\s\\]/g, encodeURIComponent)}>)`;
}

function plainOf(block: Block): string {
	const line = (parts: Line) => parts.map(plainInline).join('');
	if ('paragraph' in block) return line(block.paragraph);
	if ('list' in block) return block.list.map(item => `- ${line(item)}`).join('\n');
	if ('rule' in block) return '———';
	return block.code;
}

function plainInline(part: Inline): string {
	if (typeof part === 'string') return part;
	if ('markdown' in part) return part.markdown.replace(/\*\*|`/g, '');
	if ('strong' in part) return part.strong;
	if ('code' in part) return part.code;
	return part.words;
}

/** Text as Markdown that shows exactly it: no emphasis, no HTML, no links, no autolinked addresses. */
export function escapeMarkdown(text: string): string {
	return text
		.replace(/\s+/g, ' ')
		.replace(/&/g, '&amp;')
		.replace(/[\\`*_{}[\]()#+\-.!|<>~^$=]/g, '\\$&')
		.replace(/[:@]/g, character => `&#${character.charCodeAt(0)};`)
		.replace(/\bwww\\\./gi, match => `${match.slice(0, -2)}&#46;`);
}

function codeSpan(text: string): string {
	const shown = text.replace(/\s+/g, ' ');
	if (shown.trim() === '') return '';
	const ticks = '`'.repeat(longestRun(shown) + 1);
	const pad = /^`|`$/.test(shown) ? ' ' : '';
	return `${ticks}${pad}${shown}${pad}${ticks}`;
}

function longestRun(text: string): number {
	return Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
}
