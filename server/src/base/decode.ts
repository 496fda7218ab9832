/** How the bytes of a file became text. `invalid-utf-8` means some bytes appear as U+FFFD. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'invalid-utf-8' | 'binary';

export interface Decoded {
	/** Without a byte order mark; empty for `binary`. */
	readonly text: string;
	readonly encoding: Encoding;
	readonly bom: boolean;
}

const SNIFFED_BYTES = 8192;

/**
 * Decodes file content as editors do: UTF-8 unless a byte order mark says UTF-16; bytes with a NUL in the first
 * 8 KiB (and no UTF-16 mark) are binary. Never throws: invalid sequences become U+FFFD and are reported by
 * `encoding`. Source: WHATWG Encoding Standard; the NUL heuristic is git's.
 */
export function decodeText(bytes: Uint8Array): Decoded {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le');
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be');
	if (bytes.subarray(0, SNIFFED_BYTES).includes(0)) return { text: '', encoding: 'binary', bom: false };
	const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	const body = bom ? bytes.subarray(3) : bytes;
	try {
		return { text: strictUtf8.decode(body), encoding: 'utf-8', bom };
	} catch {
		// Not an error to hide: the encoding says it, and the caller reports the file as not read cleanly.
		return { text: lenientUtf8.decode(body), encoding: 'invalid-utf-8', bom };
	}
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
	const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(2));
	return { text, encoding, bom: true };
}
