const TABLES = 8;

/** Eight tables, so that eight bytes are taken at a time ("slicing-by-8", Kounavis and Berry, 2005). */
const table = (() => {
	const words = new Int32Array(TABLES * 256);
	for (let i = 0; i < 256; i++) {
		let value = i;
		for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
		words[i] = value;
	}
	for (let i = 256; i < words.length; i++) {
		const before = words[i - 256] as number;
		words[i] = (before >>> 8) ^ (words[before & 0xff] as number);
	}
	return words;
})();

/** CRC-32 of the bytes, unsigned. Source: ISO 3309; PKWARE APPNOTE 4.4.7. */
export function crc32(bytes: Uint8Array): number {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const whole = bytes.length - (bytes.length % TABLES);
	let crc = -1;
	let at = 0;
	for (; at < whole; at += TABLES) {
		const low = view.getInt32(at, true) ^ crc;
		const high = view.getInt32(at + 4, true);
		crc =
			(table[1792 + (low & 0xff)] as number) ^
			(table[1536 + ((low >>> 8) & 0xff)] as number) ^
			(table[1280 + ((low >>> 16) & 0xff)] as number) ^
			(table[1024 + (low >>> 24)] as number) ^
			(table[768 + (high & 0xff)] as number) ^
			(table[512 + ((high >>> 8) & 0xff)] as number) ^
			(table[256 + ((high >>> 16) & 0xff)] as number) ^
			(table[high >>> 24] as number);
	}
	for (; at < bytes.length; at++) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[at] as number)) & 0xff] as number);
	return ~crc >>> 0;
}
