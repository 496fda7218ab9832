import { runChecks } from './check-suite.mjs';
import { globSync } from './glob.mjs';

/** Test suites in running order: fast ones first. `run` replaces the ordinary mocha run; `onDemand`: only when named. */
export const SUITES = {
	check: { globs: [], run: runChecks },
	unit: {
		globs: [
			'test/{base,formats,scripts,unpack,pack,facts,rules,sign,trust,verdict,host,service,client,page,tidy}/',
		],
	},
	packages: { globs: ['test/{worker,packages}/'] },
	fuzz: { globs: ['test/fuzz/'] },
	interop: { globs: ['test/interop/'] },
	lsp: { globs: ['test/lsp/'] },
	cli: { globs: ['test/cli/'] },
	package: { globs: ['test/package/'] },
	editor: { globs: ['test/editor/'], files: /(?<!start|multi-root)\.test\.ts$/ },
	// Only when named: the window of a workspace file does not open every time. Over the wire it is part of every run.
	'multi-root': { globs: ['test/editor/'], files: /multi-root\.test\.ts$/, onDemand: true },
	editors: { globs: ['test/editors/'] },
	// Last: npm start packages anew what the others test.
	start: { globs: ['test/editor/'], files: /start\.test\.ts$/ },
};

/** Sorted test files of a suite. */
export function filesOf(name) {
	const { globs, files } = SUITES[name];
	return globSync(globs).filter(file => files === undefined || files.test(file));
}
