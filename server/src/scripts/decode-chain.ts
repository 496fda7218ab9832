import { asciiOf, bytesOf, decodeAs, MAX_DECODED, type ScriptEncoding, textOf } from './decode';
import { compressionOf } from './inflate';

/** A text found under encodings. */
export interface DecodedLayers {
	readonly text: string;
	/** Encodings undone, outermost first. */
	readonly via: readonly string[];
}

/** Shortest run that is taken for an encoding: below it, ordinary words look encoded. */
const MIN_GUESSED = 16;

/**
 * Guesses and undoes the encodings of an opaque literal, up to `depth` of them, until the text no longer looks
 * encoded. `null` when it does not look encoded at all or gives no text. For a literal whose decoder is known, use
 * `decodeAs`.
 */
export function decodeChain(literal: string, depth: number): DecodedLayers | null {
	let bytes = bytesOf(literal.slice(0, MAX_DECODED * 2));
	const via: string[] = [];
	let found: DecodedLayers | null = null;
	while (via.length < depth) {
		const layer = guessed(bytes);
		if (layer === null) break;
		via.push(layer.encoding);
		bytes = layer.bytes;
		const text = textOf(bytes);
		if (text !== null) found = { text, via: [...via] };
	}
	return found;
}

function guessed(bytes: Uint8Array): { encoding: ScriptEncoding; bytes: Uint8Array } | null {
	const compression = compressionOf(bytes);
	const order: ScriptEncoding[] =
		compression === 'gzip' || compression === 'zlib' ? [compression] : guessesFor(asciiOf(bytes).trim());
	for (const encoding of order) {
		const decoded = decodeAs(encoding, bytes);
		if (decoded === null || decoded.length === 0) continue;
		if (textOf(decoded) !== null || compressionOf(decoded) !== null) return { encoding, bytes: decoded };
	}
	return null;
}

/** Encodings whose alphabet the whole text keeps to, the strictest first. */
function guessesFor(text: string): ScriptEncoding[] {
	if (text.length < MIN_GUESSED) return [];
	// By what is left without the encoded bytes: a repeated group would keep a way back for each of them.
	if (/^\\x[\\x0-9a-f\s]+$/i.test(text) && text.replace(/\\x[0-9a-f]{2}\s*/gi, '') === '') return ['escapes'];
	if (/^%[%0-9a-f]+$/i.test(text) && text.replace(/%[0-9a-f]{2}/gi, '') === '') return ['url-encoding'];
	if (/^(?:0x)?[0-9a-f][0-9a-f\s,:]*$/i.test(text) && text.replace(/^0x|[0-9a-f]{2}[\s,:]*/gi, '') === '')
		return ['hex'];
	if (/^[A-Z2-7\s]+=*$/.test(text)) return ['base32', 'base64'];
	// A base64 text has no word boundaries: require its length to fit, and more than one kind of character.
	if (
		/^[\w+/\s-]+={0,2}$/.test(text) &&
		text.replace(/[\s=]/g, '').length % 4 !== 1 &&
		/[a-z]/.test(text) &&
		/[A-Z]/.test(text)
	) {
		return ['base64'];
	}
	return [];
}
