import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Sorted `*.test.ts` files below the folders; `{a,b}` in a folder stands for each of its words. */
export function globSync(folders) {
	return folders
		.flatMap(expandBraces)
		.filter(folder => existsSync(folder))
		.flatMap(folder =>
			readdirSync(folder, { recursive: true, withFileTypes: true })
				.filter(entry => entry.isFile() && entry.name.endsWith('.test.ts'))
				.map(entry => path.posix.join(entry.parentPath.split(path.sep).join('/'), entry.name)),
		)
		.sort();
}

function expandBraces(pattern) {
	const match = /^(.*)\{([^}]*)\}(.*)$/.exec(pattern);
	return match ? match[2].split(',').map(word => match[1] + word + match[3]) : [pattern];
}
