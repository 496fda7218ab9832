import {
	editStrings,
	formatValue,
	indentOf,
	insertMembers,
	type JsonEdit,
	type JsonStyle,
	styleOf,
} from '../json/edit';
import type { JsonNode } from '../json/model';
import { memberOf } from '../json/node';
import type { Manifest, ManifestDocument, Permissions } from './model';

export type { JsonEdit } from '../json/edit';

export const PERMISSION_LISTS = ['files.read', 'files.write', 'network.domains'] as const;
export type PermissionList = (typeof PERMISSION_LISTS)[number];

export const PERMISSION_FLAGS = [
	'network.allow_ip_literals',
	'process.allow_shell',
	'process.allow_subprocess',
] as const;
export type PermissionFlag = (typeof PERMISSION_FLAGS)[number];

/** Edits that add strings to a list of the manifest; what is there already is left alone. */
export function addStrings(
	document: ManifestDocument,
	list: PermissionList,
	values: readonly string[],
): JsonEdit[] {
	return editList(document, list, current => [...current, ...values]);
}

/** Edits that take every occurrence of the strings out of a list. */
export function removeStrings(
	document: ManifestDocument,
	list: PermissionList,
	values: readonly string[],
): JsonEdit[] {
	return editList(document, list, current => current.filter(value => !values.includes(value)));
}

/** Edits that put other strings in the place of one; none when it is not in the list. */
export function replaceString(
	document: ManifestDocument,
	list: PermissionList,
	value: string,
	by: readonly string[],
): JsonEdit[] {
	return editList(document, list, current => current.flatMap(entry => (entry === value ? by : [entry])));
}

function editList(
	document: ManifestDocument,
	list: PermissionList,
	change: (current: readonly string[]) => readonly string[],
): JsonEdit[] {
	return setPermissions(document, withList(document.manifest.permissions, list, change));
}

/** Edits that give a flag a value; `false` is not written where nothing is written. */
export function setFlag(document: ManifestDocument, flag: PermissionFlag, value: boolean): JsonEdit[] {
	return setPermissions(document, withFlag(document.manifest.permissions, flag, value));
}

/** The permissions with one list changed. */
export function withList(
	permissions: Permissions,
	list: PermissionList,
	change: (current: readonly string[]) => readonly string[],
): Permissions {
	const { files, network } = permissions;
	switch (list) {
		case 'files.read':
			return { ...permissions, files: { ...files, read: change(files.read) } };
		case 'files.write':
			return { ...permissions, files: { ...files, write: change(files.write) } };
		case 'network.domains':
			return { ...permissions, network: { ...network, domains: change(network.domains) } };
	}
}

/** The permissions with one flag set. */
export function withFlag(permissions: Permissions, flag: PermissionFlag, value: boolean): Permissions {
	const { network, process } = permissions;
	switch (flag) {
		case 'network.allow_ip_literals':
			return { ...permissions, network: { ...network, allow_ip_literals: value } };
		case 'process.allow_shell':
			return { ...permissions, process: { ...process, allow_shell: value } };
		case 'process.allow_subprocess':
			return { ...permissions, process: { ...process, allow_subprocess: value } };
	}
}

/**
 * Edits after which the manifest declares exactly these permissions. Only what differs is touched, in the layout of the
 * text; missing parts are created when something has to be written into them. In a text without a JSON object nothing
 * can be edited: no edits.
 */
export function setPermissions(document: ManifestDocument, wanted: Permissions): JsonEdit[] {
	const root = document.json.root;
	if (root?.type !== 'object') return [];
	const style = styleOf(document.text, root);
	const editor: Editor = { document, style, edits: [] };
	const groups = Object.entries(wanted).map(([name, fields]) => [name, fields] as const);
	const member = memberOf(root, 'permissions');
	if (member?.value?.type === 'object') {
		editGroups(editor, member.value, groups);
	} else {
		const value = Object.fromEntries(groups.flatMap(([name, fields]) => entryOf(name, notDefault(fields))));
		if (member?.value) replaceValue(editor, member.value, value);
		else if (member === undefined)
			editor.edits.push(insertMembers(document.text, root, [['permissions', value]], style));
	}
	return editor.edits.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

interface Editor {
	readonly document: ManifestDocument;
	readonly style: JsonStyle;
	readonly edits: JsonEdit[];
}

type Fields = Readonly<Record<string, readonly string[] | boolean>>;

function editGroups(
	editor: Editor,
	permissions: JsonNode,
	groups: readonly (readonly [string, Fields])[],
): void {
	const missing: (readonly [string, unknown])[] = [];
	for (const [name, fields] of groups) {
		const group = memberOf(permissions, name);
		if (group?.value?.type === 'object') editFields(editor, group.value, fields);
		else if (group?.value) replaceValue(editor, group.value, notDefault(fields));
		else if (group === undefined) missing.push(...entryOf(name, notDefault(fields)));
	}
	insert(editor, permissions, missing);
}

function editFields(editor: Editor, group: JsonNode, fields: Fields): void {
	const missing: (readonly [string, unknown])[] = [];
	const { document, style, edits } = editor;
	for (const [key, wanted] of Object.entries(fields)) {
		const member = memberOf(group, key);
		if (member === undefined) {
			if (!isDefault(wanted)) missing.push([key, unique(wanted)]);
		} else if (member.value?.type === 'array' && typeof wanted !== 'boolean') {
			edits.push(...editStrings(document.json, document.text, member.value, wanted, style));
		} else if (member.value && member.value.value !== wanted) {
			replaceValue(editor, member.value, unique(wanted));
		}
	}
	insert(editor, group, missing);
}

function insert(editor: Editor, object: JsonNode, members: readonly (readonly [string, unknown])[]): void {
	if (members.length === 0) return;
	editor.edits.push(insertMembers(editor.document.text, object, members, editor.style));
}

function replaceValue(editor: Editor, node: JsonNode, value: unknown): void {
	const { text } = editor.document;
	editor.edits.push({
		range: node.range,
		newText: formatValue(value, editor.style, indentOf(text, node.range.start)),
	});
}

function entryOf(name: string, fields: Fields): (readonly [string, Fields])[] {
	return Object.keys(fields).length === 0 ? [] : [[name, fields]];
}

function notDefault(fields: Fields): Fields {
	return Object.fromEntries(
		Object.entries(fields)
			.filter(([, value]) => !isDefault(value))
			.map(([key, value]) => [key, unique(value)]),
	);
}

function isDefault(value: readonly string[] | boolean): boolean {
	return typeof value === 'boolean' ? !value : value.length === 0;
}

function unique(value: readonly string[] | boolean): readonly string[] | boolean {
	return typeof value === 'boolean' ? value : [...new Set(value)];
}

/** Canonical text of a manifest: fixed key order, every permission written, lists sorted and without repeats. */
export function formatManifest(manifest: Manifest): string {
	const { schema, id, type, version, source_repo, source_rev, permissions } = manifest;
	const { files, network, process } = permissions;
	const canonical = {
		schema,
		id,
		type,
		version,
		...(source_repo !== undefined && { source_repo }),
		...(source_rev !== undefined && { source_rev }),
		permissions: {
			files: { read: sorted(files.read), write: sorted(files.write) },
			network: { domains: sorted(network.domains), allow_ip_literals: network.allow_ip_literals },
			process: { allow_shell: process.allow_shell, allow_subprocess: process.allow_subprocess },
		},
	};
	return `${JSON.stringify(canonical, undefined, 2)}\n`;
}

/** In code-unit order, the same on every machine. */
function sorted(list: readonly string[]): string[] {
	return [...new Set(list)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
