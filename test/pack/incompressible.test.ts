import assert from 'node:assert/strict';
import fc from 'fast-check';
import { looksIncompressible } from '../../server/src/pack/incompressible';

describe('looksIncompressible', () => {
	it('knows noise from text', () => {
		let state = 1;
		const noise = Uint8Array.from({ length: 20_000 }, () => {
			state = (Math.imul(state, 1103515245) + 12345) >>> 0;
			return state >>> 24;
		});
		assert.equal(looksIncompressible(noise), true);
		assert.equal(looksIncompressible(Buffer.from('the quick brown fox '.repeat(1000))), false);
		assert.equal(looksIncompressible(Buffer.from(Buffer.from(noise).toString('base64'))), false);
	});

	it('leaves short content to be tried, and has nothing to try on none', () => {
		assert.equal(looksIncompressible(new Uint8Array(0)), true);
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 4095 }), bytes => !looksIncompressible(bytes)),
		);
	});
});
