import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, open, realpath, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { escapeForDisplay } from '../../base/display';
import { type FileWriter, HostError } from '../model';
import { withFileLock } from './file-lock';
import { pathOf } from './files';

const hasModes = process.platform !== 'win32';

/** Writing to the local disk. */
export const nodeWriter: FileWriter = {
	async write(uri, bytes, mode) {
		const target = pathOf(uri);
		const beside = path.join(path.dirname(target), `.${path.basename(target)}.${randomName()}.tmp`);
		await toldForPeople(target, async () => {
			// Exclusive, so that a link laid out under the temporary name is not followed.
			const handle = await open(beside, 'wx', mode);
			try {
				try {
					await handle.writeFile(bytes);
					// The mode of `open` is narrowed by the umask.
					if (hasModes) await handle.chmod(mode);
					await handle.sync();
				} finally {
					await handle.close();
				}
				await rename(beside, target);
			} catch (error) {
				await rm(beside, { force: true });
				throw error;
			}
		});
	},

	async create(uri, bytes, mode) {
		const target = pathOf(uri);
		await toldForPeople(target, async () => {
			const handle = await open(target, 'wx', mode);
			try {
				await handle.writeFile(bytes);
				if (hasModes) await handle.chmod(mode);
			} finally {
				await handle.close();
			}
		});
	},

	async createFolder(uri, mode) {
		const target = pathOf(uri);
		await toldForPeople(target, async () => {
			await mkdir(path.dirname(target), { recursive: true });
			await mkdir(target, { mode });
		});
	},

	async ensureFolder(uri, mode) {
		const target = pathOf(uri);
		await toldForPeople(target, () => mkdir(target, { recursive: true, mode }));
	},

	async rename(from, to) {
		const source = pathOf(from);
		const target = pathOf(to);
		await toldForPeople(target, async () => {
			// rename(2) replaces files and empty folders without a word.
			if (await exists(target)) throw taken(target);
			await rename(source, target);
		});
	},

	async remove(uri) {
		const target = pathOf(uri);
		await toldForPeople(target, () => rm(target, { recursive: true, force: true }));
	},

	async removeEmptyFolder(uri) {
		const target = pathOf(uri);
		await toldForPeople(target, () =>
			rmdir(target).catch((error: unknown) => {
				if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(codeOf(error))) throw error;
			}),
		);
	},

	async setMode(uri, mode) {
		const target = pathOf(uri);
		if (hasModes) await toldForPeople(target, () => chmod(target, mode));
	},

	async mode(uri) {
		const target = pathOf(uri);
		return hasModes ? toldForPeople(target, async () => (await lstat(target)).mode & 0o7777) : undefined;
	},

	async realUri(uri) {
		const target = pathOf(uri);
		return toldForPeople(target, async () => pathToFileURL(await realpath(target)).href);
	},

	async locked(uri, action) {
		const target = pathOf(uri);
		await toldForPeople(target, () => mkdir(path.dirname(target), { recursive: true, mode: 0o700 }));
		return withFileLock(`${target}.lock`, action);
	},
};

function randomName(): string {
	return randomBytes(8).toString('hex');
}

async function exists(target: string): Promise<boolean> {
	return lstat(target).then(
		() => true,
		(error: unknown) => {
			if (codeOf(error) === 'ENOENT') return false;
			throw error;
		},
	);
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function taken(target: string): HostError {
	return new HostError('exists', `There already is ${escapeForDisplay(target)}.`);
}

/** Runs an action that writes to the disk; what it throws is a `HostError` told for people, naming the target. */
export async function toldForPeople<Value>(target: string, action: () => Promise<Value>): Promise<Value> {
	try {
		return await action();
	} catch (error) {
		if (error instanceof HostError) throw error;
		const name = escapeForDisplay(target);
		const code = codeOf(error);
		if (code === 'EEXIST') throw taken(target);
		if (code === 'ENOENT') {
			const folder = path.dirname(target);
			const words = existsSync(folder)
				? `There is no ${name}.`
				: `There is no folder ${escapeForDisplay(folder)}, so ${name} was not written.`;
			throw new HostError('not-found', words, error);
		}
		if (code === 'ENOTDIR') {
			throw new HostError('not-found', `${name} was not written: a folder of its path is a file.`, error);
		}
		if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
			throw new HostError('no-permission', `${name} may not be written by this user.`, error);
		}
		if (code === 'ENOSPC')
			throw new HostError('not-writable', `The disk is full: ${name} was not written.`, error);
		const words = error instanceof Error ? error.message : String(error);
		throw new HostError('not-writable', `${name} could not be written: ${escapeForDisplay(words)}`, error);
	}
}
