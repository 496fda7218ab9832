import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import type { ArchiveLimits } from '../../server/src/base/archive';
import { crc32 } from '../../server/src/base/crc32';

/** Content written out, or a byte repeated, or an archive made by a recipe of its own. */
export interface RecipeContent {
	readonly text?: string;
	readonly hex?: string;
	readonly repeat?: { readonly text: string; readonly times: number };
	readonly archive?: Recipe;
}

/** Fields of a header that are to say something else than the truth. */
export interface HeaderLies {
	readonly name?: string;
	readonly nameHex?: string;
	readonly flags?: number;
	readonly method?: number;
	readonly crc32?: number;
	readonly compressedSize?: number;
	readonly size?: number;
	readonly extraHex?: string;
	readonly signature?: number;
	readonly offset?: number;
	readonly disk?: number;
	readonly comment?: string;
	readonly attributes?: number;
	readonly version?: number;
}

export interface RecipeEntry extends RecipeContent {
	readonly name?: string;
	/** Instead of `name`: bytes that need not be UTF-8. */
	readonly nameHex?: string;
	readonly method?: 'store' | 'deflate';
	/** Whole Unix mode, type included, in octal. */
	readonly mode?: string;
	/** Sizes after the contents instead of before them, as Go's archive/zip writes. */
	readonly descriptor?: boolean;
	readonly central?: HeaderLies;
	readonly local?: HeaderLies;
	/** Lies told in both headers. */
	readonly both?: HeaderLies;
	readonly descriptorLies?: HeaderLies;
	/** Bytes before the local header. */
	readonly gapBefore?: string;
	/** Bytes after the deflate stream that still count as the entry's. */
	readonly slackHex?: string;
	/** Write the contents and local header but no line in the directory. */
	readonly unlisted?: boolean;
	/** A line in the directory that points at the entry with this index. */
	readonly sameDataAs?: number;
	/** Makes as many entries of this kind, `#` in the name standing for the number. */
	readonly times?: number;
}

/** How to make an archive, honest or not. */
export interface Recipe {
	/** What it tries. */
	readonly why: string;
	/** Codes that the strict reader must report, in order; none: it must be accepted. */
	readonly expect: readonly string[];
	readonly entries: readonly RecipeEntry[];
	readonly prepend?: string;
	/** Offsets count from the prepended bytes' start. */
	readonly offsetsAdjusted?: boolean;
	readonly append?: string;
	/** A whole second archive after the first. */
	readonly appendArchive?: Recipe;
	readonly comment?: string;
	readonly beforeDirectory?: string;
	readonly beforeEnd?: string;
	readonly end?: {
		readonly disk?: number;
		readonly directoryDisk?: number;
		readonly entriesHere?: number;
		readonly entries?: number;
		readonly directorySize?: number;
		readonly directoryOffset?: number;
		readonly commentLength?: number;
	};
	/** Bytes kept of the result; negative: bytes cut off. */
	readonly keep?: number;
	/** One byte of the result changed after all. */
	readonly flipAt?: number;
	readonly limits?: Partial<ArchiveLimits>;
	/** The whole file, instead of an archive. */
	readonly raw?: RecipeContent;
}

const FLAG_DESCRIPTOR = 8;
const FLAG_UTF8 = 0x800;

/** Builds the archive that a recipe describes. */
export function cook(recipe: Recipe): Uint8Array {
	if (recipe.raw) return contentOf(recipe.raw);
	const parts: Buffer[] = [Buffer.from(recipe.prepend ?? '')];
	const base = recipe.offsetsAdjusted ? 0 : (parts[0] as Buffer).length;
	const directory: Buffer[] = [];
	const offsets: number[] = [];
	const length = () => parts.reduce((total, part) => total + part.length, 0);
	let written = (parts[0] as Buffer).length;
	const push = (part: Buffer) => {
		parts.push(part);
		written += part.length;
	};
	for (const entry of recipe.entries.flatMap(expand)) {
		const content = contentOf(entry);
		const deflated = entry.method !== 'store';
		const stream = deflated ? zlib.deflateRawSync(content, { level: 9 }) : Buffer.from(content);
		const data = Buffer.concat([stream, Buffer.from(entry.slackHex ?? '', 'hex')]);
		const name = entry.nameHex ? Buffer.from(entry.nameHex, 'hex') : Buffer.from(entry.name ?? '');
		const truth = {
			flags:
				(entry.descriptor ? FLAG_DESCRIPTOR : 0) |
				(!entry.nameHex && /[^\0-\x7f]/.test(entry.name ?? '') ? FLAG_UTF8 : 0),
			method: deflated ? 8 : 0,
			crc32: crc32(content),
			compressedSize: data.length,
			size: content.length,
		};
		if (entry.gapBefore) push(Buffer.from(entry.gapBefore));
		const offset = entry.sameDataAs === undefined ? written - base : (offsets[entry.sameDataAs] as number);
		offsets.push(offset);
		if (entry.sameDataAs === undefined) {
			const open = entry.descriptor ? { crc32: 0, compressedSize: 0, size: 0 } : {};
			push(localHeader(name, { ...truth, ...open }, { ...entry.both, ...entry.local }));
			push(data);
			if (entry.descriptor) push(descriptor({ ...truth, ...entry.both, ...entry.descriptorLies }));
		}
		if (entry.unlisted) continue;
		directory.push(
			centralHeader(name, { ...truth, offset }, { ...entry.both, ...entry.central }, entry.mode),
		);
	}
	push(Buffer.from(recipe.beforeDirectory ?? ''));
	const directoryOffset = length() - base;
	const directoryBytes = Buffer.concat(directory);
	const comment = Buffer.from(recipe.comment ?? '');
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(recipe.end?.disk ?? 0, 4);
	end.writeUInt16LE(recipe.end?.directoryDisk ?? 0, 6);
	end.writeUInt16LE(recipe.end?.entriesHere ?? recipe.end?.entries ?? directory.length, 8);
	end.writeUInt16LE(recipe.end?.entries ?? directory.length, 10);
	end.writeUInt32LE(recipe.end?.directorySize ?? directoryBytes.length, 12);
	end.writeUInt32LE(recipe.end?.directoryOffset ?? directoryOffset, 16);
	end.writeUInt16LE(recipe.end?.commentLength ?? comment.length, 20);
	parts.push(
		directoryBytes,
		Buffer.from(recipe.beforeEnd ?? ''),
		end,
		comment,
		Buffer.from(recipe.append ?? ''),
	);
	if (recipe.appendArchive) parts.push(Buffer.from(cook(recipe.appendArchive)));
	let bytes = Buffer.concat(parts);
	if (recipe.keep !== undefined)
		bytes = bytes.subarray(0, recipe.keep < 0 ? bytes.length + recipe.keep : recipe.keep);
	if (recipe.flipAt !== undefined) bytes[recipe.flipAt] = (bytes[recipe.flipAt] as number) ^ 0xff;
	return new Uint8Array(bytes);
}

/** Every recipe under `fixtures/archives`, by the name of its folder. */
export function archiveRecipes(): ReadonlyMap<string, Recipe> {
	const root = path.join('fixtures', 'archives');
	const recipes = new Map<string, Recipe>();
	for (const name of readdirSync(root).sort()) {
		const recipe: Recipe = JSON.parse(readFileSync(path.join(root, name, 'recipe.json'), 'utf8'));
		recipes.set(name, recipe);
	}
	return recipes;
}

function expand(entry: RecipeEntry): RecipeEntry[] {
	const { times, ...one } = entry;
	if (times === undefined) return [one];
	return Array.from({ length: times }, (_, index) => ({
		...one,
		name: (one.name ?? '').replace('#', String(index)),
	}));
}

function contentOf(content: RecipeContent): Uint8Array {
	if (content.archive) return cook(content.archive);
	if (content.hex !== undefined) return Buffer.from(content.hex, 'hex');
	if (content.repeat) return Buffer.from(content.repeat.text.repeat(content.repeat.times));
	return Buffer.from(content.text ?? '');
}

interface Truth {
	readonly flags: number;
	readonly method: number;
	readonly crc32: number;
	readonly compressedSize: number;
	readonly size: number;
}

function nameOf(name: Buffer, lies: HeaderLies): Buffer {
	if (lies.nameHex !== undefined) return Buffer.from(lies.nameHex, 'hex');
	return lies.name === undefined ? name : Buffer.from(lies.name);
}

function localHeader(realName: Buffer, truth: Truth, lies: HeaderLies): Buffer {
	const name = nameOf(realName, lies);
	const extra = Buffer.from(lies.extraHex ?? '', 'hex');
	const header = Buffer.alloc(30);
	header.writeUInt32LE(lies.signature ?? 0x04034b50, 0);
	header.writeUInt16LE(lies.version ?? 20, 4);
	header.writeUInt16LE(lies.flags ?? truth.flags, 6);
	header.writeUInt16LE(lies.method ?? truth.method, 8);
	header.writeUInt32LE(0x00210000, 10);
	header.writeUInt32LE(lies.crc32 ?? truth.crc32, 14);
	header.writeUInt32LE(lies.compressedSize ?? truth.compressedSize, 18);
	header.writeUInt32LE(lies.size ?? truth.size, 22);
	header.writeUInt16LE(name.length, 26);
	header.writeUInt16LE(extra.length, 28);
	return Buffer.concat([header, name, extra]);
}

function descriptor(says: {
	crc32?: number;
	compressedSize?: number;
	size?: number;
	signature?: number;
}): Buffer {
	const bytes = Buffer.alloc(16);
	bytes.writeUInt32LE(says.signature ?? 0x08074b50, 0);
	bytes.writeUInt32LE(says.crc32 ?? 0, 4);
	bytes.writeUInt32LE(says.compressedSize ?? 0, 8);
	bytes.writeUInt32LE(says.size ?? 0, 12);
	return bytes;
}

function centralHeader(
	realName: Buffer,
	truth: Truth & { readonly offset: number },
	lies: HeaderLies,
	mode: string | undefined,
): Buffer {
	const name = nameOf(realName, lies);
	const extra = Buffer.from(lies.extraHex ?? '', 'hex');
	const comment = Buffer.from(lies.comment ?? '');
	const header = Buffer.alloc(46);
	header.writeUInt32LE(lies.signature ?? 0x02014b50, 0);
	header.writeUInt16LE(0x0314, 4);
	header.writeUInt16LE(lies.version ?? 20, 6);
	header.writeUInt16LE(lies.flags ?? truth.flags, 8);
	header.writeUInt16LE(lies.method ?? truth.method, 10);
	header.writeUInt32LE(0x00210000, 12);
	header.writeUInt32LE(lies.crc32 ?? truth.crc32, 16);
	header.writeUInt32LE(lies.compressedSize ?? truth.compressedSize, 20);
	header.writeUInt32LE(lies.size ?? truth.size, 24);
	header.writeUInt16LE(name.length, 28);
	header.writeUInt16LE(extra.length, 30);
	header.writeUInt16LE(comment.length, 32);
	header.writeUInt16LE(lies.disk ?? 0, 34);
	const folder = name.at(-1) === 0x2f;
	const unix = mode === undefined ? (folder ? 0o40755 : 0o100644) : Number.parseInt(mode, 8);
	header.writeUInt32LE(lies.attributes ?? unix * 0x10000, 38);
	header.writeUInt32LE(lies.offset ?? truth.offset, 42);
	return Buffer.concat([header, name, extra, comment]);
}
