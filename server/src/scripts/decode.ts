import { inflate } from './inflate';

/** Encodings that scripts use to carry text past a reader. */
export type ScriptEncoding =
	| 'base64'
	| 'base32'
	| 'base85'
	| 'ascii85'
	| 'hex'
	| 'rot13'
	| 'url-encoding'
	| 'escapes'
	| 'reversed'
	| 'gzip'
	| 'zlib'
	| 'deflate';

/** Most bytes that one decoding yields; what lies behind is not examined. */
export const MAX_DECODED = 1 << 20;

/** UTF-8 bytes of a text. */
export function bytesOf(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

/** One byte for each code unit, for texts that are bytes already (`\x1f\x8b`); `null` when one is above 0xFF. */
export function latin1Bytes(text: string): Uint8Array | null {
	const bytes = new Uint8Array(text.length);
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		if (unit > 0xff) return null;
		bytes[index] = unit;
	}
	return bytes;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const utf16 = new TextDecoder('utf-16le');

/**
 * The text that the bytes are, in UTF-8 or (as PowerShell encodes its commands) UTF-16LE; `null` when they are
 * neither, or hold control characters as no text does.
 */
export function textOf(bytes: Uint8Array): string | null {
	if (bytes.length === 0) return '';
	const sample = bytes.subarray(0, 512);
	const zeros = sample.filter((byte, index) => index % 2 === 1 && byte === 0).length;
	if (bytes.length >= 4 && zeros > sample.length / 4) return readable(utf16.decode(bytes));
	try {
		return readable(utf8.decode(bytes));
	} catch {
		// Not UTF-8: the caller is told by `null`.
		return null;
	}
}

function readable(text: string): string | null {
	return /[\0-\x06\x0e-\x1a\x1c-\x1f\x7f]/.test(text) ? null : text;
}

/**
 * Undoes one encoding. Gives `null` for what is not that encoding, and at most `MAX_DECODED` bytes. Tolerant as the
 * usual tools: white space is skipped, padding may be missing, base64 may use either alphabet.
 */
export function decodeAs(encoding: ScriptEncoding, data: Uint8Array): Uint8Array | null {
	const input = data.subarray(0, MAX_DECODED * 2);
	switch (encoding) {
		case 'gzip':
		case 'zlib':
		case 'deflate':
			return inflate(input, encoding, MAX_DECODED);
		case 'base64':
			return fromDigits(asciiOf(input).replace(/[\s=]+/g, ''), 6, base64Digit);
		case 'base32':
			return fromDigits(asciiOf(input).replace(/[\s=]+/g, ''), 5, base32Digit);
		case 'hex':
			return decodeHex(asciiOf(input));
		case 'base85':
			return decode85(asciiOf(input), BASE85);
		case 'ascii85':
			return decode85(asciiOf(input).replace(/^\s*<~|~>\s*$/g, ''), null);
		case 'rot13':
			return input.map(byte => rotated(byte));
		case 'reversed':
			return input.slice().reverse();
		case 'url-encoding':
			return bytesOf(decodeUrlEncoding(asciiOf(input)));
		case 'escapes':
			return bytesOf(decodeEscapes(asciiOf(input)));
	}
}

/** `decodeAs` from text to text; `null` also when the result is no text. */
export function decodeText(encoding: ScriptEncoding, text: string): string | null {
	if (encoding === 'escapes') return decodeEscapes(text.slice(0, MAX_DECODED));
	if (encoding === 'url-encoding') return decodeUrlEncoding(text.slice(0, MAX_DECODED));
	if (encoding === 'reversed') return [...text.slice(0, MAX_DECODED)].reverse().join('');
	const bytes = decodeAs(encoding, bytesOf(text.slice(0, MAX_DECODED * 2)));
	return bytes === null ? null : textOf(bytes);
}

/** Each byte as one character. */
export function asciiOf(bytes: Uint8Array): string {
	return new TextDecoder('latin1').decode(bytes);
}

function base64Digit(unit: number): number {
	if (unit >= 65 && unit <= 90) return unit - 65;
	if (unit >= 97 && unit <= 122) return unit - 71;
	if (unit >= 48 && unit <= 57) return unit + 4;
	if (unit === 43 || unit === 45) return 62;
	return unit === 47 || unit === 95 ? 63 : -1;
}

function base32Digit(unit: number): number {
	if (unit >= 65 && unit <= 90) return unit - 65;
	if (unit >= 97 && unit <= 122) return unit - 97;
	return unit >= 50 && unit <= 55 ? unit - 24 : -1;
}

/** Packs digits of `width` bits each into bytes, most significant first (RFC 4648). */
function fromDigits(text: string, width: number, digitOf: (unit: number) => number): Uint8Array | null {
	const bytes = new Uint8Array(Math.min(MAX_DECODED, Math.floor((text.length * width) / 8)));
	let held = 0;
	let count = 0;
	let length = 0;
	for (let index = 0; index < text.length && length < bytes.length; index++) {
		const digit = digitOf(text.charCodeAt(index));
		if (digit < 0) return null;
		held = (held << width) | digit;
		count += width;
		if (count < 8) continue;
		count -= 8;
		bytes[length++] = held >> count;
		held &= (1 << count) - 1;
	}
	return bytes;
}

/** Hex digits in any of the usual dresses: `6c73`, `6c 73`, `\x6c\x73`, `0x6c,0x73`, a dump with offsets not. */
function decodeHex(text: string): Uint8Array | null {
	const digits = text.replace(/\\x|0x|[\s,:;{}]+/gi, '');
	if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return null;
	const bytes = new Uint8Array(Math.min(digits.length / 2, MAX_DECODED));
	for (let index = 0; index < bytes.length; index++)
		bytes[index] = Number.parseInt(digits.substr(index * 2, 2), 16);
	return bytes;
}

/** The alphabet of Git and of Python's `b85encode` (RFC 1924's). */
const BASE85 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';

/** Five digits to four bytes; `alphabet` null: Adobe's (`!` to `u`, `z` for four zero bytes). */
function decode85(text: string, alphabet: string | null): Uint8Array | null {
	const bytes: number[] = [];
	let group: number[] = [];
	for (const character of text) {
		if (/\s/.test(character)) continue;
		if (bytes.length >= MAX_DECODED) break;
		if (alphabet === null && character === 'z' && group.length === 0) {
			bytes.push(0, 0, 0, 0);
			continue;
		}
		const digit = alphabet === null ? character.charCodeAt(0) - 33 : alphabet.indexOf(character);
		if (digit < 0 || digit > 84) return null;
		group.push(digit);
		if (group.length < 5) continue;
		bytes.push(...bytesOf85(group, 4));
		group = [];
	}
	if (group.length > 1) bytes.push(...bytesOf85([...group, 84, 84, 84, 84].slice(0, 5), group.length - 1));
	return Uint8Array.from(bytes);
}

function bytesOf85(digits: readonly number[], count: number): number[] {
	const value = digits.reduce((sum, digit) => sum * 85 + digit, 0);
	return [24, 16, 8, 0].slice(0, count).map(shift => Math.floor(value / 2 ** shift) % 256);
}

function rotated(byte: number): number {
	if (byte >= 65 && byte <= 90) return ((byte - 52) % 26) + 65;
	return byte >= 97 && byte <= 122 ? ((byte - 84) % 26) + 97 : byte;
}

/** `%41` sequences as UTF-8; those that are none stay as they are. */
function decodeUrlEncoding(text: string): string {
	return text.replace(/(?:%[0-9a-f]{2})+/gi, run => {
		const bytes = Uint8Array.from(run.slice(1).split('%'), pair => Number.parseInt(pair, 16));
		return new TextDecoder().decode(bytes);
	});
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
	n: '\n',
	t: '\t',
	r: '\r',
	a: '\x07',
	b: '\b',
	f: '\f',
	v: '\v',
	e: '\x1b',
	E: '\x1b',
	'0': '\0',
};

/** Backslash escapes as in ANSI-C quoting, `echo -e`, `printf` and string literals. Unknown ones stay. */
export function decodeEscapes(text: string): string {
	if (!text.includes('\\')) return text;
	return text.replace(
		/\\(?:x([0-9a-f]{1,2})|u\{([0-9a-f]{1,6})\}|u([0-9a-f]{1,4})|U([0-9a-f]{1,8})|0?([0-7]{1,3})|([\s\S]))/gi,
		(
			whole,
			hex?: string,
			braced?: string,
			short?: string,
			long?: string,
			octal?: string,
			simple?: string,
		) => {
			if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8) & 0xff);
			const digits = hex ?? braced ?? short ?? long;
			if (digits !== undefined) {
				const point = Number.parseInt(digits, 16);
				return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
			}
			if (simple === '\\' || simple === "'" || simple === '"') return simple;
			return SIMPLE_ESCAPES[simple ?? ''] ?? whole;
		},
	);
}
