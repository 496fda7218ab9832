import type { Fix } from '../../base/finding';
import type { FileFacts } from '../../facts/model';
import {
	addStrings,
	type JsonEdit,
	type PermissionFlag,
	type PermissionList,
	removeStrings,
	replaceString,
	setFlag,
} from '../../formats/manifest/edit';
import type { ManifestDocument } from '../../formats/manifest/model';

/** The file and its manifest, as the facts of an extension give it. */
export type ManifestFile = FileFacts & { readonly manifest: ManifestDocument };

/** Entries up to which a list is edited for every finding about it: each edit looks at all of them. */
const EDITED_ENTRIES = 500;

/** Declares one more value; shown before it is applied. */
export function declareFix(
	file: ManifestFile,
	list: PermissionList,
	value: string,
	title: string,
): readonly Fix[] {
	return isShort(file, list) ? fixOf(file, title, 'widens', addStrings(file.manifest, list, [value])) : [];
}

/** Drops a declared value. */
export function dropFix(
	file: ManifestFile,
	list: PermissionList,
	value: string,
	title: string,
): readonly Fix[] {
	return isShort(file, list)
		? fixOf(file, title, 'narrows', removeStrings(file.manifest, list, [value]))
		: [];
}

/** Puts what is used in the place of a pattern. */
export function narrowFix(
	file: ManifestFile,
	list: PermissionList,
	value: string,
	by: readonly string[],
	title: string,
): readonly Fix[] {
	return isShort(file, list)
		? fixOf(file, title, 'narrows', replaceString(file.manifest, list, value, by))
		: [];
}

/** Sets a flag: `true` widens, `false` narrows. */
export function flagFix(file: ManifestFile, flag: PermissionFlag, value: boolean): readonly Fix[] {
	const name = flag.slice(flag.indexOf('.') + 1);
	return fixOf(
		file,
		`Set ${name} to ${value}`,
		value ? 'widens' : 'narrows',
		setFlag(file.manifest, flag, value),
	);
}

function fixOf(
	file: ManifestFile,
	title: string,
	effect: Fix['effect'],
	edits: readonly JsonEdit[],
): readonly Fix[] {
	if (edits.length === 0) return [];
	return [{ title, effect, edits: edits.map(edit => ({ path: file.path, ...edit })), preferred: true }];
}

/** The declared values of a list. */
export function declaredIn({ manifest }: ManifestFile, list: PermissionList): readonly string[] {
	const { files, network } = manifest.manifest.permissions;
	switch (list) {
		case 'files.read':
			return files.read;
		case 'files.write':
			return files.write;
		case 'network.domains':
			return network.domains;
	}
}

function isShort(file: ManifestFile, list: PermissionList): boolean {
	return declaredIn(file, list).length <= EDITED_ENTRIES;
}
