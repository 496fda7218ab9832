// mocha's own "dot" output plus the counts and skip reasons as JSON, for scripts/test.mjs.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class CountingReporter extends reporters.Dot {
	constructor(runner, options) {
		super(runner, options);
		const skipped = [];
		runner.on(Runner.constants.EVENT_TEST_PENDING, test => skipped.push(test.fullTitle()));
		runner.on(Runner.constants.EVENT_RUN_END, () => {
			for (const title of skipped) console.log(`  skipped: ${title}`);
			const { passes, failures } = runner.stats;
			const counts = { passed: passes, failed: failures, skipped: skipped.length };
			writeFileSync(options.reporterOption.output, JSON.stringify(counts));
		});
	}
};
