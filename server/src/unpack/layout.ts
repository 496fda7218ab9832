/** Signatures and fixed sizes of the zip format. Source: PKWARE APPNOTE 6.3.10, section 4.3. */
export const LOCAL_HEADER = 0x04034b50;
export const LOCAL_HEADER_BYTES = 30;
export const CENTRAL_HEADER = 0x02014b50;
export const CENTRAL_HEADER_BYTES = 46;
export const DESCRIPTOR = 0x08074b50;
export const DESCRIPTOR_BYTES = 16;
export const END_RECORD = 0x06054b50;
export const END_RECORD_BYTES = 22;
export const ZIP64_LOCATOR = 0x07064b50;

export const METHOD_STORED = 0;
export const METHOD_DEFLATED = 8;

export const FLAG_ENCRYPTED = 0x0001;
/** Two bits that tell how hard the packer tried; they change nothing for a reader. */
export const FLAGS_EFFORT = 0x0006;
export const FLAG_DESCRIPTOR = 0x0008;
export const FLAG_STRONG_ENCRYPTION = 0x0040;
export const FLAG_UTF8 = 0x0800;
export const FLAG_MASKED_HEADERS = 0x2000;

/** The version of the format, times ten, that folders and deflate need; later features are none of ours. */
export const VERSION_NEEDED = 20;

/** Little-endian; bytes beyond the end read as 0, so callers check lengths first. */
export function u16(bytes: Uint8Array, at: number): number {
	return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

export function u32(bytes: Uint8Array, at: number): number {
	return (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
}
