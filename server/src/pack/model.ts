import type { FileEntry } from '../base/files';

/** A file that does not go into the package, and why, for people. */
export interface LeftOut {
	readonly path: string;
	/** Completes "left out: …". */
	readonly reason: string;
}

/** Something for which no package is made. */
export interface Refusal {
	readonly code: string;
	/** Absent when the folder as a whole is meant. */
	readonly path?: string;
	/** A full sentence for people, names escaped: what is wrong and what to do. */
	readonly message: string;
}

export interface PackagePlan {
	/** Sorted by code point, as the package will hold them. */
	readonly included: readonly FileEntry[];
	readonly leftOut: readonly LeftOut[];
	/** Every reason at once; a package may be written only when there is none. */
	readonly refused: readonly Refusal[];
}

/** A file to be packed. */
export interface PackedFile {
	readonly path: string;
	readonly bytes: Uint8Array;
}
