import assert from 'node:assert/strict';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { crc32 } from '../../server/src/base/crc32';

describe('crc32', () => {
	it('gives the check value of its definition', () => {
		assert.equal(crc32(new TextEncoder().encode('123456789')), 0xcbf43926);
	});

	it('agrees with zlib, whatever the length and the place in the buffer', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(7), (bytes, from) => {
				const part = bytes.subarray(Math.min(from, bytes.length));
				assert.equal(crc32(part), zlib.crc32(part));
			}),
		);
	});
});
