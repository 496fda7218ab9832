import * as z from 'zod/mini';
import { fieldNotes } from '../../server/src/formats/json/notes';
import { manifestSchema } from '../../server/src/formats/manifest/schema';
import { policySchema } from '../../server/src/formats/policy/schema';
import { policyV1Schema } from '../../server/src/formats/policy/v1-schema';
import { waiversSchema } from '../../server/src/formats/waivers/schema';
import { explainingSchema, type JsonSchema } from './explaining-schema';

const SCHEMAS = {
	'aem.schema.json': manifestSchema,
	'policy.schema.json': policySchema,
	'aext-policy.schema.json': policyV1Schema,
	'aext-waivers.schema.json': waiversSchema,
};

/**
 * The JSON Schemas, draft 7, which VS Code understands best, with its additions (`markdownDescription`,
 * `defaultSnippets`, `patternErrorMessage`): in `server/schemas/` those that judge, for other tools, and in
 * `server/schemas/editor/` those that only complete and explain, for editors that run the language server.
 */
export function schemaFiles(): readonly { readonly path: string; readonly text: string }[] {
	return Object.entries(SCHEMAS).flatMap(([name, schema]) => {
		const judging = jsonSchema(schema);
		return [
			{ path: `server/schemas/${name}`, text: textOf(judging) },
			{ path: `server/schemas/editor/${name}`, text: textOf(explainingSchema(judging)) },
		];
	});
}

function textOf(schema: JsonSchema): string {
	return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function jsonSchema(schema: z.ZodMiniType): JsonSchema {
	const generated = z.toJSONSchema(schema, {
		target: 'draft-7',
		// The notes are written by `override`, in VS Code's words.
		metadata: z.registry(),
		override: ({ zodSchema, jsonSchema: target }) => {
			const notes = fieldNotes.get(zodSchema);
			if (notes) {
				if (notes.title !== undefined) target.title = notes.title;
				target.description = notes.description.replaceAll('`', '');
				target.markdownDescription = notes.description;
				target.defaultSnippets = notes.defaultSnippets;
				const { values } = notes;
				if (values && target.enum) {
					target.markdownEnumDescriptions = target.enum.map(value => values[String(value)] ?? '');
				}
			}
			if (target.pattern !== undefined) {
				// No pattern of ours takes the empty text, so the schema itself says what it wants.
				const message = z.safeParse(zodSchema, '').error?.issues[0]?.message;
				target.patternErrorMessage = message && `The value ${message}.`;
			}
		},
	});
	// Through JSON, which leaves out what is undefined.
	return JSON.parse(JSON.stringify(generated));
}
