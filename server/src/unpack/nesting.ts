import { type ArchiveCodec, type ArchiveLimits, sourceOf } from '../base/archive';
import { readDirectory } from './directory';
import { LOCAL_HEADER, u32 } from './layout';
import type { ProblemList } from './problems';
import { readFiles } from './read-files';

/**
 * Looks into archives inside a package, only to refuse what is packed deeper than the limit: what they hold is
 * neither kept nor judged. An inner archive that the strict reader refuses is left as the opaque file it is.
 * All inner archives of a package share the bytes and entries that its own files leave of the limits.
 */
export class NestingCheck {
	private bytesLeft: number;
	private entriesLeft: number;

	constructor(
		private readonly codec: ArchiveCodec,
		private readonly limits: ArchiveLimits,
		packageBytes: number,
		packageEntries: number,
	) {
		this.bytesLeft = limits.totalBytes - packageBytes;
		this.entriesLeft = limits.entries - packageEntries;
	}

	/** @param depth levels of archives around the file: 0 for a file of the package itself. */
	check(bytes: Uint8Array, path: string, problems: ProblemList, depth = 0): void {
		if (bytes.length < 4 || u32(bytes, 0) !== LOCAL_HEADER || problems.any) return;
		if (depth >= this.limits.nesting) {
			const levels = this.limits.nesting;
			problems.entry(
				'nested-too-deep',
				path,
				`is an archive inside ${levels} others; at most ${levels} are allowed`,
			);
			return;
		}
		const source = sourceOf(bytes);
		const directory = readDirectory(source, this.limits);
		if (directory.problems.length > 0) return;
		for (const entry of directory.entries) this.bytesLeft -= entry.size;
		this.entriesLeft -= directory.entries.length;
		if (this.bytesLeft < 0 || this.entriesLeft < 0) {
			problems.entry(
				'total-too-large',
				path,
				'expands, with the archives inside it, to more than is allowed',
			);
			return;
		}
		for (const file of readFiles(source, directory, this.codec)) {
			this.check(file.bytes, `${path} » ${file.entry.path}`, problems, depth + 1);
		}
	}
}
