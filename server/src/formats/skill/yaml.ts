import { type Document, Lexer, parseDocument } from 'yaml';
import { escapeForDisplay } from '../../base/display';
import type { Problem } from '../../base/problem';
import { contains, overlaps, type Range, shifted } from '../../base/range';
import { readLines } from './lines';
import type { FrontmatterField, FrontmatterScalar, SkillProblemCode } from './model';
import { findRepairs, type Repair, withRepairs } from './repair';
import { readTree } from './yaml-tree';

export interface YamlContent {
	readonly fields: readonly FrontmatterField[];
	readonly scalars: readonly FrontmatterScalar[];
	readonly comments: readonly Range[];
	readonly problems: readonly Problem<SkillProblemCode>[];
}

/** Problems of one kind that are kept. */
export const MAX_YAML_PROBLEMS = 20;
/** Values taken for texts one after the other: making sense of one can bring the next to light. */
const MAX_ROUNDS = 8;
/** With more errors than this the text is no YAML, and taking values for texts one by one leads nowhere. */
const HOPELESS = 100;

/**
 * Reads the YAML 1.2 mapping in a range of a text. Aliases are never followed. What is not YAML is read line by line,
 * so that a field that is written plainly is had whatever is wrong elsewhere.
 */
export function readYaml(text: string, range: Range, maxLength: number): YamlContent {
	// YAML ends lines at a lone carriage return too; the parser does not.
	const source = text.slice(range.start, range.end).replace(/\r(?!\n)/g, '\n');
	const result =
		source.length > maxLength ? tooLarge(source, maxLength) : (readSource(source) ?? tooDeep(source));
	return placed(result, range.start);
}

function readSource(source: string): YamlContent | undefined {
	const parsed = parseLeniently(source);
	if (parsed === undefined) return undefined;
	const { document, repairs } = parsed;
	const tree = readTree(document.contents, source, repairs);
	if (tree === undefined) return undefined;
	const problems = [...repairs.map(repairProblem), ...syntaxProblems(document, source), ...tree.problems];
	const { fields, scalars } = document.errors.length > 0 ? mergedWithLines(tree, document, source) : tree;
	return { fields, scalars, comments: commentRanges(source), problems };
}

interface Parsed {
	readonly document: Document.Parsed;
	/** Values that were taken for plain texts so that the rest could be read. */
	readonly repairs: readonly Repair[];
}

/** `undefined` when it is nested deeper than the stack. */
function parseLeniently(source: string): Parsed | undefined {
	let document = parseQuietly(source);
	const repairs: Repair[] = [];
	for (let round = 0; round < MAX_ROUNDS && document !== undefined; round++) {
		const text = withRepairs(source, repairs);
		if (round > 0 && document.errors.length > HOPELESS) break;
		const found = findRepairs(source, document).filter(
			repair => !repairs.some(earlier => overlaps(earlier.range, repair.range)),
		);
		if (found.length === 0) return { document, repairs: inOrder(repairs) };
		repairs.push(...found);
		document = parseQuietly(withRepairs(text, found));
	}
	return document && { document, repairs: inOrder(repairs) };
}

function inOrder(repairs: readonly Repair[]): readonly Repair[] {
	return [...repairs].sort((a, b) => a.range.start - b.range.start);
}

function parseQuietly(source: string): Document.Parsed | undefined {
	try {
		// Keys are checked by us: the parser's check is quadratic.
		return parseDocument(source, {
			prettyErrors: false,
			uniqueKeys: false,
			logLevel: 'silent',
			version: '1.2',
		});
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

function repairProblem(repair: Repair): Problem<SkillProblemCode> {
	const colon = repair.kind === 'colon';
	return {
		code: colon ? 'yaml-unquoted-colon' : 'yaml-syntax',
		message: colon
			? 'This text holds a colon followed by a space, which YAML takes for a new field; agents then read nothing of it. Put the text in double quotes.'
			: `${MESSAGES[repair.error] ?? 'This is not valid YAML.'} If it is meant as text, put it in double quotes.`,
		range: repair.range,
		data: { quoted: repair.quoted },
	};
}

const MESSAGES: Readonly<Record<string, string>> = {
	TAB_AS_INDENT: 'YAML allows no tab before a field. Use spaces.',
	BAD_SCALAR_START: 'A text cannot begin with this character in YAML.',
	MISSING_CHAR: 'Something that was opened here or before is not closed: a quote or a bracket is missing.',
	BAD_INDENT: 'This line is indented too little or too much for what it belongs to.',
	BLOCK_AS_IMPLICIT_KEY: 'This cannot be a field: it stands where a text already begins.',
	MULTILINE_IMPLICIT_KEY: 'The name of a field must stand on one line, followed by a colon.',
	MULTIPLE_DOCS: 'A line ... ends the fields; nothing after it is read. Remove it.',
	UNEXPECTED_TOKEN: 'YAML cannot read this value.',
};

/** One for each line, and one token out of place: what follows mostly comes of the first. */
function syntaxProblems(document: Document.Parsed, source: string): Problem<SkillProblemCode>[] {
	const seen = new Set<number>();
	const problems: Problem<SkillProblemCode>[] = [];
	let unexpected = false;
	for (const error of document.errors) {
		const start = Math.max(0, Math.min(error.pos[0], source.length));
		const line = source.lastIndexOf('\n', start - 1);
		if (seen.has(line) || problems.length >= MAX_YAML_PROBLEMS) continue;
		if (error.code === 'UNEXPECTED_TOKEN' && unexpected) continue;
		unexpected ||= error.code === 'UNEXPECTED_TOKEN';
		seen.add(line);
		const newline = source.indexOf('\n', start);
		const lineEnd = newline < 0 ? source.length : newline;
		const end = Math.max(start, Math.min(error.pos[1], lineEnd));
		const message =
			MESSAGES[error.code] ?? `This is not valid YAML: ${escapeForDisplay(error.message, 120)}.`;
		problems.push({ code: 'yaml-syntax', message, range: { start, end } });
	}
	return problems;
}

/** The tree's fields where nothing is wrong, and what reading line by line gives for the others. */
function mergedWithLines(
	tree: Pick<YamlContent, 'fields' | 'scalars'>,
	document: Document.Parsed,
	source: string,
): Pick<YamlContent, 'fields' | 'scalars'> {
	const broken = new Set<FrontmatterField>();
	for (const { code, pos } of document.errors) {
		const field = lastBefore(tree.fields, pos[0]);
		// What is not closed is noticed far behind the field that opened it.
		if (field && (pos[0] <= field.range.end || code === 'MISSING_CHAR')) broken.add(field);
	}
	const sound = tree.fields.filter(field => !broken.has(field));
	const lines = readLines(source);
	const added = lines.fields.filter(field => !within(sound, field.keyRange));
	return {
		fields: [...sound, ...added].sort((a, b) => a.range.start - b.range.start),
		scalars: [
			...tree.scalars.filter(scalar => within(sound, scalar.range)),
			...lines.scalars.filter(scalar => within(added, scalar.range)),
		].sort((a, b) => a.range.start - b.range.start),
	};
}

function within(fields: readonly FrontmatterField[], range: Range): boolean {
	const field = lastBefore(fields, range.start);
	return field !== undefined && contains(field.range, range);
}

/** The last field that begins at or before the offset. Fields are in order. */
function lastBefore(fields: readonly FrontmatterField[], offset: number): FrontmatterField | undefined {
	let low = 0;
	let high = fields.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((fields[middle]?.range.start ?? 0) <= offset) low = middle + 1;
		else high = middle;
	}
	return fields[low - 1];
}

/** Where comments stand: the lexer tells them from a `#` inside a text. */
function commentRanges(source: string): Range[] {
	if (!source.includes('#')) return [];
	const comments: Range[] = [];
	let at = 0;
	for (const token of new Lexer().lex(source)) {
		// Tokens of one control character say what follows and have no length in the source.
		if (token === '\u0002' || token === '\u0018' || token === '\u001f') continue;
		if (token.startsWith('#')) comments.push({ start: at, end: at + token.length });
		at += token.length;
	}
	return comments;
}

function tooLarge(source: string, maxLength: number): YamlContent {
	const message = `The frontmatter is longer than ${maxLength / 1024} KiB. It is read line by line only.`;
	return linesOnly(source, message);
}

function tooDeep(source: string): YamlContent {
	return linesOnly(source, 'The frontmatter is nested too deeply. It is read line by line only.');
}

function linesOnly(source: string, message: string): YamlContent {
	const range = { start: 0, end: source.length };
	return { ...readLines(source), comments: [], problems: [{ code: 'yaml-too-large', message, range }] };
}

function placed(content: YamlContent, by: number): YamlContent {
	return {
		fields: content.fields.map(field => ({
			...field,
			keyRange: shifted(field.keyRange, by),
			valueRange: shifted(field.valueRange, by),
			range: shifted(field.range, by),
		})),
		scalars: content.scalars.map(scalar => ({
			...scalar,
			range: shifted(scalar.range, by),
			...(scalar.keyRange && { keyRange: shifted(scalar.keyRange, by) }),
		})),
		comments: content.comments.map(range => shifted(range, by)),
		problems: content.problems.map(problem => ({ ...problem, range: shifted(problem.range, by) })),
	};
}
