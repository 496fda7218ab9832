import * as z from 'zod/mini';
import { escapeForDisplay } from '../../base/display';
import type { Problem } from '../../base/problem';
import type { Range } from '../../base/range';
import type { JsonMember, JsonNode, SchemaProblemCode } from './model';
import { memberOf } from './node';
import { MAX_JSON_PROBLEMS } from './strict';

export interface Checked<Value> {
	/**
	 * The tree as the schema understands it: unknown members and nulls left out, keys in another case under their
	 * right name. Ranges are those of the text.
	 */
	readonly root: JsonNode;
	/** The typed value; absent when anything is wrong. */
	readonly value?: Value;
	readonly problems: readonly Problem<SchemaProblemCode>[];
}

/**
 * Holds a JSON tree against a schema, strictly: unknown fields at any level, keys in another case, nulls, wrong
 * types, missing fields and values out of bounds, each reported once at its exact place.
 * At most `MAX_JSON_PROBLEMS` are reported.
 *
 * @param incomplete whether the text broke off or was not read whole: then a missing field is no news.
 */
export function checkSchema<Schema extends z.ZodMiniType>(
	schema: Schema,
	root: JsonNode,
	incomplete: boolean,
): Checked<z.output<Schema>> {
	const problems: Problem<SchemaProblemCode>[] = [];
	const nulls = new Set<string>();
	const known = keepKnown(schema, root, [], problems, nulls);
	const result = z.safeParse(schema, plainValue(known), { jitless: true });
	for (const issue of result.error?.issues ?? []) {
		if (problems.length >= MAX_JSON_PROBLEMS) break;
		const path = issue.path.filter(step => typeof step !== 'symbol');
		const node = nodeBelow(known, path);
		if (node !== undefined) problems.push(problemOf(issue, path, node));
		else if (!incomplete && !nulls.has(JSON.stringify(path))) problems.push(missing(known, path));
	}
	problems.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
	return result.success && problems.length === 0
		? { root: known, value: result.data, problems }
		: { root: known, problems };
}

type Path = readonly (string | number)[];

/** Reports what the schema has no place for and leaves it out. Depth is bounded by the schema's. */
function keepKnown(
	schema: unknown,
	node: JsonNode,
	path: Path,
	problems: Problem<SchemaProblemCode>[],
	nulls: Set<string>,
): JsonNode {
	const inner = schema instanceof z.ZodMiniOptional ? schema.def.innerType : schema;
	if (inner instanceof z.ZodMiniObject && node.members) {
		const shape: Readonly<Record<string, unknown>> = inner.def.shape;
		const members: JsonMember[] = [];
		for (const member of node.members) {
			// A key without a value is half written; the syntax problem says so.
			if (member.value === undefined) continue;
			const field = knownField(member, node.members, shape, path, problems);
			if (field === undefined) continue;
			const value = knownValue(shape[field], member.value, [...path, field], problems, nulls);
			if (value !== undefined) members.push({ ...member, key: field, value });
		}
		return { type: 'object', range: node.range, members };
	}
	if (inner instanceof z.ZodMiniArray && node.items) {
		const items: JsonNode[] = [];
		for (const item of node.items) {
			const value = knownValue(inner.def.element, item, [...path, items.length], problems, nulls);
			if (value !== undefined) items.push(value);
		}
		return { type: 'array', range: node.range, items };
	}
	return node;
}

function knownValue(
	schema: unknown,
	node: JsonNode | undefined,
	path: Path,
	problems: Problem<SchemaProblemCode>[],
	nulls: Set<string>,
): JsonNode | undefined {
	if (node?.type !== 'null') return node && keepKnown(schema, node, path, problems, nulls);
	nulls.add(JSON.stringify(path));
	if (problems.length >= MAX_JSON_PROBLEMS) return undefined;
	problems.push({
		code: 'null-value',
		message: `${subject(path)} is null. Give it a value or remove it.`,
		range: node.range,
		data: { path: path.join('.') },
	});
	return undefined;
}

/** The schema's name for a member; `undefined`, with a problem, when it has none. */
function knownField(
	member: JsonMember,
	siblings: readonly JsonMember[],
	shape: Readonly<Record<string, unknown>>,
	path: Path,
	problems: Problem<SchemaProblemCode>[],
): string | undefined {
	if (Object.hasOwn(shape, member.key)) return member.key;
	if (problems.length >= MAX_JSON_PROBLEMS) return undefined;
	const folded = member.key.toLowerCase();
	const expected = Object.keys(shape).find(key => key.toLowerCase() === folded);
	const shown = escapeForDisplay(member.key, 60);
	if (expected === undefined) {
		const names = Object.keys(shape);
		problems.push({
			code: 'unknown-field',
			message: `There is no field "${shown}"${path.length > 0 ? ` in ${nameOf(path)}` : ''}. Known here: ${names.join(', ')}.`,
			range: member.keyRange,
			data: { key: shown, path: path.join('.'), known: names },
		});
		return undefined;
	}
	problems.push({
		code: 'wrong-case',
		message: `"${shown}" must be written "${expected}".`,
		range: member.keyRange,
		data: { key: shown, path: path.join('.'), expected },
	});
	return siblings.some(sibling => sibling.key === expected) ? undefined : expected;
}

/** The tree as data. Objects have no prototype, so that no key of the text means anything to JavaScript. */
function plainValue(node: JsonNode): unknown {
	if (node.items) return node.items.map(plainValue);
	if (!node.members) return node.value;
	const object: Record<string, unknown> = Object.create(null);
	for (const member of node.members) if (member.value) object[member.key] = plainValue(member.value);
	return object;
}

function nodeBelow(root: JsonNode, path: Path): JsonNode | undefined {
	let node: JsonNode | undefined = root;
	for (const step of path) {
		node = typeof step === 'number' ? node?.items?.[step] : memberOf(node, step)?.value;
	}
	return node;
}

function problemOf(issue: z.core.$ZodIssue, path: Path, node: JsonNode): Problem<SchemaProblemCode> {
	const expected = expectedType(issue);
	const data = { path: path.join('.') };
	if (expected !== undefined && expected !== node.type) {
		return {
			code: 'wrong-type',
			message: `${subject(path)} must be ${TYPE_WORDS[expected] ?? expected}, not ${TYPE_WORDS[node.type]}.`,
			range: node.range,
			data: { ...data, expected, found: node.type },
		};
	}
	const found = typeof node.value === 'string' ? `"${escapeForDisplay(node.value, 60)}"` : undefined;
	const requirement =
		issue.code === 'invalid_value'
			? `must be ${listOf(issue.values.map(value => `"${String(value)}"`))}`
			: issue.message;
	return {
		code: 'bad-value',
		message: `${subject(path)} ${requirement}${found === undefined || found === '""' ? '' : `, not ${found}`}.`,
		range: node.range,
		data: issue.code === 'invalid_value' ? { ...data, allowed: issue.values.map(String) } : data,
	};
}

/** The JSON type that an issue asks for, when it is about the type at all. */
function expectedType(issue: z.core.$ZodIssue): JsonNode['type'] | undefined {
	if (issue.code === 'invalid_type') return JSON_TYPES.find(type => type === issue.expected);
	if (issue.code === 'invalid_value') return JSON_TYPES.find(type => type === typeof issue.values[0]);
	return undefined;
}

function missing(root: JsonNode, path: Path): Problem<SchemaProblemCode> {
	const parent = nodeBelow(root, path.slice(0, -1)) ?? root;
	const range: Range = { start: parent.range.start, end: parent.range.start + 1 };
	const field = String(path.at(-1) ?? '');
	return {
		code: 'missing-field',
		message: `The field "${field}" is missing${path.length > 1 ? ` in ${nameOf(path.slice(0, -1))}` : ''}.`,
		range,
		data: { field, path: path.slice(0, -1).join('.') },
	};
}

const JSON_TYPES: readonly JsonNode['type'][] = ['object', 'array', 'string', 'number', 'boolean', 'null'];

const TYPE_WORDS: Readonly<Record<JsonNode['type'], string>> = {
	object: 'an object',
	array: 'a list',
	string: 'a text in quotes',
	number: 'a number',
	boolean: 'true or false',
	null: 'null',
};

/** `"permissions.files.read"`, `entry 3 of "permissions.files.read"`, `"expires" of entry 1 of "waivers"`. */
function nameOf(path: Path): string {
	if (path.length === 0) return 'the file';
	const last = path.findLastIndex(step => typeof step === 'number');
	if (last < 0) return `"${path.join('.')}"`;
	const entry = `entry ${Number(path[last]) + 1} of ${nameOf(path.slice(0, last))}`;
	return last === path.length - 1 ? entry : `"${path.slice(last + 1).join('.')}" of ${entry}`;
}

/** The same at the start of a sentence. */
function subject(path: Path): string {
	const name = nameOf(path);
	return name.charAt(0).toUpperCase() + name.slice(1);
}

function listOf(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
