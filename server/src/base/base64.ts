const FORM = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const PIECE = 0x8000;

/**
 * Bytes of a canonical Base64 text (RFC 4648, section 4: padding required, no white space, unused bits zero), or
 * `undefined`.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
	if (!FORM.test(text)) return undefined;
	const binary = atob(text);
	const bytes = new Uint8Array(binary.length);
	for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
	return encodeBase64(bytes) === text ? bytes : undefined;
}

/** Base64 of the bytes, padded, on one line. */
export function encodeBase64(bytes: Uint8Array): string {
	let binary = '';
	for (let at = 0; at < bytes.length; at += PIECE) {
		binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
	}
	return btoa(binary);
}
