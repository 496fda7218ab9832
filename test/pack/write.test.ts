import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { DEFAULT_ARCHIVE_LIMITS } from '../../server/src/base/archive';
import { nodeArchiveCodec } from '../../server/src/host/node/archive-codec';
import { compareCodePoints } from '../../server/src/pack/code-points';
import { writePackage } from '../../server/src/pack/write';
import { readArchive } from '../../server/src/unpack/read';

const utf8 = new TextEncoder();
const { ratio } = DEFAULT_ARCHIVE_LIMITS;

function packed(files: Readonly<Record<string, string | Uint8Array>>) {
	return Object.entries(files).map(([path, content]) => ({
		path,
		bytes: typeof content === 'string' ? utf8.encode(content) : content,
	}));
}

/** Bytes without a pattern, the same on every run: xorshift32. */
const NOISE = (() => {
	let state = 0x9e3779b9;
	return Uint8Array.from({ length: 3000 }, () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return state & 0xff;
	});
})();

const SAMPLE = packed({
	'SKILL.md': '---\nname: demo\ndescription: Says hello.\n---\nSay hello.\n'.repeat(20),
	'aem.json': '{"schema":"aessf.dev/aem/v0"}',
	'run.sh': '#!/bin/sh\necho hello\n',
	'empty.txt': '',
	'noise.bin': NOISE,
	'zeros.bin': new Uint8Array(500_000),
	'日本語/référence.md': 'x'.repeat(100),
	'10': 'a name that is a number',
	'9': 'another',
});

describe('writePackage', () => {
	it('gives these very bytes, wherever it runs', async () => {
		const bytes = await writePackage(SAMPLE, { ratio });
		assert.equal(
			createHash('sha256').update(bytes).digest('hex'),
			'06aa392939e06652559ef4fc360917437aa32a8010c791c9028a98de00d05366',
		);
	});

	it('gives the same bytes in any order and on any number of threads', async () => {
		const expected = await writePackage(SAMPLE, { ratio });
		for (const threads of [1, 2, 3, 50]) {
			const bytes = await writePackage([...SAMPLE].reverse(), { ratio, threads });
			assert.equal(Buffer.compare(bytes, expected), 0, `${threads} threads`);
		}
	});

	it('writes what the strict reader accepts, with the same contents', async () => {
		const { files, problems } = readArchive(
			await writePackage(SAMPLE, { ratio }),
			nodeArchiveCodec,
			DEFAULT_ARCHIVE_LIMITS,
		);
		assert.deepEqual(problems, []);
		const contents = new Map(files.map(({ entry, bytes }) => [entry.path, Buffer.from(bytes)]));
		assert.equal(contents.size, SAMPLE.length);
		for (const { path, bytes } of SAMPLE) assert.deepEqual(contents.get(path), Buffer.from(bytes));
	});

	it('stores what deflating does not shrink, and what a reader would take for a bomb', async () => {
		const { entries } = readArchive(
			await writePackage(SAMPLE, { ratio }),
			nodeArchiveCodec,
			DEFAULT_ARCHIVE_LIMITS,
		);
		const methods = Object.fromEntries(entries.map(entry => [entry.path, entry.method]));
		assert.equal(methods['noise.bin'], 'stored');
		assert.equal(methods['zeros.bin'], 'stored');
		assert.equal(methods['empty.txt'], 'stored');
		assert.equal(methods['SKILL.md'], 'deflated');
	});

	it('makes programs executable by their content, and nothing else', async () => {
		const { entries } = readArchive(
			await writePackage(SAMPLE, { ratio }),
			nodeArchiveCodec,
			DEFAULT_ARCHIVE_LIMITS,
		);
		for (const { path, mode } of entries) assert.equal(mode, path === 'run.sh' ? 0o755 : 0o644, path);
	});

	it('gives back any set of files through the strict reader', async () => {
		const name = fc.stringMatching(/^[a-z0-9éｗ😀]{1,6}(\/[a-z0-9]{1,3})?$/u);
		const content = fc.oneof(
			fc.uint8Array({ maxLength: 300 }),
			fc.string().map(text => utf8.encode(text.repeat(40))),
		);
		const arbitrary = fc.uniqueArray(fc.record({ path: name, bytes: content }), {
			minLength: 1,
			maxLength: 6,
			selector: file => file.path.normalize('NFKC').split('/')[0] ?? '',
		});
		await fc.assert(
			fc.asyncProperty(arbitrary, fc.integer({ min: 1, max: 4 }), async (files, threads) => {
				const bytes = await writePackage(files, { ratio, threads });
				const result = readArchive(bytes, nodeArchiveCodec, DEFAULT_ARCHIVE_LIMITS);
				assert.deepEqual(result.problems, []);
				assert.deepEqual(
					Object.fromEntries(result.files.map(file => [file.entry.path, [...file.bytes]])),
					Object.fromEntries(files.map(file => [file.path, [...file.bytes]])),
				);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('compareCodePoints', () => {
	it('orders as code points do', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
				const utf8Order = Buffer.compare(Buffer.from(a), Buffer.from(b));
				assert.equal(Math.sign(compareCodePoints(a, b)), utf8Order);
			}),
		);
	});
});
