import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Positions } from '../../server/src/lsp/positions';

const ENCODINGS = ['utf-16', 'utf-8'] as const;
const texts = fc.string({
	unit: fc.constantFrom('a', 'é', '€', '😀', '\n', '\r', '\r\n', '\ud800', '\u0000'),
});

/** Offsets at which a position can stand: not inside a character, not inside a line's end. */
function boundaries(text: string): readonly number[] {
	const offsets: number[] = [];
	for (let at = 0; at <= text.length; at++) {
		const inPair = /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '');
		const inEnd = text[at - 1] === '\r' && text[at] === '\n';
		if (!inPair && !inEnd) offsets.push(at);
	}
	return offsets;
}

describe('Positions', () => {
	it('counts UTF-8 bytes or UTF-16 code units, as the client does', () => {
		const text = 'é€😀x\ny';
		const at = (encoding: 'utf-8' | 'utf-16', offset: number) =>
			Positions.of(encoding, text).position(offset);
		assert.deepEqual(at('utf-16', 4), { line: 0, character: 4 });
		assert.deepEqual(at('utf-8', 4), { line: 0, character: 9 });
		assert.deepEqual(at('utf-8', 6), { line: 1, character: 0 });
	});

	it('gives back the offset it was given', () => {
		fc.assert(
			fc.property(texts, fc.constantFrom(...ENCODINGS), (text, encoding) => {
				const positions = Positions.of(encoding, text);
				for (const offset of boundaries(text)) {
					assert.equal(positions.offset(positions.position(offset)), offset);
				}
			}),
		);
	});

	it('counts the same in whatever order it is asked', () => {
		fc.assert(
			fc.property(texts, fc.array(fc.nat(60)), (text, offsets) => {
				const positions = Positions.of('utf-8', text);
				for (const offset of offsets) {
					assert.deepEqual(positions.position(offset), Positions.of('utf-8', text).position(offset));
				}
			}),
		);
	});

	it('agrees with an encoder on whole lines', () => {
		fc.assert(
			fc.property(texts, text => {
				const line = text.replace(/[\r\n]/g, '');
				const { character } = Positions.of('utf-8', line).position(line.length);
				assert.equal(character, new TextEncoder().encode(line).byteLength);
			}),
		);
	});

	it('moves what lies outside into the text', () => {
		const positions = Positions.of('utf-8', 'ab\ncd');
		assert.equal(positions.offset({ line: 0, character: 99 }), 2);
		assert.equal(positions.offset({ line: 9, character: 0 }), 5);
		assert.deepEqual(positions.position(99), { line: 1, character: 2 });
	});

	it('reads a very long line once for many places on it', () => {
		const positions = Positions.of('utf-8', 'é'.repeat(2_000_000));
		for (let offset = 0; offset < 2_000_000; offset += 1000) positions.position(offset);
	});
});
