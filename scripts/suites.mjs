import { runChecks } from './check-suite.mjs';
import { globSync } from './glob.mjs';

/** Test suites in running order: fast ones first. `run` replaces the ordinary mocha run. */
export const SUITES = {
	check: { globs: [], run: runChecks },
	unit: {
		globs: [
			'test/{base,formats,scripts,unpack,pack,facts,rules,sign,trust,verdict,host,service,client,tidy}/',
		],
	},
	packages: { globs: ['test/{worker,packages}/'] },
	fuzz: { globs: ['test/fuzz/'] },
	interop: { globs: ['test/interop/'] },
	lsp: { globs: ['test/lsp/'] },
	cli: { globs: ['test/cli/'] },
	package: { globs: ['test/package/'] },
	editor: { globs: ['test/editor/'] },
	editors: { globs: ['test/editors/'] },
};

/** Sorted test files of a suite. */
export function filesOf(name) {
	return globSync(SUITES[name].globs);
}
