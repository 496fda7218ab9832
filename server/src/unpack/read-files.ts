import type { ArchiveCodec, ByteSource } from '../base/archive';
import type { Directory } from './directory';
import type { DirectoryEntry } from './entry-checks';
import { tellUnusualExtra } from './extra-field';
import {
	DESCRIPTOR,
	DESCRIPTOR_BYTES,
	FLAG_DESCRIPTOR,
	LOCAL_HEADER,
	LOCAL_HEADER_BYTES,
	METHOD_STORED,
	u16,
	u32,
	VERSION_NEEDED,
} from './layout';
import type { ArchiveFile, ArchiveProblem } from './model';
import { ProblemList } from './problems';

/**
 * Yields the files of an archive in the order in which they lie in it, each checked; returns what speaks against
 * the archive, at most one problem: reading stops there. Expects a directory without problems.
 */
export function* readFiles(
	source: ByteSource,
	directory: Directory,
	codec: ArchiveCodec,
): Generator<ArchiveFile, readonly ArchiveProblem[], void> {
	const problems = new ProblemList();
	let at = 0;
	for (const entry of directory.placed) {
		if (entry.offset !== at) {
			tellMisplaced(entry, at, problems);
			return problems.kept;
		}
		const dataAt = checkLocalHeader(source, entry, problems);
		const compressed = source.read(dataAt, entry.compressedSize);
		const bytes = problems.any ? undefined : contentOf(compressed, entry, codec, problems);
		at = dataAt + entry.compressedSize;
		if (entry.flags & FLAG_DESCRIPTOR) {
			checkDescriptor(source.read(at, DESCRIPTOR_BYTES), entry, problems);
			at += DESCRIPTOR_BYTES;
		}
		if (!bytes || problems.any) return problems.kept;
		if (entry.type === 'file') yield { entry, bytes };
	}
	if (at !== directory.tailOffset) {
		problems.archive('hidden-data', 'The package hides bytes between its last file and its directory.');
	} else if (!equalBytes(source.read(at, source.size - at), directory.tail)) {
		problems.archive('changed-while-read', 'The package changed while it was read.');
	}
	return problems.kept;
}

function tellMisplaced(entry: DirectoryEntry, expected: number, problems: ProblemList): void {
	if (entry.offset < expected) {
		problems.entry('overlap', entry.path, 'shares bytes of the package with another entry');
	} else if (expected === 0) {
		problems.archive('prepended-data', 'Something stands before the package in the same file.');
	} else {
		problems.entry('hidden-data', entry.path, 'stands after bytes that belong to no entry');
	}
}

/** Compares the local header with the directory and returns where the content begins. */
function checkLocalHeader(source: ByteSource, entry: DirectoryEntry, problems: ProblemList): number {
	const header = source.read(entry.offset, LOCAL_HEADER_BYTES).slice();
	const nameLength = u16(header, 26);
	const extraLength = u16(header, 28);
	const names = source.read(entry.offset + LOCAL_HEADER_BYTES, nameLength + extraLength);
	const dataAt = entry.offset + LOCAL_HEADER_BYTES + nameLength + extraLength;
	if (u32(header, 0) !== LOCAL_HEADER || names.length !== nameLength + extraLength) {
		problems.entry('header-mismatch', entry.path, 'is not where the directory says');
		return dataAt;
	}
	const local = { crc32: u32(header, 14), compressedSize: u32(header, 18), size: u32(header, 22) };
	const open = (entry.flags & FLAG_DESCRIPTOR) !== 0;
	const unset = open && local.crc32 === 0 && local.compressedSize === 0 && local.size === 0;
	const sizes =
		local.crc32 === entry.crc32 && local.compressedSize === entry.compressedSize && local.size === entry.size;
	if (!equalBytes(names.subarray(0, nameLength), entry.nameBytes)) {
		problems.entry('header-mismatch', entry.path, 'has another name in front of its contents');
	} else if (u16(header, 4) > VERSION_NEEDED) {
		problems.entry(
			'unsupported-version',
			entry.path,
			'needs a later version of the zip format than packages may',
		);
	} else if (u16(header, 6) !== entry.flags || u16(header, 8) !== entry.methodCode || !(unset || sizes)) {
		problems.entry(
			'header-mismatch',
			entry.path,
			'is described differently in the directory and before its contents',
		);
	} else {
		tellUnusualExtra(names.subarray(nameLength), entry.path, entry.nameBytes, problems);
	}
	return dataAt;
}

function checkDescriptor(descriptor: Uint8Array, entry: DirectoryEntry, problems: ProblemList): void {
	const matches =
		descriptor.length === DESCRIPTOR_BYTES &&
		u32(descriptor, 0) === DESCRIPTOR &&
		u32(descriptor, 4) === entry.crc32 &&
		u32(descriptor, 8) === entry.compressedSize &&
		u32(descriptor, 12) === entry.size;
	if (!matches) {
		problems.entry(
			'header-mismatch',
			entry.path,
			'is described differently in the directory and after its contents',
		);
	}
}

function contentOf(
	compressed: Uint8Array,
	entry: DirectoryEntry,
	codec: ArchiveCodec,
	problems: ProblemList,
): Uint8Array | undefined {
	if (compressed.length !== entry.compressedSize) {
		problems.entry('truncated', entry.path, 'is cut off');
		return undefined;
	}
	let bytes = compressed;
	if (entry.methodCode !== METHOD_STORED) {
		const inflated = codec.inflateRaw(compressed, entry.size);
		if (inflated.failure === 'too-long') {
			problems.entry('size-mismatch', entry.path, 'expands to more than the directory says');
			return undefined;
		}
		if (inflated.failure) {
			problems.entry('corrupt-data', entry.path, 'cannot be decompressed');
			return undefined;
		}
		if (inflated.consumed !== compressed.length) {
			problems.entry('hidden-data', entry.path, 'hides bytes after the end of its compressed contents');
			return undefined;
		}
		bytes = inflated.bytes;
	}
	if (bytes.length !== entry.size) {
		problems.entry('size-mismatch', entry.path, 'expands to less than the directory says');
		return undefined;
	}
	if (codec.crc32(bytes) !== entry.crc32) {
		problems.entry('crc-mismatch', entry.path, 'does not match its checksum: the package is damaged');
		return undefined;
	}
	return bytes;
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
	return true;
}
