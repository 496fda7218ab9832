import { type ArchiveCodec, type ArchiveLimits, type ByteSource, sourceOf } from '../base/archive';
import { type Directory, readDirectory } from './directory';
import type { ArchiveFile, ArchiveListing, ArchiveProblem } from './model';
import { NestingCheck } from './nesting';
import { ProblemList } from './problems';
import { readFiles } from './read-files';

/** A package whose directory has been read. */
export class OpenArchive {
	private readonly directory: Directory;

	constructor(
		private readonly source: ByteSource,
		private readonly limits: ArchiveLimits,
	) {
		this.directory = readDirectory(source, limits);
	}

	/**
	 * The list of files, at once, without their contents. Without problems here the package may still be refused:
	 * `files` does the rest.
	 */
	get listing(): ArchiveListing {
		return this.directory;
	}

	/**
	 * Yields the files in the order in which they lie in the package, each checked; returns what speaks against the
	 * package. Nothing that was yielded may be used for more than showing unless the returned list is empty.
	 *
	 * While no problem is met, every byte of the source is read exactly once, from first to last, so that a source
	 * which hashes what it reads has the digest of the very bytes that were judged. Yields nothing when the listing
	 * has problems. Throws only what the source throws.
	 *
	 * @param through the same bytes, where the caller wants to see what is read.
	 */
	*files(
		codec: ArchiveCodec,
		through = this.source,
	): Generator<ArchiveFile, readonly ArchiveProblem[], void> {
		const { entries, problems } = this.directory;
		if (problems.length > 0) return problems;
		const size = entries.reduce((total, entry) => total + entry.size, 0);
		const nesting = new NestingCheck(codec, this.limits, size, entries.length);
		const nested = new ProblemList();
		const reading = readFiles(through, this.directory, codec);
		for (let step = reading.next(); ; step = reading.next()) {
			if (step.done) return step.value;
			nesting.check(step.value.bytes, step.value.entry.path, nested);
			if (nested.any) return nested.kept;
			yield step.value;
		}
	}
}

export interface ArchiveResult extends ArchiveListing {
	/** Empty unless the package is accepted, that is, `problems` is empty. */
	readonly files: readonly ArchiveFile[];
}

/**
 * Reads a whole package held in memory. The limits bound what is kept: at most `limits.totalBytes`.
 */
export function readArchive(bytes: Uint8Array, codec: ArchiveCodec, limits: ArchiveLimits): ArchiveResult {
	const archive = new OpenArchive(sourceOf(bytes), limits);
	const { entries, moreProblems } = archive.listing;
	const files: ArchiveFile[] = [];
	const reading = archive.files(codec);
	for (let step = reading.next(); ; step = reading.next()) {
		if (!step.done) files.push(step.value);
		else if (step.value.length > 0) return { entries, files: [], problems: step.value, moreProblems };
		else return { entries, files, problems: [], moreProblems: 0 };
	}
}
