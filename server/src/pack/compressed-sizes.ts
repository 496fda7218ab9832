const CENTRAL_HEADER = 0x02014b50;
const END_RECORD_BYTES = 22;

/**
 * Compressed size of each entry of an archive that `deflatePart` wrote, by name. For our own output only: it
 * checks nothing. Source: PKWARE APPNOTE 4.3.12.
 */
export function compressedSizes(archive: Uint8Array): ReadonlyMap<string, number> {
	const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
	const sizes = new Map<string, number>();
	const utf8 = new TextDecoder();
	const end = archive.length - END_RECORD_BYTES;
	let at = view.getUint32(end + 16, true);
	while (at < end && view.getUint32(at, true) === CENTRAL_HEADER) {
		const nameLength = view.getUint16(at + 28, true);
		const nameAt = at + 46;
		const name = utf8.decode(archive.subarray(nameAt, nameAt + nameLength));
		sizes.set(name, view.getUint32(at + 20, true));
		at = nameAt + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return sizes;
}
