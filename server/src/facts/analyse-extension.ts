import type { FileSet } from '../base/files';
import { analyseFile } from './analyse-file';
import { Analyser } from './analyser';
import { assemble } from './assemble';
import type { ExtensionFacts } from './model';

/** Everything known about an extension whose files are all at hand. Never throws. */
export function analyseExtension(files: FileSet, analyser = new Analyser()): ExtensionFacts {
	return assemble(
		files.folder,
		files.files.map(file => analyseFile(file, analyser)),
		files.unlisted,
	);
}
