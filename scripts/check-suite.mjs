import { spawnSync } from 'node:child_process';

const CHECKS = [
	{ title: 'type check', args: ['node_modules/typescript/bin/tsc', '-p', '.'] },
	{
		title: 'type check of the review page',
		args: ['node_modules/typescript/bin/tsc', '-p', 'client/src/page'],
	},
	{ title: 'lint and format', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
];

/** Type check and lint, each counted as one test. */
export function runChecks() {
	const totals = { passed: 0, failed: 0, skipped: 0 };
	for (const { title, args } of CHECKS) {
		const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
		if (status === 0) totals.passed++;
		else totals.failed++;
		console.log(`  ${status === 0 ? 'passed' : 'failed'}: ${title}`);
	}
	return totals;
}
