import type { Range } from '../../base/range';
import { checkSchema } from '../json/check';
import type { JsonNode } from '../json/model';
import { isIncomplete, memberOf } from '../json/node';
import { parseStrictJson, type StrictJsonOptions } from '../json/strict';
import {
	type DeclaredFlag,
	type DeclaredPermissions,
	type DeclaredString,
	EXTENSION_TYPES,
	MANIFEST_SCHEMA,
	type ManifestDocument,
	type Permissions,
} from './model';
import { manifestSchema } from './schema';

export const NO_PERMISSIONS: Permissions = {
	files: { read: [], write: [] },
	network: { domains: [], allow_ip_literals: false },
	process: { allow_shell: false, allow_subprocess: false },
};

/**
 * Reads `aem.json`. Always gives a document: what could be understood, with "nothing" for every permission that is
 * not written, and every problem at its place. The manifest is valid only when `problems` is empty.
 */
export function parseManifest(text: string, options: StrictJsonOptions = {}): ManifestDocument {
	const json = parseStrictJson(text, options);
	if (json.root?.type !== 'object') {
		return {
			text,
			json,
			manifest: { permissions: NO_PERMISSIONS },
			declared: { read: [], write: [], domains: [] },
			ranges: {},
			problems: json.problems,
		};
	}
	const checked = checkSchema(manifestSchema, json.root, isIncomplete(json));
	const declared = declaredPermissions(checked.root);
	const ranges: Record<string, Range> = Object.create(null);
	for (const member of checked.root.members ?? []) ranges[member.key] = member.range;
	return {
		text,
		json,
		manifest: { ...readFields(checked.root), permissions: permissionsOf(declared) },
		declared,
		ranges,
		problems: [...json.problems, ...checked.problems].sort((a, b) => a.range.start - b.range.start),
	};
}

function readFields(root: JsonNode): Omit<ManifestDocument['manifest'], 'permissions'> {
	const text = (key: string): string | undefined => {
		const value = memberOf(root, key)?.value?.value;
		return typeof value === 'string' ? value : undefined;
	};
	const schema = text('schema');
	const id = text('id');
	const type = EXTENSION_TYPES.find(known => known === text('type'));
	const version = text('version');
	const repo = text('source_repo');
	const rev = text('source_rev');
	return {
		...(schema === MANIFEST_SCHEMA && { schema }),
		...(id !== undefined && { id }),
		...(type !== undefined && { type }),
		...(version !== undefined && { version }),
		...(repo !== undefined && { source_repo: repo }),
		...(rev !== undefined && { source_rev: rev }),
	};
}

function declaredPermissions(root: JsonNode): DeclaredPermissions {
	const permissions = memberOf(root, 'permissions')?.value;
	const group = (name: string): JsonNode | undefined => memberOf(permissions, name)?.value;
	const ip = flag(group('network'), 'allow_ip_literals');
	const shell = flag(group('process'), 'allow_shell');
	const subprocess = flag(group('process'), 'allow_subprocess');
	return {
		...(permissions && { range: permissions.range }),
		read: strings(group('files'), 'read'),
		write: strings(group('files'), 'write'),
		domains: strings(group('network'), 'domains'),
		...(ip && { allowIpLiterals: ip }),
		...(shell && { allowShell: shell }),
		...(subprocess && { allowSubprocess: subprocess }),
	};
}

function strings(group: JsonNode | undefined, key: string): DeclaredString[] {
	const items = memberOf(group, key)?.value?.items ?? [];
	return items.flatMap(item =>
		typeof item.value === 'string' ? [{ value: item.value, range: item.range }] : [],
	);
}

function flag(group: JsonNode | undefined, key: string): DeclaredFlag | undefined {
	const member = memberOf(group, key);
	const value = member?.value?.value;
	return member?.value && typeof value === 'boolean'
		? { value, range: member.value.range, memberRange: member.range }
		: undefined;
}

function permissionsOf(declared: DeclaredPermissions): Permissions {
	const values = (list: readonly DeclaredString[]): string[] => list.map(item => item.value);
	return {
		files: { read: values(declared.read), write: values(declared.write) },
		network: {
			domains: values(declared.domains),
			allow_ip_literals: declared.allowIpLiterals?.value ?? false,
		},
		process: {
			allow_shell: declared.allowShell?.value ?? false,
			allow_subprocess: declared.allowSubprocess?.value ?? false,
		},
	};
}
