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

/** Writes by URI. Nothing is ever left half written. Every method rejects with `HostError` only. */
export interface FileWriter {
	/** Creates or replaces a file: written beside it, flushed, then renamed over it. */
	write(uri: string, bytes: Uint8Array, mode: number): Promise<void>;
	/** Creates a file in a folder that nobody else sees yet; rejects with `exists` when it is there. */
	create(uri: string, bytes: Uint8Array, mode: number): Promise<void>;
	/** Creates a folder, and its parents where they are missing; rejects with `exists` when it is there. */
	createFolder(uri: string, mode: number): Promise<void>;
	/** Creates a folder unless it is there; those created, parents included, get the mode. */
	ensureFolder(uri: string, mode: number): Promise<void>;
	/** Moves a file or folder within its file system; rejects with `exists` when something is in its place. */
	rename(from: string, to: string): Promise<void>;
	/** Removes a file, or a folder and all in it; no error when there is nothing. Follows no symlinks. */
	remove(uri: string): Promise<void>;
	/** Removes a folder if it is empty. */
	removeEmptyFolder(uri: string): Promise<void>;
	/** Sets the Unix permission bits, where there are any. */
	setMode(uri: string, mode: number): Promise<void>;
	/** Unix permission bits of a file, `undefined` where the platform has none. */
	mode(uri: string): Promise<number | undefined>;
	/** The URI with all symlinks resolved. */
	realUri(uri: string): Promise<string>;
	/** Runs while nobody else, in this or another process, holds the lock of this name. */
	locked<Value>(uri: string, action: () => Promise<Value>): Promise<Value>;
}

/** Where the person at this machine keeps things. URIs without a trailing slash. */
export interface PersonFolders {
	readonly home: string;
	/** This program's own folder for keys, trust and receipts; may not exist yet. */
	readonly own: string;
}

/** What the engine needs of cryptography and cannot have by itself. */
export interface HostCrypto {
	/** From a cryptographic source. */
	random(length: number): Uint8Array;
	/** 64 lower-case hexadecimal digits. */
	sha256(bytes: Uint8Array): string;
	/** AES-256 in counter mode. */
	aesCounterMode(key: Uint8Array, counter: Uint8Array, data: Uint8Array): Uint8Array;
}

export interface WorkerOptions {
	/** Milliseconds after which the program is ended. */
	readonly deadline: number;
	/** MiB of JavaScript heap it may use. */
	readonly memory: number;
	/** Called for each message, as it was posted. */
	onMessage(message: unknown): void;
	/** Called once, last: why the program ended, or nothing when `end` was called. */
	onEnd(failure?: 'deadline' | 'memory' | 'crash'): void;
}

/** The disposable program that reads what nobody trusts yet. */
export interface WorkerHandle {
	post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
	end(): void;
}

/** What packing, signing and installing need besides reading. */
export interface PackageHost extends Host {
	readonly writer: FileWriter;
	readonly person: PersonFolders;
	readonly crypto: HostCrypto;
	/** Processors that may work at the same time. */
	readonly processors: number;
	startWorker(options: WorkerOptions): WorkerHandle;
	/** Path for the worker to open by itself; `undefined` when the URI names nothing on this machine's disk. */
	localPath(uri: string): string | undefined;
}

export type HostErrorCode =
	| 'not-found'
	| 'no-permission'
	| 'too-large'
	| 'cancelled'
	| 'not-readable'
	| 'exists'
	| 'not-writable'
	| 'locked';

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
