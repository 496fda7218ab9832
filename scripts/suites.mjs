import { globSync } from './glob.mjs';

/** Test suites in running order: fast ones first. `run` replaces the ordinary mocha run. */
export const SUITES = {
	unit: {
		globs: ['test/{base,formats,scripts,unpack,pack,facts,rules,sign,trust,verdict,host,service,tidy}/'],
	},
	fuzz: { globs: ['test/fuzz/'] },
	interop: { globs: ['test/interop/'] },
	lsp: { globs: ['test/lsp/'] },
	cli: { globs: ['test/cli/'] },
};

/** Sorted test files of a suite. */
export function filesOf(name) {
	return globSync(SUITES[name].globs);
}
