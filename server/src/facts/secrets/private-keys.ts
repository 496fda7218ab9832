import { type FoundSecret, redact } from './model';
import { looksLikePlaceholder } from './placeholder';

const MAYBE =
	/-----BEGIN|---- BEGIN|PuTTY-User-Key-File|AGE-SECRET-KEY|untrusted comment:|LS0tLS1CRUdJTi|"kty"|"private"|PrivateKey|xprv|nsec1|private_?key/i;

/** Longest body of one key that is looked at: 16 384-bit RSA in PEM with headers is shorter. */
const BODY_LIMIT = 20_000;
/** Base64 characters of the smallest real key, an Ed25519 key in PKCS #8. */
const SMALLEST_BODY = 60;

/** Private keys in the formats that tools write them. Linear in the text. */
export function* findPrivateKeys(text: string): Generator<FoundSecret> {
	if (isSolanaKey(text)) yield found('Solana private key', text.trim(), text.indexOf('['), false);
	if (!MAYBE.test(text)) return;
	yield* findArmored(text);
	yield* findPutty(text);
	for (const shape of KEY_SHAPES) yield* findShape(text, shape);
	yield* findJsonKeys(text);
	yield* findEncodedPem(text);
}

const ARMOR = /-{4,5} ?BEGIN ((?:[A-Za-z0-9]{1,20} ){0,5}?)(PRIVATE KEY(?: BLOCK)?|Static key V1) ?-{4,5}/g;

/** PEM (RFC 7468), OpenSSH, SSH2 and OpenPGP armour, also with escaped line ends inside a string. */
function* findArmored(text: string): Generator<FoundSecret> {
	for (const match of text.matchAll(ARMOR)) {
		const from = match.index + match[0].length;
		const rest = text.slice(from, from + BODY_LIMIT);
		const stop = rest.search(/-{4,5} ?(?:BEGIN|END)/);
		const raw = stop < 0 ? leadingBody(rest) : rest.slice(0, stop);
		const body = keyBody(raw);
		// A heading without a key below it is documentation, or a program that looks for keys.
		if (body.length < 12) continue;
		const tail =
			stop < 0 ? undefined : /^-{4,5} ?END[A-Za-z0-9 ]{0,80}-{4,5}/.exec(rest.slice(stop, stop + 120));
		const end = from + (stop < 0 ? raw.length : stop + (tail?.[0].length ?? 0));
		const family = (match[1] ?? '').trim();
		yield {
			fact: {
				type: 'private-key',
				name: armorName(family, match[2] ?? ''),
				redacted: `${match[0]}…(${end - match.index})`,
				placeholder:
					body.length < SMALLEST_BODY || looksLikePlaceholder(body.slice(0, 400)) || /\.\.\.|…/.test(raw),
			},
			range: { start: match.index, end },
		};
	}
}

/** Without an end line, only what looks like the lines of a key. */
function leadingBody(rest: string): string {
	return /^(?:[\s"'+,\\]{0,20}[A-Za-z0-9+/=\\]{16,4000}){0,400}/.exec(rest)?.[0] ?? '';
}

/** The base64 of a body: headers, escapes, quotes and white space taken out. */
function keyBody(raw: string): string {
	return raw
		.replace(/\\[nrt]/g, '\n')
		.replace(/^[ \t]{0,40}[A-Za-z][A-Za-z-]{1,40}: .{0,200}$/gm, '')
		.replace(/\n=[A-Za-z0-9+/]{4}\s*$/, '')
		.replace(/[^A-Za-z0-9+/=]/g, '');
}

function armorName(family: string, kind: string): string {
	if (kind.startsWith('Static')) return 'OpenVPN static key';
	if (family === '') return 'PKCS #8 private key';
	if (family === 'ENCRYPTED') return 'encrypted PKCS #8 private key';
	if (family === 'OPENSSH') return 'OpenSSH private key';
	return `${family} private key`;
}

function* findPutty(text: string): Generator<FoundSecret> {
	const header = /PuTTY-User-Key-File-[1-9]: ?[\w@.-]{1,60}/g;
	for (const match of text.matchAll(header)) {
		const rest = text.slice(match.index, match.index + BODY_LIMIT);
		const lines = /Private-Lines: ?\d{1,4}\s{1,4}((?:[A-Za-z0-9+/=]{1,80}\s{0,4}){1,200})/.exec(rest);
		if (!lines?.[1]) continue;
		const length = lines.index + lines[0].trimEnd().length;
		yield {
			fact: {
				type: 'private-key',
				name: 'PuTTY private key',
				redacted: redact(rest.slice(0, length), match[0].length),
				placeholder: looksLikePlaceholder(lines[1].replace(/\s/g, '').slice(0, 400)),
			},
			range: { start: match.index, end: match.index + length },
		};
	}
}

interface KeyShape {
	readonly name: string;
	/** Group 1 is the key. */
	readonly pattern: RegExp;
	/** Characters of the key that may be shown. */
	readonly shown: number;
}

const KEY_SHAPES: readonly KeyShape[] = [
	{ name: 'age private key', pattern: /\b(AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{58,100})\b/g, shown: 16 },
	{
		name: 'minisign or signify private key',
		pattern: /untrusted comment:.{0,200}(?:secret|private) key.{0,100}\r?\n([A-Za-z0-9+/]{100,400}={0,2})/g,
		shown: 4,
	},
	{ name: 'WireGuard private key', pattern: /\bPrivateKey\s{0,8}=\s{0,8}([A-Za-z0-9+/]{43}=)/g, shown: 2 },
	{
		name: 'Kubernetes client key',
		pattern: /client-key-data:\s{0,8}(LS0t[A-Za-z0-9+/=]{100,16000})/g,
		shown: 4,
	},
	{
		name: 'extended private key (BIP 32)',
		pattern: /\b([xyz]prv[1-9A-HJ-NP-Za-km-z]{107,108})\b/g,
		shown: 4,
	},
	{ name: 'Nostr private key', pattern: /\b(nsec1[02-9ac-hj-np-z]{58})\b/g, shown: 5 },
	{
		name: 'hexadecimal private key',
		pattern: /private_?key["']?\s{0,8}[:=]\s{0,8}["']?((?:0x)?[0-9a-f]{64})(?![0-9a-f])/gi,
		shown: 4,
	},
];

function* findShape(text: string, { name, pattern, shown }: KeyShape): Generator<FoundSecret> {
	for (const match of text.matchAll(pattern)) {
		const key = match[1] ?? '';
		const start = match.index + match[0].lastIndexOf(key);
		yield found(name, key, start, looksLikePlaceholder(key.slice(shown, 400)), shown);
	}
}

/** How far the fields of one JSON key lie apart. */
const OBJECT_LIMIT = 4000;

/** JSON Web Keys with a private part (RFC 7517, 7518) and the Ed25519 key files of extension signing tools. */
function* findJsonKeys(text: string): Generator<FoundSecret> {
	for (const match of text.matchAll(/"(d|k|private)"\s{0,8}:\s{0,8}"([\w+/=-]{20,1000})"/g)) {
		const [whole, field = '', key = ''] = match;
		const before = text.slice(Math.max(0, match.index - OBJECT_LIMIT), match.index);
		const after = text.slice(match.index, match.index + OBJECT_LIMIT);
		const object = before.slice(before.lastIndexOf('{') + 1) + (after.split('}', 1)[0] ?? '');
		const name = jsonKeyName(field, object);
		if (!name) continue;
		const start = match.index + whole.length - 1 - key.length;
		yield found(name, key, start, looksLikePlaceholder(key), 2);
	}
}

function jsonKeyName(field: string, object: string): string | undefined {
	if (field === 'd' && /"kty"\s{0,8}:/.test(object)) return 'JSON Web Key (private)';
	if (field === 'k' && /"kty"\s{0,8}:\s{0,8}"oct"/.test(object)) return 'JSON Web Key (symmetric)';
	if (field === 'private' && /"type"\s{0,8}:\s{0,8}"ed25519"/i.test(object)) return 'Ed25519 signing key';
	return undefined;
}

/** Base64 of a whole PEM file, as settings and CI variables hold it. */
function* findEncodedPem(text: string): Generator<FoundSecret> {
	for (const match of text.matchAll(/(?<![A-Za-z0-9+/])LS0tLS1CRUdJTi[A-Za-z0-9+/]{80,8000}={0,2}/g)) {
		if (/client-key-data:\s{0,8}$/.test(text.slice(Math.max(0, match.index - 40), match.index))) continue;
		const head = atob(match[0].slice(0, 64));
		if (/PRIVATE KEY/.test(head)) yield found('base64 of a PEM private key', match[0], match.index, false, 4);
	}
}

/** The `id.json` of Solana tools: 64 bytes as a JSON array and nothing else. */
function isSolanaKey(text: string): boolean {
	return (
		text.length < 600 &&
		/^\s{0,20}\[(?:\s{0,4}\d{1,3}\s{0,4},){63}\s{0,4}\d{1,3}\s{0,4}\]\s{0,20}$/.test(text)
	);
}

function found(name: string, key: string, start: number, placeholder: boolean, shown = 1): FoundSecret {
	return {
		fact: { type: 'private-key', name, redacted: redact(key, shown), placeholder },
		range: { start, end: start + key.length },
	};
}
