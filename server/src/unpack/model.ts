import type { NameCollision, NameFault } from '../base/entry-names';

/** Every reason to refuse a package, one code each. */
export type ArchiveProblemCode =
	| NameFault
	| NameCollision
	| 'archive-too-large'
	| 'not-a-zip'
	| 'truncated'
	| 'trailing-data'
	| 'prepended-data'
	| 'archive-comment'
	| 'multi-disk'
	| 'zip64'
	| 'bad-directory'
	| 'no-files'
	| 'too-many-entries'
	| 'entry-too-large'
	| 'total-too-large'
	| 'ratio'
	| 'encrypted'
	| 'unsupported-method'
	| 'unsupported-flag'
	| 'unsupported-version'
	| 'entry-comment'
	| 'extra-field'
	| 'symlink'
	| 'special-file'
	| 'bad-folder'
	| 'name-encoding'
	| 'overlap'
	| 'hidden-data'
	| 'header-mismatch'
	| 'corrupt-data'
	| 'size-mismatch'
	| 'crc-mismatch'
	| 'nested-too-deep'
	| 'changed-while-read';

/** Why a package is refused. */
export interface ArchiveProblem {
	readonly code: ArchiveProblemCode;
	/** A full sentence for people; names in it are escaped. */
	readonly message: string;
	/** Name of the entry, escaped for display; absent when the archive as a whole is meant. */
	readonly entry?: string;
}

/** One line of the archive's directory. */
export interface ArchiveEntry {
	/** As decoded; a folder without its final `/`. Unsafe to show or to use while `problems` name it. */
	readonly path: string;
	readonly type: 'file' | 'folder';
	/** Uncompressed bytes, as the directory states them. */
	readonly size: number;
	readonly compressedSize: number;
	readonly method: 'stored' | 'deflated';
	readonly crc32: number;
	/** Unix permission bits; absent where the archive has none. */
	readonly mode?: number;
}

/** What can be said of an archive without looking at its contents. */
export interface ArchiveListing {
	/** In the directory's order; also filled for a refused archive, as far as it could be read. */
	readonly entries: readonly ArchiveEntry[];
	/** Empty when nothing in the directory speaks against the archive. */
	readonly problems: readonly ArchiveProblem[];
	/** How many further problems are not in `problems`. */
	readonly moreProblems: number;
}

export interface ArchiveFile {
	readonly entry: ArchiveEntry;
	/** Exactly `entry.size` bytes whose CRC was checked. Valid until the next file is asked for. */
	readonly bytes: Uint8Array;
}
