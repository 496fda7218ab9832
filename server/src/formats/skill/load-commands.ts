import type { Block, Span } from './model';

const INLINE = /!`([^`]+)`/g;
const BLANK_LINE = /\n[ \t\r]*\n/;

/**
 * `` !`command` `` anywhere in the text up to `end`, whatever it stands in, and fences whose info string is `!`.
 * A command may go over lines but not over a blank one: then the backtick belongs to something else.
 * Source: Claude Code, "Skills", dynamic context.
 */
export function findLoadCommands(text: string, end: number, blocks: readonly Block[]): readonly Span[] {
	const commands: Span[] = [];
	const within = end < text.length ? text.slice(0, end) : text;
	if (within.includes('!`')) {
		INLINE.lastIndex = 0;
		for (let match = INLINE.exec(within); match !== null; match = INLINE.exec(within)) {
			const command = match[1] ?? '';
			const start = match.index;
			if (BLANK_LINE.test(command)) {
				// The backtick found may open the next command.
				INLINE.lastIndex = start + 2;
				continue;
			}
			commands.push({
				kind: 'load-command',
				range: { start, end: start + match[0].length },
				textRange: { start: start + 2, end: start + 2 + command.length },
			});
		}
	}
	const fenced = blocks.filter(block => block.kind === 'fence' && block.language === '!');
	if (fenced.length === 0) return commands;
	commands.push(
		...fenced.map(
			(block): Span => ({ kind: 'load-command', range: block.range, textRange: block.contentRange }),
		),
	);
	return commands.sort((a, b) => a.range.start - b.range.start);
}
