import * as z from 'zod/mini';
import { fieldNotes } from './notes';

/** A field that a schema knows at some place. */
export interface SchemaField {
	readonly key: string;
	readonly type: 'object' | 'array' | 'string' | 'boolean' | 'other';
	/** The only values it may have. */
	readonly values?: readonly string[];
	/** Plain Markdown. */
	readonly description: string;
}

/** The fields that an object may have at a path of keys and indexes from the schema's root, in the schema's order. */
export function fieldsAt(schema: z.ZodMiniType, path: readonly (string | number)[]): readonly SchemaField[] {
	const found = schemaAt(schema, path);
	if (!(found instanceof z.ZodMiniObject)) return [];
	const shape: Readonly<Record<string, unknown>> = found.def.shape;
	return Object.keys(shape).flatMap(key => {
		const field = fieldAt(schema, [...path, key]);
		return field ? [field] : [];
	});
}

/** The field at a path; `undefined` when the schema has none there. */
export function fieldAt(schema: z.ZodMiniType, path: readonly (string | number)[]): SchemaField | undefined {
	const found = schemaAt(schema, path);
	const key = path.at(-1);
	if (found === undefined || key === undefined) return undefined;
	const values = valuesOf(found);
	return {
		key: String(key),
		type: typeOf(found),
		...(values && { values }),
		description: fieldNotes.get(found)?.description ?? '',
	};
}

function schemaAt(schema: z.ZodMiniType, path: readonly (string | number)[]): z.ZodMiniType | undefined {
	let current: unknown = schema;
	for (const step of path) {
		const inner = unwrapped(current);
		if (typeof step === 'number') current = inner instanceof z.ZodMiniArray ? inner.def.element : undefined;
		else if (!(inner instanceof z.ZodMiniObject)) current = undefined;
		else {
			const shape: Readonly<Record<string, unknown>> = inner.def.shape;
			current = Object.hasOwn(shape, step) ? shape[step] : undefined;
		}
	}
	const inner = unwrapped(current);
	return inner instanceof z.ZodMiniType ? inner : undefined;
}

function unwrapped(schema: unknown): unknown {
	return schema instanceof z.ZodMiniOptional ? schema.def.innerType : schema;
}

function typeOf(schema: z.ZodMiniType): SchemaField['type'] {
	if (schema instanceof z.ZodMiniObject) return 'object';
	if (schema instanceof z.ZodMiniArray) return 'array';
	if (schema instanceof z.ZodMiniBoolean) return 'boolean';
	return schema instanceof z.ZodMiniString || valuesOf(schema) ? 'string' : 'other';
}

function valuesOf(schema: z.ZodMiniType): readonly string[] | undefined {
	if (schema instanceof z.ZodMiniEnum) return Object.values(schema.def.entries).map(String);
	if (schema instanceof z.ZodMiniLiteral) return schema.def.values.map(String);
	return undefined;
}
