import { formatManifest } from '../formats/manifest/edit';
import { type ExtensionType, MANIFEST_FILE, MANIFEST_SCHEMA } from '../formats/manifest/model';
import { NO_PERMISSIONS } from '../formats/manifest/parse';
import { SKILL_FILE } from '../formats/skill/model';

export { EXTENSION_TYPES, type ExtensionType } from '../formats/manifest/model';
export { VERSION_PATTERN } from '../formats/manifest/schema';
export { isSkillName } from '../formats/skill/fields';

export interface NewExtension {
	/** Reverse-DNS identifier, e.g. `com.example.changelog-writer`. */
	readonly id: string;
	readonly type: ExtensionType;
	/** Semantic version, default `0.1.0`. */
	readonly version?: string;
	/** Name of the folder; a skill's name must equal it. */
	readonly folder: string;
	/** One sentence: what it does and when an agent should use it. */
	readonly description?: string;
}

/** The files of a new extension: a manifest that permits nothing and, for a skill, its SKILL.md. Never a key. */
export function newExtensionFiles(
	extension: NewExtension,
): readonly { readonly path: string; readonly text: string }[] {
	const { id, type, version = '0.1.0' } = extension;
	const manifest = formatManifest({
		schema: MANIFEST_SCHEMA,
		id,
		type,
		version,
		permissions: NO_PERMISSIONS,
	});
	const files = [{ path: MANIFEST_FILE, text: manifest }];
	if (type === 'skill') files.push({ path: SKILL_FILE, text: skillText(extension) });
	return files;
}

function skillText({ folder, description }: NewExtension): string {
	const words = description ?? 'Say in one sentence what this skill does and when an agent should use it.';
	return `---
name: ${folder}
description: ${JSON.stringify(words)}
---

# ${folder.charAt(0).toUpperCase()}${folder.slice(1).replaceAll('-', ' ')}

## When to use

Describe the requests this skill answers.

## Steps

1. Describe the first step.
`;
}
