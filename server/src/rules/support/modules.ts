import { baseName, directoryOf } from '../../base/files';
import type { FileReference } from '../../facts/grades';
import type { FileFacts, Placed } from '../../facts/model';

/** Modules looked at; a program of more is not one that a reader overlooks. */
const MAX_MODULES = 300;

/**
 * The imports that join two files of one program: one imports the other, or a third imports both.
 * @returns a function that gives those imports, or `undefined` when the files are not joined so.
 */
export function linkedModules(
	scripts: readonly FileFacts[],
): (one: string, other: string) => readonly Placed<FileReference>[] | undefined {
	const imports = new Map(scripts.slice(0, MAX_MODULES).map(file => [file.path, importsOf(file, scripts)]));
	return (one, other) => {
		const direct = imports.get(one)?.get(other) ?? imports.get(other)?.get(one);
		if (direct !== undefined) return [direct];
		for (const imported of imports.values()) {
			const [first, second] = [imported.get(one), imported.get(other)];
			if (first !== undefined && second !== undefined) return [first, second];
		}
		return undefined;
	};
}

/** The files of the extension that a file imports, each with the place of the import. */
function importsOf(
	file: FileFacts,
	scripts: readonly FileFacts[],
): ReadonlyMap<string, Placed<FileReference>> {
	const found = new Map<string, Placed<FileReference>>();
	const wanted = new Map<string, Placed<FileReference>>();
	const folder = directoryOf(file.path);
	for (const reference of file.references.slice(0, MAX_MODULES)) {
		if (reference.fact.how !== 'import') continue;
		const written = reference.fact.path.replace(/^\.\//, '');
		const path = joined(folder, written);
		for (const candidate of [path, withoutEnding(path), written, withoutEnding(written)]) {
			if (!wanted.has(candidate)) wanted.set(candidate, reference);
		}
	}
	for (const { path } of scripts) {
		if (path === file.path) continue;
		const package_ = /^(?:__init__\.py|index\.[cm]?[jt]s)$/.test(baseName(path)) ? directoryOf(path) : '';
		const reference = wanted.get(path) ?? wanted.get(withoutEnding(path)) ?? wanted.get(package_);
		if (reference !== undefined) found.set(path, reference);
	}
	return found;
}

function joined(folder: string, path: string): string {
	const kept = folder === '' ? [] : folder.split('/');
	for (const part of path.split('/')) {
		if (part === '..') kept.pop();
		else if (part !== '.') kept.push(part);
	}
	return kept.join('/');
}

function withoutEnding(path: string): string {
	return path.replace(/\.(?:py|[cm]?[jt]sx?)$/, '');
}
