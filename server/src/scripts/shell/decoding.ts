import type { Range } from '../../base/range';
import { bytesOf, decodeAs, MAX_DECODED, type ScriptEncoding, textOf } from '../decode';
import type { FlowSource } from '../model';
import { knownText, newTaint, placeOf, stepped, type Taint, UNKNOWN, type Value } from './value';

const DECODABLE: ReadonlySet<string> = new Set<ScriptEncoding>([
	'base64',
	'base32',
	'base85',
	'ascii85',
	'hex',
	'rot13',
	'url-encoding',
	'escapes',
	'reversed',
	'gzip',
	'zlib',
	'deflate',
]);

function isDecodable(encoding: string): encoding is ScriptEncoding {
	return DECODABLE.has(encoding);
}

/** Most of a decoded text that a flow carries for its message. */
const SHOWN_DECODED = 4000;

/**
 * What a decoder makes of the data. Known data is really decoded; the result remembers that it was hidden, and under
 * which encodings, the first one outermost.
 */
export function decodedValue(range: Range, data: Value, encoding: string): Value {
	const bytes = data.bytes ?? bytesOfKnown(data);
	const result = bytes === null || !isDecodable(encoding) ? null : decodeAs(encoding, bytes);
	if (result === null) return markedDecoded(range, data, encoding, { text: UNKNOWN, taints: data.taints });
	const text = textOf(result);
	if (text === null)
		return markedDecoded(range, data, encoding, { text: UNKNOWN, bytes: result, taints: data.taints });
	const cut = result.length >= MAX_DECODED ? text + UNKNOWN : text;
	return markedDecoded(range, data, encoding, { text: cut, taints: data.taints });
}

function bytesOfKnown(data: Value): Uint8Array | null {
	const text = knownText(data);
	return text === null || text === '' ? null : bytesOf(text);
}

/** `result`, remembered as hidden in `data` under the encoding. */
export function markedDecoded(range: Range, data: Value, encoding: string, result: Value): Value {
	const earlier = data.taints.find(taint => taint.source.kind === 'encoded');
	const encodings = earlier?.source.kind === 'encoded' ? [...earlier.source.encodings, encoding] : [encoding];
	const known = knownText(result);
	const source: FlowSource = {
		kind: 'encoded',
		encodings,
		decoded: known === null ? null : known.slice(0, SHOWN_DECODED),
	};
	const others = data.taints.filter(taint => taint.source.kind !== 'encoded');
	// Decoding what came from the network or a file of secrets hides nothing of the script's own.
	const hides = earlier !== undefined || known !== null || result.bytes !== undefined || others.length === 0;
	const place = placeOf(data) ?? range;
	const first: Taint =
		earlier === undefined
			? newTaint(source, place, `text under the encoding ${encoding}`)
			: { ...earlier, source };
	const all = hides ? [first, ...others] : others;
	const taints = stepped(all, range, `decoded from ${encoding}`);
	return { ...result, taints, place };
}
