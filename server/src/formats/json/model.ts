import type { Problem } from '../../base/problem';
import type { Range } from '../../base/range';

/** Codes of everything strict JSON refuses, whatever the document is. */
export type JsonProblemCode =
	| 'json-syntax'
	| 'json-empty'
	| 'json-bom'
	| 'json-comment'
	| 'json-trailing-comma'
	| 'json-trailing-content'
	| 'json-duplicate-key'
	| 'json-too-deep'
	| 'json-too-large'
	| 'json-not-object';

/** Codes of what a schema refuses. */
export type SchemaProblemCode =
	| 'unknown-field'
	| 'wrong-case'
	| 'null-value'
	| 'wrong-type'
	| 'missing-field'
	| 'bad-value';

/** A value with its place. */
export interface JsonNode {
	readonly type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
	readonly range: Range;
	/** For scalars. */
	readonly value?: string | number | boolean | null;
	/** For arrays. */
	readonly items?: readonly JsonNode[];
	/** For objects, in source order, duplicates included. */
	readonly members?: readonly JsonMember[];
}

export interface JsonMember {
	readonly key: string;
	readonly keyRange: Range;
	/** From the key's first quote to the value's last character. */
	readonly range: Range;
	/** Absent when the text ends or breaks after the key. */
	readonly value?: JsonNode;
}

export interface JsonDocument {
	/** Absent for an empty or unreadable text. */
	readonly root?: JsonNode;
	readonly problems: readonly Problem<JsonProblemCode>[];
}
