const CENTRAL_HEADER = 0x02014b50;
const END_RECORD_BYTES = 22;
const METHOD_STORED = 0;

/** How one file was written. */
export interface WrittenEntry {
	readonly compressedSize: number;
	readonly stored: boolean;
}

/**
 * The entries of an archive that this program wrote, by name. For our own output only: it checks nothing.
 * Source: PKWARE APPNOTE 4.3.12.
 */
export function writtenEntries(archive: Uint8Array): ReadonlyMap<string, WrittenEntry> {
	const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
	const entries = new Map<string, WrittenEntry>();
	const utf8 = new TextDecoder();
	const end = archive.length - END_RECORD_BYTES;
	let at = view.getUint32(end + 16, true);
	while (at < end && view.getUint32(at, true) === CENTRAL_HEADER) {
		const nameAt = at + 46;
		const nameLength = view.getUint16(at + 28, true);
		entries.set(utf8.decode(archive.subarray(nameAt, nameAt + nameLength)), {
			compressedSize: view.getUint32(at + 20, true),
			stored: view.getUint16(at + 10, true) === METHOD_STORED,
		});
		at = nameAt + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return entries;
}
