import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DEFAULT_ARCHIVE_LIMITS } from '../../server/src/base/archive';
import { nodeArchiveCodec } from '../../server/src/host/node/archive-codec';
import { readArchive } from '../../server/src/unpack/read';
import { archiveRecipes, cook } from '../support/archive-recipe';

/** Codes that no single entry stands for, in the recipes. */
const OF_THE_WHOLE = new Set([
	'not-a-zip',
	'no-files',
	'truncated',
	'archive-comment',
	'trailing-data',
	'prepended-data',
	'bad-directory',
	'too-many-entries',
	'archive-too-large',
]);
/** Codes of an entry or of the whole, as the case may be. */
const EITHER = new Set(['multi-disk', 'zip64', 'hidden-data', 'total-too-large']);

describe('readArchive, on every recipe of fixtures/archives', () => {
	for (const [name, recipe] of archiveRecipes()) {
		const outcome = recipe.expect.length === 0 ? 'is accepted' : `is refused: ${recipe.expect.join(', ')}`;
		it(`${name} ${outcome}`, () => {
			const limits = { ...DEFAULT_ARCHIVE_LIMITS, ...recipe.limits };
			const result = readArchive(cook(recipe), nodeArchiveCodec, limits);
			assert.deepEqual(
				result.problems.map(problem => problem.code),
				recipe.expect,
			);
			assert.equal(result.files.length > 0, recipe.expect.length === 0);
			for (const { code, message, entry } of result.problems) {
				if (!EITHER.has(code)) assert.equal(entry === undefined, OF_THE_WHOLE.has(code), `${code}: ${entry}`);
				assert.match(message, /^[^\p{Cc}\p{Cf}]+\.$/u);
				assert.ok(message.length < 420, message);
			}
		});
	}
});

describe('docs/packages.md', () => {
	it('names every code that a recipe shows, and no others', () => {
		const table = /\| codes \|.*?\n\n/s.exec(readFileSync('docs/packages.md', 'utf8'))?.[0] ?? '';
		const named = new Set([...table.matchAll(/`([a-z0-9-]+)`/g)].map(match => match[1]));
		const shown = new Set([...archiveRecipes().values()].flatMap(recipe => recipe.expect));
		// Shown by a test of its own, since no archive alone can.
		shown.add('changed-while-read');
		assert.deepEqual([...named].sort(), [...shown].sort());
	});
});
