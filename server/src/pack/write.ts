import { compareCodePoints } from './code-points';
import type { PackedFile } from './model';
import { joinParts, packPart } from './part';

export interface WriteOptions {
	/** How often a file may shrink; files that shrink more are stored, since readers take them for bombs. */
	readonly ratio: number;
	/** How many parts are packed at the same time. */
	readonly threads?: number;
	/** Packs some of the files: `packPart`, here or on another thread. */
	pack?(files: readonly PackedFile[]): Promise<Uint8Array>;
}

/**
 * The package of these files: the same bytes for the same names and contents, whatever the order they come in, the
 * time, the platform or the number of threads. Files are sorted by code point; deflated where that makes them
 * smaller, otherwise stored; executable where their content is a program or script.
 */
export async function writePackage(files: readonly PackedFile[], options: WriteOptions): Promise<Uint8Array> {
	const sorted = [...files].sort((a, b) => compareCodePoints(a.path, b.path));
	const pack = options.pack ?? (part => packPart(part, options.ratio));
	return joinParts(await Promise.all(shares(sorted, options.threads ?? 1).map(pack)));
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
