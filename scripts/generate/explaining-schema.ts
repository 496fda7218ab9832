/** A JSON Schema as data: what is used of it here. */
export interface JsonSchema {
	readonly [keyword: string]: unknown;
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly items?: JsonSchema;
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly type?: string;
	readonly markdownEnumDescriptions?: readonly string[];
	readonly defaultSnippets?: readonly unknown[];
}

/** Keywords that explain; every other one can find fault with a document. */
const EXPLAINING = ['$schema', 'title', 'description', 'markdownDescription', 'defaultSnippets'] as const;

/**
 * The schema with all that judges taken out, so that VS Code completes and explains from it and leaves judging to the
 * language server: each fault is then told once, with its rule, its fix and its waiver. Values to choose from become
 * snippets, which VS Code offers without insisting on them.
 */
export function explainingSchema(schema: JsonSchema): JsonSchema {
	const kept = EXPLAINING.filter(keyword => keyword in schema).map(keyword => [keyword, schema[keyword]]);
	const { properties, items } = schema;
	const choices = choicesOf(schema);
	return {
		...Object.fromEntries(kept),
		...(choices.length > 0 && schema.defaultSnippets === undefined && { defaultSnippets: choices }),
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, property]) => [name, explainingSchema(property)]),
			),
		}),
		...(items && { items: explainingSchema(items) }),
	};
}

function choicesOf({ type, const: only, enum: values, markdownEnumDescriptions = [] }: JsonSchema): object[] {
	if (type === 'boolean') return [true, false].map(value => ({ label: String(value), body: value }));
	return (values ?? (only === undefined ? [] : [only]))
		.map((value, index) => {
			const words = markdownEnumDescriptions[index];
			return { label: JSON.stringify(value), body: value, ...(words && { markdownDescription: words }) };
		})
		.filter(({ body }) => body !== '');
}
