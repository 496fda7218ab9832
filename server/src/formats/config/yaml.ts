import { isMap, isScalar, isSeq, type ParsedNode, parseAllDocuments } from 'yaml';
import type { JsonMember, JsonNode } from '../json/model';

/** Mappings and lists inside one another; configuration files need ten. */
const MAX_DEPTH = 40;
/** Longest text that is parsed, in UTF-16 code units: the parser takes a millisecond for some kilobytes. */
export const MAX_YAML_TEXT = 256 * 1024;

export interface YamlTrees {
	readonly roots: readonly JsonNode[];
	/** Something is broken, too long or too deep, so that what is missing may only be unread. */
	readonly incomplete: boolean;
}

const UNREAD: YamlTrees = { roots: [], incomplete: true };

/**
 * The documents of a YAML 1.2 text as trees with ranges, in the shape JSON has too. Aliases are not followed. Never
 * throws.
 */
export function readYamlTrees(text: string): YamlTrees {
	if (text.length > MAX_YAML_TEXT) return UNREAD;
	try {
		const documents = parseAllDocuments(text, {
			prettyErrors: false,
			uniqueKeys: false,
			logLevel: 'silent',
			version: '1.2',
		});
		if (!Array.isArray(documents)) return { roots: [], incomplete: false };
		const depth = { exceeded: false };
		const roots = documents.flatMap(({ contents }) =>
			contents === null ? [] : [nodeOf(contents, text, 0, depth)],
		);
		return { roots, incomplete: depth.exceeded || documents.some(({ errors }) => errors.length > 0) };
	} catch (error) {
		// Deeper than the stack.
		if (error instanceof RangeError) return UNREAD;
		throw error;
	}
}

function nodeOf(
	node: ParsedNode | null,
	text: string,
	depth: number,
	limit: { exceeded: boolean },
): JsonNode {
	const range = rangeOf(node, text);
	if (depth > MAX_DEPTH) limit.exceeded = true;
	if (node === null || depth > MAX_DEPTH) return { type: 'null', range, value: null };
	if (isSeq(node)) {
		return {
			type: 'array',
			range,
			items: node.items.map(item => nodeOf(item as ParsedNode, text, depth + 1, limit)),
		};
	}
	if (isMap(node)) {
		const members = node.items.map((pair): JsonMember => {
			const key = pair.key as ParsedNode;
			const keyRange = rangeOf(key, text);
			const value = nodeOf(pair.value as ParsedNode | null, text, depth + 1, limit);
			return {
				key: isScalar(key) ? String(key.value ?? '') : '',
				keyRange,
				range: { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) },
				value,
			};
		});
		return { type: 'object', range, members };
	}
	const value: unknown = isScalar(node) ? node.value : null;
	if (typeof value === 'string') return { type: 'string', range, value };
	if (typeof value === 'number') return { type: 'number', range, value };
	if (typeof value === 'boolean') return { type: 'boolean', range, value };
	return { type: 'null', range, value: null };
}

function rangeOf(node: ParsedNode | null, text: string) {
	if (node === null) return { start: 0, end: 0 };
	const start = Math.min(node.range[0], text.length);
	return { start, end: Math.max(start, Math.min(node.range[1], text.length)) };
}
