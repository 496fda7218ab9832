/** One entry of an extension's folder or package, before its content is looked at. */
export interface FileEntry {
	/** Relative to the extension's root, `/`-separated, no leading `./`. */
	readonly path: string;
	readonly type: 'file' | 'symlink' | 'other';
	/** Size in bytes. */
	readonly size: number;
	/** Unix permission bits, where known. */
	readonly mode?: number;
	/** Where a symlink points, as written. */
	readonly target?: string;
}

/** An entry with its content, or the reason why there is none. */
export interface SourceFile extends FileEntry {
	readonly bytes?: Uint8Array;
	/**
	 * The text of an editor's unsaved buffer, which then stands for the bytes; a BOM is never part of it and is
	 * stated by `bom`.
	 */
	readonly text?: string;
	readonly bom?: boolean;
	/** Why the content could not be had: a limit, a read error. */
	readonly unread?: string;
}

/** A folder or file that was not even listed, and whether that leaves a gap in the judgement. */
export interface Unlisted {
	readonly path: string;
	readonly reason: string;
	readonly gap: boolean;
}

/** The files of one extension. */
export interface FileSet {
	/** Name of the root folder, which a skill's `name` must equal; empty when unknown (a package). */
	readonly folder: string;
	readonly files: readonly SourceFile[];
	/** What could not even be listed. */
	readonly unlisted: readonly Unlisted[];
}

/** Last segment of a `/`-separated path. */
export function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** All but the last segment; empty at the root. */
export function directoryOf(path: string): string {
	const slash = path.lastIndexOf('/');
	return slash < 0 ? '' : path.slice(0, slash);
}

/** Lower-case extension without the dot; empty when there is none or the name only starts with a dot. */
export function extensionOf(path: string): string {
	const name = baseName(path);
	const dot = name.lastIndexOf('.');
	return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}
