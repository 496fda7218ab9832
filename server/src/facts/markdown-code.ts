import { contentOf } from '../formats/skill/content';
import type { Block, MarkdownDocument, SkillDocument } from '../formats/skill/model';
import { languageOf } from '../scripts/language';
import type { ScriptLanguage } from '../scripts/model';
import type { Analyser } from './analyser';
import type { CollectedCode } from './collected';
import { collectConfig } from './config/collect';
import { configKindOfText } from './config/kind';
import type { Setting } from './config/model';
import { contextOf } from './context';
import type { Context, Placed } from './model';
import { siteAt } from './place';

/** Words that begin a command line often enough to look at unlabelled code as shell. */
const COMMAND =
	/(?:^|[\n;|&`(]|\$ )[ \t]*(?:sudo|curl|wget|bash|sh|zsh|python3?|node|npx|npm|pip3?|uvx?|git|ssh|scp|rsync|nc|ncat|socat|echo|printf|cat|tar|unzip|base64|openssl|xxd|perl|ruby|php|chmod|chown|rm|cp|mv|mkdir|tee|dd|crontab|launchctl|systemctl|security|osascript|docker|kubectl|aws|gcloud|az|gh|brew|apt|apt-get|yarn|pnpm|bun|deno|cargo|go|make|source|eval|exec|export|env|printenv|nslookup|dig|xattr|spctl|powershell|pwsh|mshta|regsvr32|open)(?=[ \t\n]|$)/;

/** Longest unlabelled block looked at for commands; longer ones are listings. */
const MAX_UNLABELLED = 20_000;

/**
 * Analyses the code in a Markdown text: fences, indented code, inline code and commands run at load. Returns what the
 * configuration shown in fences sets.
 */
export function collectMarkdownCode(
	document: SkillDocument,
	text: string,
	path: string,
	analyser: Analyser,
	code: CollectedCode,
): readonly Placed<Setting>[] {
	const settings: Placed<Setting>[] = [];
	for (const block of document.blocks) {
		if (block.kind === 'fence' || block.kind === 'indented-code') {
			settings.push(...collectBlock(document, block, text, path, analyser, code));
		}
		if (block.kind === 'paragraph') collectCommandLines(document, block, text, path, analyser, code);
		for (const span of block.spans) {
			if (span.kind !== 'code') continue;
			const command = text.slice(span.textRange.start, span.textRange.end);
			if (!command.includes(' ') || !COMMAND.test(command)) continue;
			const context: Context = {
				...contextOf(document, text, block, path),
				container: 'inline-code',
				language: 'shell',
			};
			const site = siteAt(path, text, span.textRange.start, context);
			code.add({ ...analyser.script('shell', command), unparsed: [] }, site, false);
		}
	}
	settings.push(...collectFrontmatter(document, text, path, analyser, code));
	for (const command of document.loadCommands) {
		const { start, end } = command.textRange;
		const context: Context = { container: 'load-command', language: 'shell', sections: [], mitigations: [] };
		const site = siteAt(path, text, start, context);
		code.add(analyser.script('shell', text.slice(start, end)), site, true);
	}
	return settings;
}

/** Keys of the frontmatter below which commands can stand. */
const WITH_COMMANDS = new Set(['hooks', 'mcpServers', 'metadata', 'allowed-tools', 'allowedTools']);

/** Hooks, tool servers and installers that the frontmatter names. */
function collectFrontmatter(
	{ frontmatter }: SkillDocument,
	text: string,
	path: string,
	analyser: Analyser,
	code: CollectedCode,
): readonly Placed<Setting>[] {
	if (!frontmatter?.fields.some(({ key }) => WITH_COMMANDS.has(key))) return [];
	const { start, end } = frontmatter.contentRange;
	const context: Context = { container: 'frontmatter', sections: [], mitigations: [] };
	return collectConfig(
		'frontmatter',
		text.slice(start, end),
		siteAt(path, text, start, context),
		analyser,
		code,
	);
}

/** A line of prose that is nothing but a command, with an address, a pipe or a substitution in it. */
const BARE_COMMAND =
	/^[ \t]{0,8}(?:[$#%>][ \t]+)?(?:(?:sudo|nohup|exec)[ \t]+)?(?:curl|wget|bash|sh|zsh|python3?|perl|ruby|node|nc|ncat|socat|ssh|scp|rsync|echo|printf|cat|tar|base64|openssl|xxd|crontab|launchctl|dig|nslookup|aws|gsutil|rclone|env|printenv)[ \t]+[^\n]{0,2000}?(?:\||&&|;|\$\(|<\(|https?:\/\/|\/dev\/tcp|[ \t]--?[a-z])[^\n]{0,4000}$/gim;

/** Commands that stand as text of their own, without a fence: agents run them all the same. */
function collectCommandLines(
	document: MarkdownDocument,
	block: Block,
	text: string,
	path: string,
	analyser: Analyser,
	code: CollectedCode,
): void {
	const { start, end } = block.contentRange;
	const words = text.slice(start, end);
	if (!/[|;$<]|https?:|[ \t]-/.test(words)) return;
	for (const match of words.matchAll(BARE_COMMAND)) {
		if (/[a-z]{2,}[.!?:]$/i.test(match[0].trimEnd()) && !/[|;&]/.test(match[0])) continue;
		const context: Context = {
			...contextOf(document, text, block, path),
			container: 'inline-code',
			language: 'shell',
		};
		const site = siteAt(path, text, start + match.index, context);
		code.add({ ...analyser.script('shell', match[0]), unparsed: [] }, site, false);
	}
}

function collectBlock(
	document: MarkdownDocument,
	block: Block,
	text: string,
	path: string,
	analyser: Analyser,
	code: CollectedCode,
): readonly Placed<Setting>[] {
	const content = contentOf(text, block);
	const kind = configKindOfText(block.language ?? '', content.text);
	if (kind !== null) {
		const context: Context = { ...contextOf(document, text, block, path), container: 'fence' };
		const site = { path, text, context, rangeOf: content.rangeOf };
		return collectConfig(kind, content.text, site, analyser, code);
	}
	const language = languageOfBlock(block, content.text);
	if (language === null) return [];
	const context: Context = { ...contextOf(document, text, block, path), container: 'fence', language };
	const labelled = block.language !== undefined && block.language !== '';
	const facts = analyser.script(language, content.text);
	// What is not labelled as code need not parse as code.
	const site = { path, text, context, rangeOf: content.rangeOf };
	code.add(labelled ? facts : { ...facts, unparsed: [] }, site, false);
	return [];
}

function languageOfBlock(block: Block, content: string): ScriptLanguage | null {
	const firstLine = content.slice(0, 200).split(/\r?\n|\r/, 1)[0] ?? '';
	const named = languageOf('', firstLine, block.language ?? '');
	if (named !== null) return named;
	const unlabelled = block.language === undefined || block.language === '' || block.language === 'text';
	return unlabelled && content.length <= MAX_UNLABELLED && COMMAND.test(content) ? 'shell' : null;
}
