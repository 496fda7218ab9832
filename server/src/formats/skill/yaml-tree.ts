import { isAlias, isMap, isScalar, isSeq, type ParsedNode, Scalar } from 'yaml';
import { escapeForDisplay } from '../../base/display';
import type { Problem } from '../../base/problem';
import type { Range } from '../../base/range';
import type { FrontmatterField, FrontmatterScalar, SkillProblemCode } from './model';
import type { Repair } from './repair';
import { trimmedEnd } from './whitespace';

/** Mappings and lists inside one another; agents' fields need four. */
const MAX_YAML_DEPTH = 32;
const MAX_REPORTED = 20;

export interface YamlTree {
	readonly fields: readonly FrontmatterField[];
	readonly scalars: readonly FrontmatterScalar[];
	readonly problems: readonly Problem<SkillProblemCode>[];
}

/**
 * The fields of a parsed document with their places in `source`; `repairs` stand for values that
 * were made plain words. `undefined` when it is nested too deeply.
 */
export function readTree(
	contents: ParsedNode | null,
	source: string,
	repairs: readonly Repair[],
): YamlTree | undefined {
	const reader = new TreeReader(source, repairs);
	const tree = reader.readRoot(contents);
	return reader.tooDeep ? undefined : tree;
}

class TreeReader {
	tooDeep = false;
	private readonly scalars: FrontmatterScalar[] = [];
	private readonly problems: Problem<SkillProblemCode>[] = [];
	/** By where the value begins. */
	private readonly repaired: ReadonlyMap<number, Repair>;

	constructor(
		private readonly source: string,
		repairs: readonly Repair[],
	) {
		this.repaired = new Map(repairs.map(repair => [repair.range.start, repair]));
	}

	readRoot(contents: ParsedNode | null): YamlTree {
		const { scalars, problems } = this;
		if (contents === null || (isScalar(contents) && contents.value === null)) {
			this.report('frontmatter-empty', 'The frontmatter has no fields. Add name and description.', {
				start: 0,
				end: this.source.length,
			});
			return { fields: [], scalars, problems };
		}
		if (!isMap(contents)) {
			this.report(
				'frontmatter-not-mapping',
				'The frontmatter must hold fields, each written as name: value.',
				this.rangeOf(contents),
			);
			return { fields: [], scalars, problems };
		}
		const fields: FrontmatterField[] = [];
		this.forEachPair(contents.items, (key, keyRange, node) => {
			const value = this.read(node, [key], keyRange, 1);
			const valueRange = this.valueRange(node, keyRange);
			fields.push({
				key,
				keyRange,
				value,
				valueRange,
				range: { start: keyRange.start, end: Math.max(keyRange.end, valueRange.end) },
				style: this.styleOf(node),
			});
		});
		return { fields, scalars, problems };
	}

	private forEachPair(
		items: readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[],
		visit: (key: string, keyRange: Range, value: ParsedNode | null) => void,
	): void {
		const seen = new Set<string>();
		for (const item of items) {
			const key = isScalar(item.key) ? String(item.key.value ?? '') : '';
			const keyRange = this.rangeOf(item.key);
			if (seen.has(key)) {
				const shown = escapeForDisplay(key, 60);
				this.report(
					'yaml-duplicate-key',
					`"${shown}" is there twice, and agents differ in which one counts. Keep one.`,
					keyRange,
					{ key: shown },
				);
			}
			seen.add(key);
			visit(key, keyRange, item.value);
		}
	}

	private read(
		node: ParsedNode | null,
		path: readonly (string | number)[],
		keyRange: Range | undefined,
		depth: number,
	): unknown {
		if (depth > MAX_YAML_DEPTH) {
			this.tooDeep = true;
			return undefined;
		}
		if (isAlias(node)) {
			this.report(
				'yaml-alias',
				'This alias repeats another part of the file, which few agents read. Write the value out.',
				this.rangeOf(node),
			);
			return undefined;
		}
		if (isSeq(node))
			return node.items.map((item, index) => this.read(item, [...path, index], undefined, depth + 1));
		if (isMap(node)) {
			const record: Record<string, unknown> = {};
			this.forEachPair(node.items, (key, itemKeyRange, item) => {
				const value = this.read(item, [...path, key], itemKeyRange, depth + 1);
				// Defined, not assigned: `__proto__` is a key like any other here.
				Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
			});
			return record;
		}
		const value = node === null ? null : this.scalarValue(node);
		const range = this.valueRange(node, keyRange ?? { start: 0, end: 0 });
		this.scalars.push({ path, value, range, ...(keyRange && { keyRange }) });
		return value;
	}

	private scalarValue(node: ParsedNode): string | number | boolean | null {
		const repair = this.repaired.get(node.range[0]);
		if (repair) return repair.value;
		const value: unknown = isScalar(node) ? node.value : null;
		if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
		return value == null ? null : String(value);
	}

	private styleOf(node: ParsedNode | null): FrontmatterField['style'] {
		if (isMap(node) || isSeq(node)) return node.flow ? 'flow' : isMap(node) ? 'mapping' : 'sequence';
		if (!isScalar(node)) return node === null ? 'empty' : 'plain';
		if (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE) return 'quoted';
		if (node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL) return 'block';
		return node.range[0] === node.range[1] ? 'empty' : 'plain';
	}

	/** Of a value that is not there: behind the key's colon. */
	private valueRange(node: ParsedNode | null, keyRange: Range): Range {
		const range = node === null ? undefined : this.rangeOf(node);
		if (range !== undefined && range.start < range.end) return range;
		const colon = this.source.indexOf(':', keyRange.end);
		const lineEnd = this.source.indexOf('\n', keyRange.end);
		const at = colon < 0 || (lineEnd >= 0 && lineEnd < colon) ? keyRange.end : colon + 1;
		return { start: at, end: at };
	}

	private rangeOf(node: ParsedNode): Range {
		const start = Math.max(0, Math.min(node.range[0], this.source.length));
		const end = Math.max(start, Math.min(node.range[1], this.source.length));
		return { start, end: trimmedEnd(this.source, start, end) };
	}

	private report(code: SkillProblemCode, message: string, range: Range, data?: Problem['data']): void {
		if (this.problems.length >= MAX_REPORTED) return;
		this.problems.push({ code, message, range, ...(data && { data }) });
	}
}
