import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Unavailable } from '../../scripts/vscode/unavailable';
import { skipBecause } from '../support/skip';
import { sharedBrowser } from './harness/editor';
import { Workbench } from './harness/workbench';

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\S+/;

describe('npm start', function () {
	this.timeout(180_000);
	let starting: ChildProcess;
	let output = '';

	before(() => {
		// In the browser, also where there is a desktop VS Code.
		starting = spawn(process.execPath, ['scripts/start.mjs', '--no-open'], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		for (const stream of [starting.stdout, starting.stderr]) stream?.on('data', chunk => (output += chunk));
	});

	after(() => starting.kill('SIGKILL'));

	it('audits a sample in the terminal and prints where VS Code is', async () => {
		const ended = once(starting, 'exit').then(([code]) =>
			Promise.reject(new Error(`ended ${code}:\n${output}`)),
		);
		while (!ADDRESS.test(output)) await Promise.race([once(starting.stdout ?? starting, 'data'), ended]);
		assert.match(output, /permission-domain-wildcard/);
	});

	it('opens the sample with its warnings', async function () {
		try {
			const page = await (await sharedBrowser()).newPage();
			await page.goto(ADDRESS.exec(output)?.[0] ?? '');
			const workbench = new Workbench(page);
			await workbench.ready();
			await workbench.activeTab('aem.json').waitFor();
			await workbench.squiggles('error').first().waitFor();
			await workbench.screenshot('npm start');
			await page.close();
		} catch (error) {
			if (error instanceof Unavailable) skipBecause(this, error.message);
			throw error;
		}
	});

	it('ends at Ctrl+C, with everything it started', async () => {
		const exit = once(starting, 'exit');
		starting.kill('SIGINT');
		assert.deepEqual(await exit, [0, null]);
		const origin = new URL(ADDRESS.exec(output)?.[0] ?? '').origin;
		await assert.rejects(fetch(origin), 'nothing listens any more');
	});
});
