import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Where downloads are kept between runs: outside git. */
export const CACHE = path.resolve(process.env.AEXT_TEST_CACHE ?? '.vscode-test');

/**
 * The folder of this name in the cache, filled by `fill` the first time. It appears whole or not at all, so that
 * an interrupted download is never taken for a finished one.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
	const folder = path.join(CACHE, name);
	if (existsSync(folder)) return folder;
	await mkdir(CACHE, { recursive: true });
	const unfinished = await mkdtemp(path.join(CACHE, `${name}-unfinished-`));
	try {
		await fill(unfinished);
		await rename(unfinished, folder);
	} catch (error) {
		await rm(unfinished, { recursive: true, force: true });
		// Another run may have been faster.
		if (!existsSync(folder)) throw error;
	}
	return folder;
}
