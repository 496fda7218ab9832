import type { ByteSource } from '../base/archive';
import { FLAG_DESCRIPTOR, LOCAL_HEADER, LOCAL_HEADER_BYTES, METHOD_STORED, u16, u32 } from './layout';
import type { ArchiveEntry } from './model';

const WINDOW = 256 * 1024;
const SEARCHED = 64 * 1024 * 1024;

/**
 * Names in a package whose directory is missing, from the headers before the files: for showing only. Sizes are
 * what the headers claim. Looks at no more than the first 64 MiB of data whose length is not known.
 */
export function salvageEntries(source: ByteSource, most: number): readonly ArchiveEntry[] {
	const entries: ArchiveEntry[] = [];
	const budget = { bytes: SEARCHED };
	let at: number | undefined = 0;
	while (at !== undefined && entries.length < most) {
		const header: Uint8Array = source.read(at, LOCAL_HEADER_BYTES).slice();
		if (header.length < LOCAL_HEADER_BYTES || u32(header, 0) !== LOCAL_HEADER) break;
		const nameLength = u16(header, 26);
		const nameBytes = source.read(at + LOCAL_HEADER_BYTES, nameLength);
		if (nameBytes.length < nameLength) break;
		const name = lenientUtf8.decode(nameBytes);
		const folder = name.endsWith('/');
		entries.push({
			path: folder ? name.slice(0, -1) : name,
			type: folder ? 'folder' : 'file',
			size: u32(header, 22),
			compressedSize: u32(header, 18),
			method: u16(header, 8) === METHOD_STORED ? 'stored' : 'deflated',
			crc32: u32(header, 14),
		});
		const data: number = at + LOCAL_HEADER_BYTES + nameLength + u16(header, 28);
		const open: boolean = (u16(header, 6) & FLAG_DESCRIPTOR) !== 0;
		at = open ? nextHeader(source, data, budget) : data + u32(header, 18);
	}
	return entries;
}

const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function nextHeader(source: ByteSource, from: number, budget: { bytes: number }): number | undefined {
	for (let at = from; at < source.size && budget.bytes > 0; at += WINDOW) {
		// Three bytes more, so that a signature across two windows is seen.
		const window = source.read(at, WINDOW + 3);
		budget.bytes -= window.length;
		for (let i = window.indexOf(0x50); i >= 0 && i < WINDOW; i = window.indexOf(0x50, i + 1)) {
			if (i + 4 <= window.length && u32(window, i) === LOCAL_HEADER) return at + i;
		}
	}
	return undefined;
}
