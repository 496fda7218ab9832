import { bytesOf, type ScriptEncoding } from '../../decode';
import type { Call } from '../../evaluator/call';
import {
	decoded,
	decodes,
	decrypts,
	encodes,
	fromBytes,
	toBytes,
	utf8Decoded,
} from '../../evaluator/decoding';
import { passes } from '../../evaluator/folding';
import type { ApiTable, Handler } from '../../evaluator/language';
import {
	HOLE,
	optionsOf,
	taintsOf,
	textOf,
	textValue,
	UNKNOWN,
	union,
	unknown,
	type Value,
} from '../../value';
import { unescaped } from '../literals';

/** Codecs of the standard library that are encodings of ours, by their normalised names. */
const ENCODINGS: Readonly<Record<string, ScriptEncoding>> = {
	base64: 'base64',
	base64codec: 'base64',
	hex: 'hex',
	hexcodec: 'hex',
	rot13: 'rot13',
	zlib: 'zlib',
	zip: 'zlib',
	zlibcodec: 'zlib',
};

function normalised(name: string): string {
	return name.toLowerCase().replace(/[-_\s]/g, '');
}

/** Bytes or text read with a codec. */
export function decodedAs(call: Call, value: Value, codec: string | undefined): Value {
	const name = normalised(codec ?? 'utf8');
	const encoding = Object.hasOwn(ENCODINGS, name) ? ENCODINGS[name] : undefined;
	if (encoding !== undefined) return decoded(call, value, encoding, encoding === 'rot13' ? null : 'bytes');
	return mapText(value, text => {
		if (name === 'unicodeescape' || name === 'rawunicodeescape' || name === 'stringescape')
			return unescaped(text);
		if (name === 'utf16' || name === 'utf16le') return new TextDecoder('utf-16le').decode(toBytes(text));
		if (name === 'latin1' || name === 'iso88591' || name === 'ascii') return text;
		return utf8Decoded(text);
	});
}

/** Text written with a codec. */
export function encodedAs(call: Call, value: Value, codec: string | undefined): Value {
	const name = normalised(codec ?? 'utf8');
	if (name === 'rot13') return decoded(call, value, 'rot13', null);
	if (Object.hasOwn(ENCODINGS, name)) return unknown(taintsOf(value));
	return mapText(
		value,
		text =>
			/[^\x00-\x7f]/.test(text.replaceAll(HOLE, '')) && !text.includes(HOLE)
				? fromBytes(bytesOf(text))
				: text,
		'bytes',
	);
}

function mapText(value: Value, change: (text: string) => string, form: 'bytes' | null = null): Value {
	const options = optionsOf(value).map(option =>
		option.kind === 'text' ? textValue(change(option.text), option.taints, form) : unknown(taintsOf(option)),
	);
	return union(...options);
}

/** `codecs.decode(value, codec)` */
const codecsDecode: Handler = call =>
	decodedAs(call, call.args[0] ?? UNKNOWN, textOf(call.get([1, 'encoding'])));
const codecsEncode: Handler = call =>
	encodedAs(call, call.args[0] ?? UNKNOWN, textOf(call.get([1, 'encoding'])));

/** `zlib.decompress`: the format is told by the first bytes. */
const decompress: Handler = call => {
	const value = call.args[0] ?? UNKNOWN;
	const text = textOf(value);
	const wide = call.get([1, 'wbits']);
	const raw = wide?.kind === 'number' && wide.number < 0;
	const gzip = text?.startsWith('\x1f\x8b') === true;
	return decoded(call, value, raw ? 'deflate' : gzip ? 'gzip' : 'zlib', 'bytes');
};

/** Decoders and encoders of the standard library. */
export const CODECS: ApiTable = {
	'base64.b64decode': decodes('base64', [0, 's']),
	'base64.standard_b64decode': decodes('base64', [0, 's']),
	'base64.urlsafe_b64decode': decodes('base64', [0, 's']),
	'base64.decodebytes': decodes('base64', [0, 's']),
	'base64.decodestring': decodes('base64', [0, 's']),
	'base64.b32decode': decodes('base32', [0, 's']),
	'base64.b16decode': decodes('hex', [0, 's']),
	'base64.b85decode': decodes('base85', [0, 'b']),
	'base64.a85decode': decodes('ascii85', [0, 'b']),
	'base64.b64encode': encodes('base64', [0, 's']),
	'base64.standard_b64encode': encodes('base64', [0, 's']),
	'base64.urlsafe_b64encode': encodes('base64', [0, 's']),
	'base64.encodebytes': encodes('base64', [0, 's']),
	'base64.b32encode': encodes('base32', [0, 's']),
	'base64.b16encode': encodes('hex', [0, 's']),
	'base64.b85encode': encodes('base85', [0, 'b']),
	'base64.a85encode': encodes('ascii85', [0, 'b']),
	'binascii.a2b_base64': decodes('base64'),
	'binascii.unhexlify': decodes('hex', [0, 'hexstr']),
	'binascii.a2b_hex': decodes('hex', [0, 'hexstr']),
	'binascii.b2a_base64': encodes('base64'),
	'binascii.hexlify': encodes('hex'),
	'binascii.b2a_hex': encodes('hex'),
	'bytes.fromhex': decodes('hex'),
	'bytearray.fromhex': decodes('hex'),
	'codecs.decode': codecsDecode,
	'codecs.encode': codecsEncode,
	'codecs.getdecoder': call => ({
		kind: 'native',
		taints: [],
		call: args => ({
			kind: 'list',
			items: [decodedAs(call, args[0] ?? UNKNOWN, textOf(call.args[0]))],
			open: false,
			taints: [],
		}),
	}),
	'zlib.decompress': decompress,
	'zlib.compress': encodes('zlib'),
	'gzip.decompress': decodes('gzip', [0, 'data']),
	'gzip.compress': encodes('gzip'),
	'bz2.decompress': call => unknown(taintsOf(call.args[0] ?? UNKNOWN)),
	'lzma.decompress': call => unknown(taintsOf(call.args[0] ?? UNKNOWN)),
	'cryptography.fernet.Fernet()#decrypt': decrypts([0]),
	'Crypto.Cipher.AES.new()#decrypt': decrypts([0]),
	'Cryptodome.Cipher.AES.new()#decrypt': decrypts([0]),
	'urllib.parse.unquote': decodes('url-encoding', [0, 'string'], null),
	'urllib.parse.unquote_plus': decodes('url-encoding', [0, 'string'], null),
	'urllib.parse.quote': passes,
	'urllib.parse.quote_plus': passes,
	'urllib.parse.urljoin': call => {
		const base = textOf(call.args[0]);
		const path = textOf(call.args[1]);
		if (base === undefined) return undefined;
		if (path !== undefined && /^\w+:\/\//.test(path)) return call.args[1];
		const root =
			path?.startsWith('/') === true ? base.replace(/^(\w+:\/\/[^/]*).*$/, '$1') : base.replace(/[^/]*$/, '');
		return textValue(call.machine.built(root + (path ?? HOLE)), call.taints());
	},
};
