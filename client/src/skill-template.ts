/** What `aem.json` may say an extension is. */
export const EXTENSION_TYPES = ['skill', 'mcp-server', 'plugin'] as const;
export type ExtensionType = (typeof EXTENSION_TYPES)[number];

const NAME_LIMIT = 64;
const DESCRIPTION_LIMIT = 1024;

export type NameProblem = 'empty' | 'too-long' | 'characters' | 'hyphens';

/** What is wrong with a skill's name, by the open specification: 1–64 of a–z, 0–9 and single inner hyphens. */
export function nameProblem(name: string): NameProblem | undefined {
	if (name === '') return 'empty';
	if (name.length > NAME_LIMIT) return 'too-long';
	if (!/^[a-z0-9-]+$/.test(name)) return 'characters';
	return /^-|-$|--/.test(name) ? 'hyphens' : undefined;
}

export function descriptionProblem(description: string): 'empty' | 'too-long' | undefined {
	if (description.trim() === '') return 'empty';
	return description.length > DESCRIPTION_LIMIT ? 'too-long' : undefined;
}

/** SKILL.md to start from. JSON's string form is valid YAML, whatever the description holds. */
export function skillText(name: string, description: string): string {
	const title = name
		.split('-')
		.map(word => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
	return `---
name: ${name}
description: ${JSON.stringify(description.trim())}
---

# ${title}

## Steps

1. 
`;
}

/** A manifest that permits nothing: permissions are added when something needs them. */
export function manifestText(name: string, type: ExtensionType): string {
	const manifest = {
		schema: 'aessf.dev/aem/v0',
		id: `com.example.${name}`,
		type,
		version: '0.1.0',
		permissions: {
			files: { read: [], write: [] },
			network: { domains: [], allow_ip_literals: false },
			process: { allow_shell: false, allow_subprocess: false },
		},
	};
	return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
