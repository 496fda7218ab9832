import { decodeText } from '../../server/src/base/decode';
import type { FileSet, SourceFile } from '../../server/src/base/files';
import type { Fix, TextEdit } from '../../server/src/base/finding';

/** The files after a fix. Edits of one file must not overlap, files to create must not exist. */
export function applyFix(files: FileSet, fix: Fix): FileSet {
	const byPath = new Map(files.files.map(file => [file.path, file]));
	let folder = files.folder;
	for (const { path, text } of fix.create ?? []) {
		if (byPath.has(path)) throw new Error(`${path} exists already.`);
		byPath.set(path, { path, type: 'file', size: text.length, text });
	}
	for (const path of new Set(fix.edits.map(edit => edit.path))) {
		const file = byPath.get(path);
		if (!file) throw new Error(`${path} is edited and does not exist.`);
		const edits = fix.edits.filter(edit => edit.path === path);
		byPath.set(path, withText(file, edited(textOf(file), edits)));
	}
	for (const { from, to } of fix.rename ?? []) {
		if (from === '' && to.startsWith('../')) folder = to.slice('../'.length);
		for (const [path, file] of [...byPath]) {
			if (from === '' || (path !== from && !path.startsWith(`${from}/`))) continue;
			const renamed = to + path.slice(from.length);
			byPath.delete(path);
			byPath.set(renamed, { ...file, path: renamed });
		}
	}
	return { ...files, folder, files: [...byPath.values()] };
}

/** The text after edits that are all given in its own offsets. Throws when two overlap or one lies outside. */
export function edited(text: string, edits: readonly TextEdit[]): string {
	let result = '';
	let at = 0;
	for (const { range, newText } of edits.toSorted((a, b) => a.range.start - b.range.start)) {
		if (range.start < at || range.end < range.start || range.end > text.length) {
			throw new Error(`The edit ${range.start}–${range.end} overlaps another or lies outside the text.`);
		}
		result += text.slice(at, range.start) + newText;
		at = range.end;
	}
	return result + text.slice(at);
}

function textOf(file: SourceFile): string {
	return file.text ?? decodeText(file.bytes ?? new Uint8Array()).text;
}

function withText(file: SourceFile, text: string): SourceFile {
	const { bytes: _, ...entry } = file;
	return { ...entry, text, size: text.length };
}
