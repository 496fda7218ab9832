import * as z from 'zod/mini';

/** What people are told about a field, in plain Markdown; becomes the hover and completion text of an editor. */
export interface FieldNotes {
	readonly title?: string;
	readonly description: string;
	/** What each of the allowed values means. */
	readonly values?: Readonly<Record<string, string>>;
	/** VS Code's addition to JSON Schema: what completion offers for the value. */
	readonly defaultSnippets?: readonly { readonly label: string; readonly body: unknown }[];
}

/** The notes of every schema in `formats/`. */
export const fieldNotes = z.registry<FieldNotes>();

/** The schema itself, with its notes on record. */
export function noted<Schema extends z.ZodMiniType>(schema: Schema, notes: FieldNotes): Schema {
	fieldNotes.add(schema, notes);
	return schema;
}

/** A tab stop of a snippet, e.g. `1:name` or `2|one,other|`. Source: VS Code, "Snippet syntax". */
export function tabStop(content: string): string {
	return `\${${content}}`;
}
