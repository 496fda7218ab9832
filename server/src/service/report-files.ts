import type { ExtensionFacts, FileFacts } from '../facts/model';

/** The facts of one file of an extension, by its path. */
export function fileAt({ files }: Pick<ExtensionFacts, 'files'>, path: string): FileFacts | undefined {
	let low = 0;
	let high = files.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const file = files[middle] as FileFacts;
		if (file.path === path) return file;
		if (file.path < path) low = middle + 1;
		else high = middle;
	}
	return undefined;
}
