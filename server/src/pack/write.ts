import JSZip, { type JSZipFileOptions } from 'jszip';
import { compareCodePoints } from './code-points';
import { compressedSizes } from './compressed-sizes';
import type { PackedFile } from './model';

/** Deflate level: 4 and above match lazily; 5 costs half the time of 6 and gives 3 % more bytes. */
const LEVEL = 5;
/** The earliest date that a zip file can hold, so that no clock shows in a package. */
const DATE = new Date(Date.UTC(1980, 0, 1));

/** Compresses some of the files of one package: `deflatePart`, here or on another thread. */
export type Deflate = (files: readonly PackedFile[]) => Promise<Uint8Array>;

export interface WriteOptions {
	/** How often a file may shrink; files that shrink more are stored, since readers take them for bombs. */
	readonly ratio: number;
	/** How many parts are compressed at the same time. */
	readonly threads?: number;
	readonly deflate?: Deflate;
}

/**
 * The package of these files: the same bytes for the same names and contents, whatever the order they come in, the
 * time, the platform or the number of threads. Files are sorted by code point; deflated where that makes them
 * smaller, otherwise stored; executable where their content is a program or script.
 */
export async function writePackage(files: readonly PackedFile[], options: WriteOptions): Promise<Uint8Array> {
	const sorted = [...files].sort((a, b) => compareCodePoints(a.path, b.path));
	const parts = shares(sorted, options.threads ?? 1);
	const deflated = await Promise.all(parts.map(part => (options.deflate ?? deflatePart)(part)));
	const archive = new JSZip();
	for (const [index, part] of parts.entries()) {
		const compressed = deflated[index] as Uint8Array;
		// Entries that were loaded compressed are written again as they are.
		await archive.loadAsync(compressed, { createFolders: false });
		const sizes = compressedSizes(compressed);
		for (const { path, bytes } of part) {
			const size = sizes.get(path) ?? 0;
			if (size >= bytes.length || bytes.length > size * options.ratio) {
				archive.file(path, bytes, { ...optionsFor(bytes), compression: 'STORE' });
			}
		}
	}
	return generate(archive);
}

/** An archive of these files alone, all of them deflated. */
export async function deflatePart(files: readonly PackedFile[]): Promise<Uint8Array> {
	const archive = new JSZip();
	for (const { path, bytes } of files) archive.file(path, bytes, optionsFor(bytes));
	return generate(archive);
}

function generate(archive: JSZip): Promise<Uint8Array> {
	return archive.generateAsync({
		type: 'uint8array',
		platform: 'UNIX',
		compression: 'DEFLATE',
		compressionOptions: { level: LEVEL },
	});
}

function optionsFor(bytes: Uint8Array): JSZipFileOptions {
	const unixPermissions = isProgram(bytes) ? 0o100755 : 0o100644;
	return { binary: true, createFolders: false, date: DATE, unixPermissions };
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

/** Cuts the files, in their order, into at most so many runs of about the same number of bytes. */
function shares(files: readonly PackedFile[], most: number): readonly (readonly PackedFile[])[] {
	const total = files.reduce((sum, file) => sum + file.bytes.length, 0);
	const parts: PackedFile[][] = [[]];
	let before = 0;
	for (const file of files) {
		if (parts.length < most && before >= (total * parts.length) / most) parts.push([]);
		parts.at(-1)?.push(file);
		before += file.bytes.length;
	}
	return parts;
}
