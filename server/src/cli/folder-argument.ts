import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from './terminal';

/** URI of the folder that a path on the command line means: itself, or the one that holds the named file. */
export function folderUri(word: string, cwd: string): string {
	const absolute = path.resolve(cwd, word);
	if (!existsSync(absolute)) throw new UsageError(`There is no ${word}.`);
	const folder = statSync(absolute).isDirectory() ? absolute : path.dirname(absolute);
	return pathToFileURL(folder).href;
}
