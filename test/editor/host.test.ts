import { Unavailable } from '../../scripts/vscode/unavailable';
import { TESTED_VERSIONS } from '../../scripts/vscode/web-build';
import { skipBecause } from '../support/skip';
import { type HostResult, runInHost } from './harness/in-host';

for (const version of TESTED_VERSIONS) {
	// The tests are known only when they have run: so they run first and are told one by one afterwards.
	let results: readonly HostResult[] = [];
	let problem: unknown;
	try {
		results = await runInHost(version);
	} catch (error) {
		problem = error;
	}

	describe(`in the extension host of VS Code ${version}`, () => {
		for (const { title, failure } of results) {
			it(title, () => {
				if (failure !== undefined) throw Object.assign(new Error(failure), { stack: failure });
			});
		}
		if (problem === undefined) return;
		it('runs', function () {
			if (problem instanceof Unavailable) skipBecause(this, problem.message);
			throw problem;
		});
	});
}
