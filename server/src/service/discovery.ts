import { baseName, directoryOf } from '../base/files';

/**
 * The roots of the extensions in a folder, from the paths of its files: folders with a SKILL.md, an `aem.json` or
 * a plugin manifest. The outermost root owns everything below it, except a folder with an `aem.json` of its own.
 *
 * @returns paths relative to the folder, sorted; `''` is the folder itself.
 */
export function findExtensionRoots(paths: Iterable<string>): readonly string[] {
	const marked = new Set<string>();
	const withManifest = new Set<string>();
	for (const path of paths) {
		const name = baseName(path);
		if (name === 'aem.json') withManifest.add(directoryOf(path));
		if (isExtensionDocument(name)) marked.add(directoryOf(path));
		else if (path === '.claude-plugin/plugin.json' || path.endsWith('/.claude-plugin/plugin.json')) {
			marked.add(directoryOf(directoryOf(path)));
		}
	}
	const roots = new Set<string>();
	for (const root of [...marked].sort((a, b) => a.length - b.length)) {
		if (withManifest.has(root) || owningRoot(root, roots) === undefined) roots.add(root);
	}
	return [...roots].sort();
}

/** The innermost root that holds a path, or `undefined` when none does. */
export function owningRoot(path: string, roots: ReadonlySet<string>): string | undefined {
	for (let folder = path; ; folder = directoryOf(folder)) {
		if (roots.has(folder)) return folder;
		if (folder === '') return undefined;
	}
}

/** Whether a file of this name makes its folder an extension, wherever it lies. */
export function isExtensionDocument(name: string): boolean {
	return name === 'aem.json' || name.toLowerCase() === 'skill.md';
}

/** Whether a file outside every extension is checked on its own. */
export function isLooseDocument(path: string): boolean {
	return baseName(path) === 'policy.json';
}
