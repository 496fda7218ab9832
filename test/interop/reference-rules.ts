import { createHash, createPublicKey, verify } from 'node:crypto';
import zlib from 'node:zlib';

/**
 * What the reference tool requires of a package and its signature, written anew from the description of its formats
 * and with nothing of this project, so that neither can hide a mistake of the other.
 */

const LIMITS = { entries: 10_000, entryBytes: 64 * 1024 ** 2, totalBytes: 512 * 1024 ** 2, ratio: 200 };

/** DER of an Ed25519 public key up to its 32 bytes (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function has(value: unknown, names: readonly string[]): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && Object.keys(value).join() === names.join();
}

/** Bytes of padded standard Base64, as Go's `base64.StdEncoding` reads it. */
function base64(value: unknown, length: number): Buffer {
	const bytes = Buffer.from(String(value), 'base64');
	if (bytes.toString('base64') !== value || bytes.length !== length)
		throw new Error(`No ${length} bytes: ${value}`);
	return bytes;
}

/** Public key in a key file. Throws when the file is not as the reference tool writes it. */
export function referencePublicKey(text: string): Buffer {
	const key: unknown = JSON.parse(text);
	if (!has(key, ['type', 'public']) && !has(key, ['type', 'public', 'private']))
		throw new Error('Other fields.');
	if (key.type !== 'ed25519') throw new Error('Another type.');
	const bytes = base64(key.public, 32);
	if ('private' in key && !base64(key.private, 64).subarray(32).equals(bytes)) throw new Error('Two keys.');
	return bytes;
}

/** Throws unless the signature is over these bytes, by this key. */
export function referenceVerify(artifact: Uint8Array, signatureText: string, publicKey: Uint8Array): void {
	const signature: unknown = JSON.parse(signatureText);
	if (!has(signature, ['alg', 'digest', 'sig', 'public_key', 'created_at'])) throw new Error('Other fields.');
	if (signature.alg !== 'ed25519') throw new Error('Another algorithm.');
	const digest = `sha256:${createHash('sha256').update(artifact).digest('hex')}`;
	if (signature.digest !== digest) throw new Error('Another digest.');
	if (!RFC_3339.test(String(signature.created_at))) throw new Error('No date.');
	base64(signature.public_key, 32);
	const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
	if (!verify(null, Buffer.from(digest, 'ascii'), key, base64(signature.sig, 64)))
		throw new Error('Not by this key.');
}

/** Files that the reference tool would extract, by name. Throws where it would refuse the archive. */
export function referenceExtract(archive: Buffer): Map<string, Buffer> {
	const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	if (end < 0) throw new Error('No zip.');
	const count = archive.readUInt16LE(end + 10);
	if (count > LIMITS.entries) throw new Error('Too many entries.');
	const files = new Map<string, Buffer>();
	let [at, total] = [archive.readUInt32LE(end + 16), 0];
	for (let index = 0; index < count; index++) {
		if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error('No directory entry.');
		const [nameLength, extra, comment] = [28, 30, 32].map(field => archive.readUInt16LE(at + field));
		const name = archive.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
		const [compressed, size] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
		const type = (archive.readUInt32LE(at + 38) >>> 16) & 0o170000;
		if (type !== 0 && type !== 0o100000) throw new Error(`${name} is no regular file.`);
		if (name.startsWith('/') || name.split('/').some(part => part === '..' || part === ''))
			throw new Error(`Name ${name}`);
		total += size;
		if (size > LIMITS.entryBytes || total > LIMITS.totalBytes) throw new Error('Too large.');
		if (size > compressed * LIMITS.ratio) throw new Error(`Ratio of ${name}.`);
		files.set(
			name,
			contentOf(archive, archive.readUInt32LE(at + 42), archive.readUInt16LE(at + 10), compressed, size),
		);
		at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
	}
	return files;
}

function contentOf(archive: Buffer, local: number, method: number, compressed: number, size: number): Buffer {
	const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
	const data = archive.subarray(start, start + compressed);
	if (method !== 0 && method !== 8) throw new Error(`Method ${method}.`);
	const content = method === 8 ? zlib.inflateRawSync(data) : data;
	if (content.length !== size) throw new Error('Another size.');
	return content;
}
