import type { ArchiveLimits } from '../base/archive';
import { escapeForDisplay } from '../base/display';
import { type NameCollision, type NameTable, nameFault } from '../base/entry-names';
import {
	FLAG_DESCRIPTOR,
	FLAG_ENCRYPTED,
	FLAG_MASKED_HEADERS,
	FLAG_STRONG_ENCRYPTION,
	FLAG_UTF8,
	FLAGS_EFFORT,
	METHOD_DEFLATED,
	METHOD_STORED,
	u16,
	VERSION_NEEDED,
} from './layout';
import type { ArchiveEntry } from './model';
import { inMib, type ProblemList } from './problems';

/** A directory line with what is needed to find and check its local header. */
export interface DirectoryEntry extends ArchiveEntry {
	readonly nameBytes: Uint8Array;
	readonly flags: number;
	readonly methodCode: number;
	readonly offset: number;
}

export function checkName(entry: DirectoryEntry, names: NameTable, problems: ProblemList): void {
	const ascii = entry.nameBytes.every(byte => byte < 0x80);
	if (!ascii && ((entry.flags & FLAG_UTF8) === 0 || !isUtf8(entry.nameBytes))) {
		problems.entry('name-encoding', entry.path, 'has a name that is not marked and written as UTF-8');
		return;
	}
	const fault = nameFault(entry.path);
	if (fault) {
		problems.name(fault, entry.path);
		return;
	}
	const clash = names.add(entry.type === 'folder' ? `${entry.path}/` : entry.path);
	if (clash) {
		const other = escapeForDisplay(clash.other, 120);
		problems.entry(clash.collision, entry.path, COLLISION_REASONS[clash.collision](other));
	}
}

const COLLISION_REASONS: Readonly<Record<NameCollision, (other: string) => string>> = {
	duplicate: () => 'occurs twice: which of the two is used depends on the reader',
	'case-equal': other =>
		`and '${other}' differ only by upper and lower case: on many systems they are one file`,
	'form-equal': other =>
		`and '${other}' differ only in how Unicode writes them: on many systems they are one file`,
	'file-and-folder': other => `cannot stand beside '${other}': one of them is a file and the other a folder`,
};

const FILE_TYPE = 0xf000;
const REGULAR = 0x8000;
const FOLDER = 0x4000;
const SYMLINK = 0xa000;
const SET_ID = 0x0c00;
const DOS_FOLDER = 0x10;
/** Volume label and reparse point. */
const DOS_SPECIAL = 0x408;

/**
 * The Unix type stands in the upper half of the attributes. Some readers believe it whatever system the header
 * names, so it is judged whatever system that is.
 */
export function checkType(tail: Uint8Array, at: number, entry: DirectoryEntry, problems: ProblemList): void {
	const attributes = u16(tail, at + 38);
	const unix = u16(tail, at + 40);
	const type = unix & FILE_TYPE;
	const folder = entry.type === 'folder';
	if (type === SYMLINK) {
		problems.entry('symlink', entry.path, 'is a symbolic link, which can lead outside the folder');
	} else if (
		(type !== 0 && type !== REGULAR && type !== FOLDER) ||
		unix & SET_ID ||
		attributes & DOS_SPECIAL
	) {
		problems.entry('special-file', entry.path, 'is neither an ordinary file nor a folder');
	} else if ((type !== 0 && (type === FOLDER) !== folder) || (attributes & DOS_FOLDER && !folder)) {
		problems.entry(
			'bad-folder',
			entry.path,
			'is a file by its name and a folder by its type, or the reverse',
		);
	} else if (folder && (entry.size !== 0 || entry.compressedSize !== 0 || entry.crc32 !== 0)) {
		problems.entry('bad-folder', entry.path, 'is a folder and yet has contents');
	}
}

const ALLOWED_FLAGS = FLAGS_EFFORT | FLAG_DESCRIPTOR | FLAG_UTF8;
const FLAGS_OF_ENCRYPTION = FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED_HEADERS;
const METHOD_AES = 99;
export const NEEDS_ZIP64 = 0xffffffff;

export function checkContent(
	tail: Uint8Array,
	at: number,
	entry: DirectoryEntry,
	limits: ArchiveLimits,
	problems: ProblemList,
): void {
	if (entry.flags & FLAGS_OF_ENCRYPTION || entry.methodCode === METHOD_AES) {
		problems.entry('encrypted', entry.path, 'is encrypted: its contents cannot be read');
		return;
	}
	if (u16(tail, at + 34) !== 0) {
		problems.entry('multi-disk', entry.path, 'lies in another part of a divided archive');
	}
	if (entry.flags & ~ALLOWED_FLAGS) {
		problems.entry(
			'unsupported-flag',
			entry.path,
			'uses a feature of the zip format that packages may not use',
		);
	}
	if (u16(tail, at + 6) > VERSION_NEEDED) {
		problems.entry(
			'unsupported-version',
			entry.path,
			'needs a later version of the zip format than packages may',
		);
	}
	if (entry.methodCode !== METHOD_STORED && entry.methodCode !== METHOD_DEFLATED) {
		problems.entry(
			'unsupported-method',
			entry.path,
			`is compressed by method ${entry.methodCode}, not by deflate`,
		);
	}
	if ([entry.size, entry.compressedSize, entry.offset].includes(NEEDS_ZIP64)) {
		problems.entry('zip64', entry.path, 'uses the ZIP64 format, which nothing within the size limits needs');
		return;
	}
	if (entry.methodCode === METHOD_STORED) {
		if (entry.size !== entry.compressedSize) {
			problems.entry('size-mismatch', entry.path, 'is stored as it is, yet its two sizes differ');
		}
		// A reader that goes by local headers alone cannot know where such an entry ends.
		if (entry.flags & FLAG_DESCRIPTOR) {
			problems.entry('unsupported-flag', entry.path, 'is stored as it is without a size before it');
		}
	}
	if (entry.size > limits.entryBytes) {
		problems.entry('entry-too-large', entry.path, `expands to more than ${inMib(limits.entryBytes)}`);
	}
	if (entry.size > entry.compressedSize * limits.ratio) {
		problems.entry('ratio', entry.path, `expands to more than ${limits.ratio} times its size in the package`);
	}
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isUtf8(bytes: Uint8Array): boolean {
	try {
		strictUtf8.decode(bytes);
		return true;
	} catch {
		// The decoder's only way to say no.
		return false;
	}
}
