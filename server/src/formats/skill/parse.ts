import { outlineOf } from './blocks';
import { parseBody } from './body';
import { type FrontmatterResult, readFrontmatter } from './frontmatter';
import { findLoadCommands } from './load-commands';
import type { SkillDocument } from './model';
import { rememberedTree, rememberTree } from './recent-trees';

export interface SkillOptions {
	/** The document before the latest edits; what did not change is not parsed again. */
	readonly previous?: SkillDocument;
	/** UTF-16 code units that are parsed; the text is cut at the last line that fits. */
	readonly parsedText?: number;
}

/**
 * Takes a SKILL.md apart: frontmatter, blocks, sections, links, load commands, and every problem of the frontmatter.
 * Never throws; the same text gives the same document with and without `previous`.
 */
export function parseSkill(text: string, options: SkillOptions = {}): SkillDocument {
	return parse(text, options, true);
}

/** `parseSkill` for any other Markdown that agents read: a missing frontmatter is no problem there. */
export function parseMarkdown(text: string, options: SkillOptions = {}): SkillDocument {
	return parse(text, options, false);
}

function parse(text: string, options: SkillOptions, required: boolean): SkillDocument {
	const before = options.previous;
	const parsedTo = cutAtLine(text, options.parsedText ?? text.length);
	const { frontmatter, problems, bodyStart } = frontmatterOf(text, parsedTo, before, required);
	const body = text.slice(bodyStart, parsedTo);
	const treeBefore = before && rememberedTree(before);
	const tree = parseBody(
		body,
		before && treeBefore && { text: before.text.slice(before.bodyStart, before.parsedTo), tree: treeBefore },
	);
	const { blocks, sections, unparsed } = outlineOf(tree, text, bodyStart, parsedTo, treeBefore);
	const document = {
		text,
		...(frontmatter && { frontmatter }),
		problems,
		blocks,
		sections,
		loadCommands: findLoadCommands(text, parsedTo, blocks),
		bodyStart,
		parsedTo,
		...(unparsed.length > 0 && { unparsed }),
	};
	rememberTree(document, tree);
	return document;
}

/** The previous frontmatter as it is when not a character of it changed. */
function frontmatterOf(
	text: string,
	parsedTo: number,
	before: SkillDocument | undefined,
	required: boolean,
): FrontmatterResult {
	const kept = before?.frontmatter?.range.end;
	if (
		before?.frontmatter &&
		kept !== undefined &&
		kept <= parsedTo &&
		before.bodyStart <= parsedTo &&
		!before.problems.some(problem => problem.code === 'frontmatter-unclosed') &&
		// At the end of a text the fence's line may go on.
		before.text.charCodeAt(before.bodyStart - 1) === 10 &&
		text.startsWith(before.text.slice(0, before.bodyStart))
	) {
		return { frontmatter: before.frontmatter, problems: before.problems, bodyStart: before.bodyStart };
	}
	return readFrontmatter(text.slice(0, parsedTo), required);
}

/** The length of the text, or the start of the line in which the limit falls. A first line too long is cut in it. */
function cutAtLine(text: string, limit: number): number {
	if (text.length <= limit) return text.length;
	const newline = text.lastIndexOf('\n', Math.max(0, limit - 1));
	return newline < 0 ? Math.max(0, limit) : newline + 1;
}
