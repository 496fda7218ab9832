import assert from 'node:assert/strict';
import type { FileSet } from '../../server/src/base/files';
import type { Finding } from '../../server/src/base/finding';
import { analyseExtension } from '../../server/src/facts/analyse-extension';
import { Analyser } from '../../server/src/facts/analyser';
import { runRules } from '../../server/src/rules/run';
import { fixtureCases, fixtureFolders } from '../support/fixtures';

function findings(files: FileSet, analyser: Analyser): readonly Finding[] {
	return runRules(analyseExtension(files, analyser)).findings;
}

describe('determinism', () => {
	const extensions = fixtureFolders()
		.flatMap(id => fixtureCases(id))
		.map(fixture => fixture.files);
	const fresh = extensions.map(files => findings(files, new Analyser({ remembered: 0 })));

	it('has something to compare', () => {
		assert.ok(fresh.flat().length > 100);
	});

	it('finds the same in the same order when texts were analysed before', () => {
		const warm = new Analyser();
		for (const files of extensions) findings(files, warm);
		for (const [index, files] of extensions.entries()) assert.deepEqual(findings(files, warm), fresh[index]);
	});

	it('finds the same when little is remembered and the extensions come in another order', () => {
		const small = new Analyser({ remembered: 500 });
		for (const [index, files] of [...extensions.entries()].reverse())
			assert.deepEqual(findings(files, small), fresh[index]);
	});

	it('finds the same when the files are listed in another order', () => {
		const analyser = new Analyser();
		for (const [index, files] of extensions.entries()) {
			const reversed = { ...files, files: [...files.files].reverse() };
			assert.deepEqual(findings(reversed, analyser), fresh[index]);
		}
	});
});
