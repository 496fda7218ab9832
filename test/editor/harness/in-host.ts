import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { TestedVersion } from '../../../scripts/vscode/web-build';
import { sharedBrowser, sharedServer } from './editor';
import { workspace } from './workspace';

/** What became of one test in the extension host. */
export interface HostResult {
	readonly title: string;
	/** Message and stack of its failure. */
	readonly failure?: string;
	readonly milliseconds: number;
}

const FOLDER = path.resolve('out', 'test', 'in-host');
const RESULTS_FILE = 'results.json';

/**
 * Runs the tests of `test/editor/host/` with mocha inside the extension host of a VS Code that has the packaged
 * extension installed, in a workspace without any agent extension.
 */
export async function runInHost(version: TestedVersion): Promise<readonly HostResult[]> {
	await bundleTests();
	const folder = await workspace({ files: { 'README.md': '# Project\n' } });
	const server = await sharedServer({ version, inHost: true });
	const page = await (await (await sharedBrowser()).newContext()).newPage();
	const log: string[] = [];
	try {
		const exit = new Promise<number>((resolve, reject) => {
			const fail = (error: unknown) => reject(error);
			page.exposeFunction('codeAutomationExit', resolve).catch(fail);
			page
				.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
					log.push(`${type}: ${args.map(String).join(' ')}`);
				})
				.catch(fail);
		});
		const remote = `vscode-remote://${new URL(server.origin).host}`;
		const url = new URL(server.urlFor(folder));
		const payload = [
			['extensionDevelopmentPath', remote + path.join(FOLDER, 'dummy')],
			['extensionTestsPath', remote + path.join(FOLDER, 'index.cjs')],
		];
		url.searchParams.set('payload', JSON.stringify(payload));
		await page.goto(url.href);
		const code = await exit;
		const results = await readFile(path.join(path.dirname(folder), RESULTS_FILE), 'utf8').catch(
			() => undefined,
		);
		if (results === undefined) throw new Error(`No results, exit code ${code}:\n${log.join('\n')}`);
		return JSON.parse(results);
	} finally {
		await page.context().close();
	}
}

/** The tests as one CommonJS module, and an extension that does nothing, which VS Code wants as the one in development. */
async function bundleTests(): Promise<void> {
	await rm(FOLDER, { recursive: true, force: true });
	await mkdir(path.join(FOLDER, 'dummy'), { recursive: true });
	const manifest = { name: 'dummy', publisher: 'test', version: '0.0.1', engines: { vscode: '^1.100.0' } };
	await writeFile(path.join(FOLDER, 'dummy', 'package.json'), JSON.stringify(manifest));
	await build({
		entryPoints: ['test/editor/host/index.ts'],
		outfile: path.join(FOLDER, 'index.cjs'),
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['vscode', 'mocha'],
		sourcemap: 'inline',
		logLevel: 'warning',
	});
}
