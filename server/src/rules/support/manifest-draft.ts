import { leastPermissions } from '../../facts/least-privilege';
import type { ExtensionFacts } from '../../facts/model';
import { formatManifest } from '../../formats/manifest/edit';
import { type ExtensionType, MANIFEST_SCHEMA } from '../../formats/manifest/model';
import { slugOf, textField } from './frontmatter';

/** What a person already decided of a manifest to be created. */
export interface ManifestIdentity {
	readonly id?: string;
	readonly type?: ExtensionType;
	readonly version?: string;
}

/** The least manifest for what an extension is seen to use; its id is one to be replaced. */
export function manifestDraft(extension: ExtensionFacts, identity: ManifestIdentity = {}): string {
	return formatManifest({
		schema: MANIFEST_SCHEMA,
		id: identity.id ?? draftId(extension),
		type: identity.type ?? typeOf(extension),
		version: identity.version ?? '0.1.0',
		permissions: leastPermissions(extension.observed),
	});
}

/** The id in a draft: where ids are looked for by nobody, so that it cannot be taken for somebody's own. */
export function draftId({ skill, folder }: ExtensionFacts): string {
	return `com.example.${slugOf(textField(skill?.skill, 'name') ?? folder) || 'my-extension'}`;
}

function typeOf({ skill, files }: ExtensionFacts): ExtensionType {
	const has = (pattern: RegExp): boolean => files.some(({ path }) => pattern.test(path));
	if (has(/^\.[a-z]+-plugin\/plugin\.json$/)) return 'plugin';
	if (skill && !skill.path.includes('/')) return 'skill';
	return has(/^(?:\.mcp|server|mcp)\.json$/) ? 'mcp-server' : skill ? 'skill' : 'plugin';
}
