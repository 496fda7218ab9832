import { createScanner } from 'jsonc-parser';
import type { Problem } from '../../base/problem';
import type { Range } from '../../base/range';
import type { JsonDocument, JsonProblemCode } from './model';
import { JsonTreeBuilder, type ScannedToken } from './tree';

/** Objects and arrays inside one another; deeper content is skipped and reported. */
export const MAX_JSON_DEPTH = 100;
/** Values in one document; what follows is not read, and that is reported. */
export const MAX_JSON_VALUES = 500_000;
/** Problems kept of one document. The first ones say what is wrong; the rest would only cost memory. */
export const MAX_JSON_PROBLEMS = 200;

/** Numbers of jsonc-parser's `SyntaxKind`, which is a const enum and so has no value under `isolatedModules`. */
const LINE_COMMENT = 12;
const BLOCK_COMMENT = 13;
const LINE_BREAK = 14;
const TRIVIA = 15;
const END = 17;

export interface StrictJsonOptions {
	/** Whether a byte order mark stood before the decoded text. */
	readonly bom?: boolean;
}

/**
 * Reads RFC 8259 JSON whose root is an object: the tree of what could be read, each node with its range, and one
 * coded problem for everything that the standard or a strict reader refuses (comments, trailing commas, text after
 * the root, a byte order mark, duplicate keys). Never throws; time and memory are linear in the text.
 */
export function parseStrictJson(text: string, options: StrictJsonOptions = {}): JsonDocument {
	const problems: Problem<JsonProblemCode>[] = [];
	const report = (code: JsonProblemCode, message: string, range: Range, data?: Problem['data']): void => {
		if (problems.length >= MAX_JSON_PROBLEMS) return;
		problems.push(data === undefined ? { code, message, range } : { code, message, range, data });
	};
	const markLength = text.charCodeAt(0) === 0xfeff ? 1 : 0;
	if (options.bom === true || markLength > 0) {
		report('json-bom', 'The file begins with a byte order mark (BOM). Save it as UTF-8 without one.', {
			start: 0,
			end: markLength,
		});
	}

	const scanner = createScanner(text, false);
	scanner.setPosition(markLength);
	const builder = new JsonTreeBuilder(text, report, MAX_JSON_DEPTH, MAX_JSON_VALUES);
	let lastEnd = markLength;
	for (;;) {
		const kind: number = scanner.scan();
		if (kind === END) break;
		if (kind === TRIVIA || kind === LINE_BREAK) continue;
		const start = scanner.getTokenOffset();
		// An unclosed comment at the end is counted one past the text by the scanner.
		const range = { start, end: Math.min(scanner.getPosition(), text.length) };
		if (kind === LINE_COMMENT || kind === BLOCK_COMMENT) {
			report('json-comment', 'JSON has no comments. Remove this one.', range);
			continue;
		}
		lastEnd = range.end;
		const token: ScannedToken = {
			kind,
			range,
			value: scanner.getTokenValue(),
			error: scanner.getTokenError(),
		};
		if (!builder.accept(token)) break;
	}
	const root = builder.finish(lastEnd);
	if (root === undefined && !problems.some(problem => problem.code === 'json-syntax')) {
		report('json-empty', 'The file is empty. Write a JSON object: { }.', { start: 0, end: text.length });
	}
	if (root !== undefined && root.type !== 'object') {
		report(
			'json-not-object',
			`The file must hold one JSON object in braces, not ${root.type === 'array' ? 'an array' : `a ${root.type}`}.`,
			root.range,
		);
	}
	problems.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
	return root === undefined ? { problems } : { root, problems };
}
