import assert from 'node:assert/strict';
import { type ByteSource, DEFAULT_ARCHIVE_LIMITS, sourceOf } from '../../server/src/base/archive';
import { nodeArchiveCodec } from '../../server/src/host/node/archive-codec';
import { OpenArchive, readArchive } from '../../server/src/unpack/read';
import { cook, type Recipe } from '../support/archive-recipe';

const THREE: Recipe = {
	why: 'three files',
	expect: [],
	entries: [
		{ name: 'SKILL.md', text: 'one '.repeat(50), descriptor: true },
		{ name: 'docs/', method: 'store' },
		{ name: 'docs/a.md', text: 'two', mode: '100755' },
		{ name: 'empty', text: '' },
	],
};

/** Notes every range that is read. */
function watched(bytes: Uint8Array): { source: ByteSource; reads: [from: number, to: number][] } {
	const reads: [number, number][] = [];
	const source: ByteSource = {
		size: bytes.length,
		read: (offset, length) => {
			const part = bytes.slice(offset, offset + length);
			if (part.length > 0) reads.push([offset, offset + part.length]);
			return part;
		},
	};
	return { source, reads };
}

describe('readArchive', () => {
	it('gives files with contents, sizes and modes', () => {
		const result = readArchive(cook(THREE), nodeArchiveCodec, DEFAULT_ARCHIVE_LIMITS);
		assert.deepEqual(
			result.files.map(({ entry, bytes }) => [entry.path, new TextDecoder().decode(bytes), entry.mode]),
			[
				['SKILL.md', 'one '.repeat(50), 0o644],
				['docs/a.md', 'two', 0o755],
				['empty', '', 0o644],
			],
		);
		assert.deepEqual(
			result.entries.map(entry => `${entry.type} ${entry.path}`),
			['file SKILL.md', 'folder docs', 'file docs/a.md', 'file empty'],
		);
	});

	it('reads every byte once and in order, so that what is judged can be hashed on the way', () => {
		const bytes = cook(THREE);
		const { source, reads } = watched(bytes);
		const archive = new OpenArchive(source, DEFAULT_ARCHIVE_LIMITS);
		reads.length = 0;
		for (const file of archive.files(nodeArchiveCodec)) assert.ok(file.bytes);
		let at = 0;
		for (const [from, to] of reads) {
			assert.equal(from, at);
			at = to;
		}
		assert.equal(at, bytes.length);
	});

	it('notices a directory that changed after it was listed', () => {
		const bytes = cook(THREE);
		const archive = new OpenArchive(sourceOf(bytes), DEFAULT_ARCHIVE_LIMITS);
		const reading = archive.files(nodeArchiveCodec);
		const first = reading.next();
		assert.equal(first.done, false);
		bytes[bytes.length - 30] = 0x7a;
		let step = reading.next();
		while (!step.done) step = reading.next();
		assert.deepEqual(
			step.value.map(problem => problem.code),
			['changed-while-read'],
		);
	});

	it('lists without inflating', () => {
		const { source, reads } = watched(
			cook({ ...THREE, entries: [...THREE.entries, { name: 'x', text: 'y' }] }),
		);
		const archive = new OpenArchive(source, DEFAULT_ARCHIVE_LIMITS);
		assert.equal(archive.listing.entries.length, 5);
		assert.ok(reads.every(([from]) => from >= source.size - 22 - 5 * 80));
	});

	it('still shows the names of a refused package', () => {
		const refused = readArchive(
			cook({ ...THREE, entries: [...THREE.entries, { name: '../x', text: 'y' }] }),
			nodeArchiveCodec,
			DEFAULT_ARCHIVE_LIMITS,
		);
		assert.equal(refused.files.length, 0);
		assert.equal(refused.entries.length, 5);
		assert.equal(refused.problems[0]?.entry, '../x');
	});

	it('still shows the names in a package that is cut off', () => {
		const cut = readArchive(cook({ ...THREE, keep: -235 }), nodeArchiveCodec, DEFAULT_ARCHIVE_LIMITS);
		assert.deepEqual(
			cut.entries.map(entry => entry.path),
			['SKILL.md', 'docs', 'docs/a.md', 'empty'],
		);
	});

	it('escapes names in its messages and counts the problems it does not keep', () => {
		const entries = Array.from({ length: 150 }, (_, index) => ({ name: `\u202e${index}`, text: '' }));
		const { problems, moreProblems } = readArchive(
			cook({ ...THREE, entries }),
			nodeArchiveCodec,
			DEFAULT_ARCHIVE_LIMITS,
		);
		assert.equal(problems.length, 100);
		assert.equal(moreProblems, 50);
		assert.equal(problems[0]?.entry, '‹U+202E›0');
	});
});
