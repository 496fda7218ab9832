import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_ARCHIVE_LIMITS } from '../../server/src/base/archive';
import { nodeArchiveCodec } from '../../server/src/host/node/archive-codec';
import { readArchive } from '../../server/src/unpack/read';
import { sharedPath } from '../support/skip';

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
	'good/clean.aext': [],
	'good/demo.aext': [],
	'refuse/tampered.aext': ['trailing-data'],
	'refuse/slip.aext': ['name-parent'],
	'refuse/link.aext': ['symlink'],
	'refuse/bomb.aext': ['ratio'],
	'refuse/many.aext': ['too-many-entries'],
	'refuse/abs.aext': ['name-absolute'],
	'refuse/bs.aext': ['name-parent', 'name-backslash'],
	'refuse/dup.aext': ['duplicate'],
	'refuse/case.aext': ['case-equal'],
	'refuse/empty.aext': ['no-files'],
};

describe('packages made by the reference tool, and hostile ones it knows', () => {
	let folder = '';
	before(function () {
		folder = sharedPath(this, 'interop', 'agentsec');
	});

	for (const [name, codes] of Object.entries(EXPECTED)) {
		it(`${name}: ${codes.length === 0 ? 'accepted' : codes.join(', ')}`, () => {
			const bytes = readFileSync(path.join(folder, name));
			const result = readArchive(bytes, nodeArchiveCodec, DEFAULT_ARCHIVE_LIMITS);
			assert.deepEqual(
				result.problems.map(problem => problem.code),
				codes,
			);
			assert.equal(result.entries.length > 0, name !== 'refuse/empty.aext');
		});
	}
});
