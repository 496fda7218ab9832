import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { escapeForDisplay } from '../../base/display';
import { HostError } from '../model';

const RETRY_MS = 20;
const PATIENCE_MS = 15_000;
/** A holder on another machine, of which nothing else is known, is given up after this time. */
const STALE_MS = 120_000;

/** Runs an action while a lock file exists that only it made. A lock left by a process that died is taken over. */
export async function withFileLock<Value>(lock: string, action: () => Promise<Value>): Promise<Value> {
	const mark = `${process.pid}@${hostname()} ${randomBytes(8).toString('hex')}\n`;
	const began = Date.now();
	while (!(await take(lock, mark))) {
		if (Date.now() - began > PATIENCE_MS) {
			const name = escapeForDisplay(lock);
			throw new HostError('locked', `Another program holds ${name}. If none is running, remove that file.`);
		}
		if (!(await breakIfStale(lock))) await wait(RETRY_MS);
	}
	try {
		return await action();
	} finally {
		if ((await contentOf(lock)) === mark) await rm(lock, { force: true });
	}
}

async function take(lock: string, mark: string): Promise<boolean> {
	try {
		const handle = await open(lock, 'wx', 0o600);
		await handle.writeFile(mark).finally(() => handle.close());
		return true;
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : undefined;
		// Windows answers EPERM while the last holder's file is being deleted.
		if (code === 'EEXIST' || code === 'EPERM') return false;
		throw new HostError('not-writable', `${escapeForDisplay(lock)} could not be written.`, error);
	}
}

/** Moves a dead holder's lock away; puts it back when another process was faster and it is not the same one. */
async function breakIfStale(lock: string): Promise<boolean> {
	const seen = await contentOf(lock);
	if (seen === undefined || !(await isStale(lock, seen))) return false;
	const aside = `${lock}.${randomBytes(8).toString('hex')}`;
	const moved = await rename(lock, aside).then(
		() => true,
		() => false,
	);
	if (!moved) return false;
	if ((await contentOf(aside)) !== seen) {
		// Not the lock that was judged: `link` does not replace one that was made meanwhile.
		await link(aside, lock).catch(() => undefined);
	}
	await rm(aside, { force: true });
	return true;
}

async function isStale(lock: string, mark: string): Promise<boolean> {
	const holder = /^(\d+)@(\S+) /.exec(mark);
	if (holder?.[2] === hostname()) return !isAlive(Number(holder[1]));
	const age = await stat(lock).then(
		({ mtimeMs }) => Date.now() - mtimeMs,
		() => 0,
	);
	return age > STALE_MS;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

async function contentOf(file: string): Promise<string | undefined> {
	return readFile(file, 'utf8').catch(() => undefined);
}
