import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineIndex } from '../../server/src/base/lines';

describe('LineIndex', () => {
	it('ends lines at \\n, \\r\\n and a lone \\r', () => {
		const lines = LineIndex.of('a\r\nb\rc\nd');
		assert.equal(lines.count, 4);
		assert.deepEqual(lines.positionAt(3), { line: 1, character: 0 });
		assert.deepEqual(lines.positionAt(7), { line: 3, character: 0 });
	});

	it('gives back every offset from its position', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀', ' ') }), text => {
				const lines = LineIndex.of(text);
				for (let at = 0; at <= text.length; at++) assert.equal(lines.offsetAt(lines.positionAt(at)), at);
			}),
		);
	});
});
