import type { FileEntry, Unlisted } from '../base/files';
import type { Limits } from '../base/limits';

/** An entry found below a root, with what is needed to know whether it changed. */
export interface ListedEntry extends FileEntry {
	/** Changes whenever the content may have; absent where the file system cannot say. */
	readonly stamp?: string;
}

export interface Listing {
	readonly entries: readonly ListedEntry[];
	/** Folders and files that could not be listed or were left out, with the reason for people. */
	readonly unlisted: readonly Unlisted[];
}

/** Files by URI, as `string`; paths inside a listing are relative. Every method rejects with `HostError` only. */
export interface FileSystem {
	/** Whether a URI of this scheme can be read. */
	readonly schemes: ReadonlySet<string>;
	/**
	 * Everything below a folder, in no particular order. Symlinks are listed and never followed; version-control
	 * folders (`.git`, `.hg`, `.svn`) and `node_modules` are named in `unlisted`, never silently left out.
	 */
	list(root: string, limits: Limits, signal?: AbortSignal): Promise<Listing>;
	/** At most `maxBytes`; rejects when the file is larger. */
	read(uri: string, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array>;
	/** Type and stamp of one entry, `undefined` when there is none. */
	stat(
		uri: string,
	): Promise<{ readonly type: 'file' | 'folder' | 'other'; readonly stamp?: string } | undefined>;
}

/** The outside world. The engine itself sees none of it. */
export interface Host {
	readonly files: FileSystem;
	now(): Date;
	/** Lets pending events in: awaited between pieces of long work. */
	breathe(): Promise<void>;
	/** For the log; `error` entries are also what a person is asked to attach to a report. */
	log(level: 'debug' | 'info' | 'warn' | 'error', message: string): void;
}

export type HostErrorCode = 'not-found' | 'no-permission' | 'too-large' | 'cancelled' | 'not-readable';

/** A failure of the outside world, told for people: what happened and where. */
export class HostError extends Error {
	constructor(
		readonly code: HostErrorCode,
		message: string,
		override readonly cause?: unknown,
	) {
		super(message);
		this.name = 'HostError';
	}
}
