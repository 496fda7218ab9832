import type { Dirent } from 'node:fs';
import { lstat, open, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeForDisplay } from '../../base/display';
import type { Unlisted } from '../../base/files';
import type { Limits } from '../../base/limits';
import { type FileSystem, HostError, type ListedEntry, type Listing } from '../model';

/** Folders that hold no part of an extension as its author writes it; they are named as left out. */
const LEFT_OUT = new Map([
	['.git', { reason: 'version control data', gap: false }],
	['.hg', { reason: 'version control data', gap: false }],
	['.svn', { reason: 'version control data', gap: false }],
	['node_modules', { reason: 'installed dependencies', gap: true }],
]);

/** Directory entries whose metadata is asked for at the same time. */
const STAT_BATCH = 64;

/** The local disk, for `file:` URIs. Symlinks are reported, never followed, so a loop of them ends nothing. */
export const nodeFiles: FileSystem = {
	schemes: new Set(['file']),

	async list(root, limits, signal) {
		const base = pathOf(root);
		const walk = new Walk(base, limits, signal);
		await walk.run();
		return walk.listing;
	},

	async read(uri, maxBytes, signal) {
		const target = pathOf(uri);
		const handle = await open(target, 'r').catch((error: unknown) => {
			throw asHostError(error, target);
		});
		try {
			const { size } = await handle.stat();
			if (size > maxBytes) throw tooLarge(target, size, maxBytes);
			const bytes = await handle.readFile(signal ? { signal } : {});
			// The file may have grown since its size was asked for.
			if (bytes.byteLength > maxBytes) throw tooLarge(target, bytes.byteLength, maxBytes);
			return bytes;
		} catch (error) {
			throw error instanceof HostError ? error : asHostError(error, target);
		} finally {
			await handle.close();
		}
	},

	async stat(uri) {
		const target = pathOf(uri);
		try {
			const stats = await lstat(target);
			const type = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
			return { type, stamp: `${stats.size}:${stats.mtimeMs}` };
		} catch (error) {
			const failure = asHostError(error, target);
			if (failure.code === 'not-found') return undefined;
			throw failure;
		}
	},
};

/** One listing in the making: breadth first, bounded in entries and depth. */
class Walk {
	private readonly entries: ListedEntry[] = [];
	private readonly unlisted: Unlisted[] = [];
	private truncated = false;

	constructor(
		private readonly base: string,
		private readonly limits: Limits,
		private readonly signal: AbortSignal | undefined,
	) {}

	get listing(): Listing {
		return { entries: this.entries, unlisted: this.unlisted };
	}

	async run(): Promise<void> {
		let level = [''];
		for (let depth = 0; level.length > 0; depth++) {
			const next: string[] = [];
			for (const folder of level) {
				if (this.signal?.aborted) throw new HostError('cancelled', 'The listing was cancelled.');
				if (this.truncated) return;
				if (depth > this.limits.depth) {
					this.leaveOut(folder, `it is more than ${this.limits.depth} folders deep`);
				} else {
					next.push(...(await this.readFolder(folder)));
				}
			}
			level = next;
		}
	}

	/** Lists one folder; gives back the folders in it. */
	private async readFolder(folder: string): Promise<string[]> {
		let children: Dirent[];
		try {
			children = await readdir(path.join(this.base, folder), { withFileTypes: true });
		} catch (error) {
			const failure = asHostError(error, path.join(this.base, folder));
			if (folder === '') throw failure;
			this.leaveOut(folder, failure.message);
			return [];
		}
		const folders: string[] = [];
		const others: Dirent[] = [];
		for (const child of children) {
			if (!child.isDirectory()) others.push(child);
			else {
				const leftOut = LEFT_OUT.get(child.name);
				const below = join(folder, child.name);
				if (leftOut) this.unlisted.push({ path: below, ...leftOut });
				else folders.push(below);
			}
		}
		for (let at = 0; at < others.length && !this.truncated; at += STAT_BATCH) {
			const batch = others.slice(at, at + STAT_BATCH);
			const entries = await Promise.all(batch.map(child => this.describe(join(folder, child.name))));
			for (const entry of entries) if (entry) this.take(entry);
		}
		return folders;
	}

	private async describe(relative: string): Promise<ListedEntry | undefined> {
		const target = path.join(this.base, relative);
		try {
			const stats = await lstat(target);
			const common = { path: relative, size: stats.size, mode: stats.mode & 0o7777 };
			if (stats.isSymbolicLink()) return { ...common, type: 'symlink', target: await readlink(target) };
			const stamp = `${stats.size}:${stats.mtimeMs}:${stats.ino}`;
			return { ...common, type: stats.isFile() ? 'file' : 'other', stamp };
		} catch (error) {
			this.leaveOut(relative, asHostError(error, target).message);
			return undefined;
		}
	}

	private take(entry: ListedEntry): void {
		if (this.entries.length < this.limits.files) {
			this.entries.push(entry);
		} else if (!this.truncated) {
			this.truncated = true;
			this.leaveOut('', `the folder holds more than ${this.limits.files} files; only these were listed`);
		}
	}

	private leaveOut(relative: string, reason: string): void {
		this.unlisted.push({ path: relative, reason, gap: true });
	}
}

function join(folder: string, name: string): string {
	return folder === '' ? name : `${folder}/${name}`;
}

export function pathOf(uri: string): string {
	try {
		return fileURLToPath(uri);
	} catch (error) {
		throw new HostError('not-readable', `Not a file URI: ${escapeForDisplay(uri)}`, error);
	}
}

function tooLarge(target: string, size: number, maxBytes: number): HostError {
	return new HostError(
		'too-large',
		`${escapeForDisplay(target)} has ${size} bytes; at most ${maxBytes} bytes of a file are read.`,
	);
}

/** A file system error as one told for people. */
function asHostError(error: unknown, target: string): HostError {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const name = escapeForDisplay(target);
	if (code === 'ENOENT' || code === 'ENOTDIR') {
		return new HostError('not-found', `There is no ${name}.`, error);
	}
	if (code === 'EACCES' || code === 'EPERM') {
		return new HostError('no-permission', `${name} may not be read by this user.`, error);
	}
	if (code === 'ABORT_ERR') return new HostError('cancelled', `Reading ${name} was cancelled.`, error);
	const words = error instanceof Error ? error.message : String(error);
	return new HostError('not-readable', `${name} could not be read: ${escapeForDisplay(words)}`, error);
}
