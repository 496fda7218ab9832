import * as z from 'zod/mini';
import { fieldNotes } from '../../server/src/formats/json/notes';
import { manifestSchema } from '../../server/src/formats/manifest/schema';
import { policySchema } from '../../server/src/formats/policy/schema';
import { waiversSchema } from '../../server/src/formats/waivers/schema';

/**
 * The JSON Schemas that editors use for completion and hover before the language server runs: draft 7, which VS Code
 * understands best, with its additions (`markdownDescription`, `defaultSnippets`, `patternErrorMessage`).
 */
export function schemaFiles(): readonly { readonly path: string; readonly text: string }[] {
	return [
		{ path: 'server/schemas/aem.schema.json', text: jsonSchema(manifestSchema) },
		{ path: 'server/schemas/policy.schema.json', text: jsonSchema(policySchema) },
		{ path: 'server/schemas/aext-waivers.schema.json', text: jsonSchema(waiversSchema) },
	];
}

function jsonSchema(schema: z.ZodMiniType): string {
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
	return `${JSON.stringify(generated, undefined, 2)}\n`;
}
