// npm test: everything, from a fresh clone. Installs and packages, then runs every suite; the last line counts.
//   npm test                 all suites
//   npm test -- unit editor  some of them
import { spawnSync } from 'node:child_process';
import { bootstrap } from './bootstrap.mjs';

bootstrap();
try {
	await import('./package.mjs');
} catch (error) {
	console.error(error);
	console.error(
		'The extension could not be packaged, so nothing was tested.\n\n0 passed, 1 failed, 0 skipped',
	);
	process.exit(1);
}
const { status } = spawnSync(process.execPath, ['scripts/test.mjs', ...process.argv.slice(2)], {
	stdio: 'inherit',
});
process.exitCode = status ?? 1;
