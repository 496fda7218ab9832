import JSZip, { type JSZipFileOptions } from 'jszip';
import { looksIncompressible } from './incompressible';
import type { PackedFile } from './model';
import { writtenEntries } from './written-entries';

/** Deflate level: the first that matches lazily. Level 6 takes half as long again for one byte in a hundred. */
const LEVEL = 4;
/** The earliest date that a zip file can hold, so that no clock shows in a package. */
const DATE = new Date(Date.UTC(1980, 0, 1));

/**
 * An archive of these files, in their order: each deflated where that makes it smaller, otherwise stored.
 *
 * @param ratio how often a file may shrink; what shrinks more is stored, since readers take it for a bomb.
 */
export async function packPart(files: readonly PackedFile[], ratio: number): Promise<Uint8Array> {
	const archive = new JSZip();
	for (const { path, bytes } of files)
		archive.file(path, bytes, optionsFor(bytes, looksIncompressible(bytes)));
	const first = await generate(archive);
	const sizes = writtenEntries(first);
	const wrong = files.filter(({ path, bytes }) => {
		const entry = sizes.get(path);
		if (!entry || entry.stored) return false;
		return entry.compressedSize >= bytes.length || bytes.length > entry.compressedSize * ratio;
	});
	if (wrong.length === 0) return first;
	const again = await reopened([first]);
	for (const { path, bytes } of wrong) again.file(path, bytes, optionsFor(bytes, true));
	return generate(again);
}

/** One archive of all entries of several, in their order and as they are. */
export async function joinParts(parts: readonly Uint8Array[]): Promise<Uint8Array> {
	const [only, ...others] = parts;
	return only && others.length === 0 ? only : generate(await reopened(parts));
}

/** Entries that were loaded compressed are written again as they are, as long as their method is named. */
async function reopened(parts: readonly Uint8Array[]): Promise<JSZip> {
	const archive = new JSZip();
	for (const part of parts) {
		await archive.loadAsync(part, { createFolders: false });
		for (const [path, { stored }] of writtenEntries(part)) {
			const entry = archive.file(path);
			if (entry) entry.options.compression = stored ? 'STORE' : 'DEFLATE';
		}
	}
	return archive;
}

function generate(archive: JSZip): Promise<Uint8Array> {
	return archive.generateAsync({
		type: 'uint8array',
		platform: 'UNIX',
		compression: 'DEFLATE',
		compressionOptions: { level: LEVEL },
	});
}

function optionsFor(bytes: Uint8Array, store: boolean): JSZipFileOptions {
	const unixPermissions = isProgram(bytes) ? 0o100755 : 0o100644;
	const compression = store ? 'STORE' : 'DEFLATE';
	return { binary: true, createFolders: false, date: DATE, unixPermissions, compression };
}

const PROGRAM_MAGIC: readonly (readonly number[])[] = [
	// #!
	[0x23, 0x21],
	// ELF
	[0x7f, 0x45, 0x4c, 0x46],
	// Mach-O, 64 bits of either byte order
	[0xcf, 0xfa, 0xed, 0xfe],
	[0xfe, 0xed, 0xfa, 0xcf],
];

/** By content: the permission bits of a checkout differ between systems and would make the bytes differ. */
function isProgram(bytes: Uint8Array): boolean {
	return PROGRAM_MAGIC.some(magic => magic.every((byte, index) => bytes[index] === byte));
}
