import { createHash } from 'node:crypto';
import type { ByteSource } from '../base/archive';

const PIECE = 1024 * 1024;

/**
 * Hashes what is read through it, as long as everything is read once and in order. So the digest is that of the
 * very bytes that the reader judged, even if the file changes meanwhile.
 */
export class HashingSource implements ByteSource {
	private readonly hash = createHash('sha256');
	private at = 0;
	private inOrder = true;

	constructor(private readonly source: ByteSource) {}

	get size(): number {
		return this.source.size;
	}

	read(offset: number, length: number): Uint8Array {
		const bytes = this.source.read(offset, length);
		if (offset === this.at) {
			this.hash.update(bytes);
			this.at += bytes.length;
		} else {
			this.inOrder = false;
		}
		return bytes;
	}

	/** SHA-256 in hexadecimal; `undefined` unless every byte was read exactly once, in order. */
	digest(): string | undefined {
		return this.inOrder && this.at === this.size ? this.hash.digest('hex') : undefined;
	}
}

/** SHA-256 in hexadecimal of a whole source, read for nothing else. */
export function digestOf(source: ByteSource): string {
	const hash = createHash('sha256');
	for (let at = 0; at < source.size; at += PIECE) hash.update(source.read(at, PIECE));
	return hash.digest('hex');
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}
