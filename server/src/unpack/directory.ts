import type { ArchiveLimits, ByteSource } from '../base/archive';
import { NameTable } from '../base/entry-names';
import { type EndRecord, readEndRecord } from './end-record';
import { checkContent, checkName, checkType, type DirectoryEntry, NEEDS_ZIP64 } from './entry-checks';
import { tellUnusualExtra } from './extra-field';
import { CENTRAL_HEADER, CENTRAL_HEADER_BYTES, LOCAL_HEADER_BYTES, METHOD_STORED, u16, u32 } from './layout';
import type { ArchiveEntry, ArchiveListing } from './model';
import { inMib, ProblemList } from './problems';
import { salvageEntries } from './salvage';

const MAX_DIRECTORY_BYTES = 32 * 1024 * 1024;

/** The directory as read, kept together with its bytes so that a second reading can be compared. */
export interface Directory extends ArchiveListing {
	/** In the order in which the entries lie in the archive. */
	readonly placed: readonly DirectoryEntry[];
	/** Bytes from the start of the directory to the end of the archive. */
	readonly tail: Uint8Array;
	readonly tailOffset: number;
}

/**
 * Reads the list of entries without their contents. The listing holds everything that the end record and the
 * directory alone can be refused for; an empty list of problems is not yet an accepted archive: `readFiles` does
 * the rest. Throws only what `source` throws.
 */
export function readDirectory(source: ByteSource, limits: ArchiveLimits): Directory {
	const problems = new ProblemList();
	if (source.size > limits.archiveBytes) {
		problems.archive('archive-too-large', `The package is larger than ${inMib(limits.archiveBytes)}.`);
		return refused([], source, problems);
	}
	const end = readEndRecord(source, problems);
	if (!end) return refused(salvageEntries(source, limits.entries), source, problems);
	if (end.directorySize > MAX_DIRECTORY_BYTES) {
		problems.archive(
			'bad-directory',
			`The list of files alone is larger than ${inMib(MAX_DIRECTORY_BYTES)}.`,
		);
		return refused([], source, problems);
	}
	const tailOffset = end.directoryOffset;
	const tail = source.read(tailOffset, source.size - tailOffset).slice();
	const entries = readHeaders(tail, end, limits, problems);
	tellExcess(entries, limits, problems);
	const placed = [...entries].sort((a, b) => a.offset - b.offset);
	tellOverlaps(placed, tailOffset, problems);
	return { entries, placed, problems: problems.kept, moreProblems: problems.dropped, tail, tailOffset };
}

function refused(entries: readonly ArchiveEntry[], source: ByteSource, problems: ProblemList): Directory {
	const { kept, dropped } = problems;
	return {
		entries,
		placed: [],
		problems: kept,
		moreProblems: dropped,
		tail: new Uint8Array(),
		tailOffset: source.size,
	};
}

function readHeaders(
	tail: Uint8Array,
	{ directorySize: size, entries: count }: EndRecord,
	limits: ArchiveLimits,
	problems: ProblemList,
): readonly DirectoryEntry[] {
	const found: DirectoryEntry[] = [];
	if (count > limits.entries) {
		problems.archive(
			'too-many-entries',
			`The package holds ${count.toLocaleString('en')} entries; at most ${limits.entries.toLocaleString('en')} are allowed.`,
		);
	}
	const names = new NameTable();
	let at = 0;
	while (at < size && found.length < limits.entries) {
		if (at + CENTRAL_HEADER_BYTES > size || u32(tail, at) !== CENTRAL_HEADER) break;
		const nameEnd = at + CENTRAL_HEADER_BYTES + u16(tail, at + 28);
		const extraEnd = nameEnd + u16(tail, at + 30);
		const end = extraEnd + u16(tail, at + 32);
		if (end > size) break;
		const entry = readHeader(tail, at, nameEnd);
		found.push(entry);
		checkName(entry, names, problems);
		checkType(tail, at, entry, problems);
		checkContent(tail, at, entry, limits, problems);
		tellUnusualExtra(tail.subarray(nameEnd, extraEnd), entry.path, entry.nameBytes, problems);
		if (end > extraEnd)
			problems.entry('entry-comment', entry.path, 'carries a comment, which no reader checks');
		at = end;
	}
	if (count <= limits.entries && (at !== size || found.length !== count)) {
		problems.archive(
			'bad-directory',
			'The list of files in the package is damaged or does not match its count.',
		);
	}
	return found;
}

function readHeader(tail: Uint8Array, at: number, nameEnd: number): DirectoryEntry {
	const nameBytes = tail.subarray(at + CENTRAL_HEADER_BYTES, nameEnd);
	const name = lenientUtf8.decode(nameBytes);
	const folder = name.endsWith('/');
	const methodCode = u16(tail, at + 10);
	const permissions = u16(tail, at + 40) & 0o777;
	return {
		path: folder ? name.slice(0, -1) : name,
		type: folder ? 'folder' : 'file',
		size: u32(tail, at + 24),
		compressedSize: u32(tail, at + 20),
		method: methodCode === METHOD_STORED ? 'stored' : 'deflated',
		crc32: u32(tail, at + 16),
		...(permissions === 0 ? {} : { mode: permissions }),
		nameBytes,
		flags: u16(tail, at + 8),
		methodCode,
		offset: u32(tail, at + 42),
	};
}

function tellExcess(found: readonly DirectoryEntry[], limits: ArchiveLimits, problems: ProblemList): void {
	if (!problems.any && !found.some(entry => entry.type === 'file')) {
		problems.archive('no-files', 'The package holds no files.');
	}
	let total = 0;
	for (const entry of found) total += entry.size === NEEDS_ZIP64 ? 0 : entry.size;
	if (total > limits.totalBytes) {
		problems.archive(
			'total-too-large',
			`The package expands to at least ${inMib(total)}; at most ${inMib(limits.totalBytes)} are allowed.`,
		);
	}
}

/** What the directory alone shows: an entry that cannot end before the next one begins. */
function tellOverlaps(
	placed: readonly DirectoryEntry[],
	directoryOffset: number,
	problems: ProblemList,
): void {
	for (const [index, entry] of placed.entries()) {
		const next = placed[index + 1]?.offset ?? directoryOffset;
		const least = entry.offset + LOCAL_HEADER_BYTES + entry.nameBytes.length + entry.compressedSize;
		if (least > next) {
			problems.entry('overlap', entry.path, 'shares bytes of the package with what follows it');
		}
	}
}

const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
