import zlib from 'node:zlib';
import type { ArchiveCodec, Inflated } from '../../base/archive';
import { crc32 } from '../../base/crc32';

/** Inflating and checksums by Node's zlib. */
export const nodeArchiveCodec: ArchiveCodec = {
	inflateRaw,
	// In Node since 20.15.
	crc32: typeof zlib.crc32 === 'function' ? data => zlib.crc32(data) : crc32,
};

/** Smallest buffer that zlib works with. */
const LEAST_CHUNK = 64;

/** What `info: true` makes of the result; absent from Node's type declarations. */
interface InflatedWithInfo {
	readonly buffer: Uint8Array;
	/** `bytesWritten` counts the input that was used. */
	readonly engine: { readonly bytesWritten: number };
}

function isInflatedWithInfo(value: object): value is InflatedWithInfo {
	return 'buffer' in value && value.buffer instanceof Uint8Array && 'engine' in value;
}

function inflateRaw(data: Uint8Array, maxBytes: number): Inflated {
	try {
		const result: object = zlib.inflateRawSync(data, {
			// One byte more than expected: the output fits in one piece, which zlib then need not copy.
			chunkSize: Math.max(LEAST_CHUNK, maxBytes + 1),
			maxOutputLength: Math.max(1, maxBytes),
			info: true,
		});
		if (!isInflatedWithInfo(result)) throw new TypeError('zlib gave no information about its input');
		const { buffer, engine } = result;
		return buffer.length > maxBytes
			? { failure: 'too-long' }
			: { bytes: buffer, consumed: engine.bytesWritten };
	} catch (error) {
		if (error instanceof RangeError) return { failure: 'too-long' };
		if (error instanceof Error && 'errno' in error) return { failure: 'corrupt' };
		throw error;
	}
}
