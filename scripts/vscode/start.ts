import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { desktopVSCode, openDesktop } from './desktop';
import { Unavailable } from './unavailable';
import { TESTED_VERSIONS, type WebBuild, webBuild } from './web-build';
import { startWebServer } from './web-server';

const SAMPLES = path.join('fixtures', 'samples');
const SAMPLE = 'over-privileged-skill';
/** The samples are copied, so that trying the quick fixes changes nothing in the repository. */
const FOLDER = path.resolve('out', 'start');

/** Nothing that hides the sample or asks about something else. */
const SETTINGS = {
	// The copy lies in the clone, whose repository is of no use here.
	'git.openRepositoryInParentFolders': 'never',
	'telemetry.telemetryLevel': 'off',
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.startupEditor': 'none',
};

export interface StartOptions {
	/** The packaged extension. */
	readonly vsix: string;
	/** Open a window or a browser; otherwise only the address is printed. */
	readonly open: boolean;
}

/** Audits the sample in the terminal and opens VS Code on it; resolves with the exit code when that is over. */
export async function start({ vsix, open }: StartOptions): Promise<number> {
	const command = ['dist/cli.cjs', 'audit', path.join(SAMPLES, SAMPLE)];
	console.log(`\n$ node ${command.join(' ')}`);
	await inherit(process.execPath, command);

	const workspace = path.join(FOLDER, 'samples');
	await rm(workspace, { recursive: true, force: true });
	await cp(SAMPLES, workspace, { recursive: true });
	const file = path.join(workspace, SAMPLE, 'aem.json');
	const code = open ? await desktopVSCode() : undefined;
	if (code !== undefined) {
		console.log(`\nOpening VS Code (${code}) with the extension, in a profile of its own. Ctrl+C ends this.`);
		return openDesktop(code, { vsix, data: path.join(FOLDER, 'desktop'), workspace, file });
	}
	return serve({ vsix, open, workspace, file });
}

interface ServeOptions extends StartOptions {
	readonly workspace: string;
	readonly file: string;
}

/** VS Code in the browser, until Ctrl+C. */
async function serve({ vsix, open, workspace, file }: ServeOptions): Promise<number> {
	const stopped = new Promise<void>(resolve => {
		process.once('SIGINT', resolve);
		process.once('SIGTERM', resolve);
	});
	const build = await anyBuild();
	if (build === undefined) return 1;
	const server = await startWebServer(build, {
		data: path.join(FOLDER, `web-${build.version}`),
		vsix: [path.resolve(vsix)],
		token: randomBytes(16).toString('hex'),
		settings: SETTINGS,
	});
	const url = server.urlFor(workspace, file);
	console.log(`\nVS Code ${build.version} with the extension, on a copy of the samples:\n\n  ${url}\n`);
	console.log('Put the cursor on a warning and press Ctrl+. for its quick fixes. Ctrl+C here ends VS Code.');
	if (open) openInBrowser(url);
	await stopped;
	await server.stop();
	return 0;
}

/** The newest version that can be had; says why when there is none. */
async function anyBuild(): Promise<WebBuild | undefined> {
	for (const version of TESTED_VERSIONS) {
		try {
			return await webBuild(version);
		} catch (error) {
			if (!(error instanceof Unavailable)) throw error;
			console.error(`VS Code ${version} cannot be had here: ${error.message}`);
		}
	}
	console.error('Install VS Code, then out/*.vsix in it: Extensions: Install from VSIX…');
	return undefined;
}

/** Best effort: the address is printed anyway. */
function openInBrowser(url: string): void {
	const [program, ...args]: [string, ...string[]] =
		process.platform === 'darwin'
			? ['open', url]
			: process.platform === 'win32'
				? ['rundll32', 'url.dll,FileProtocolHandler', url]
				: ['xdg-open', url];
	const child = spawn(program, args, { stdio: 'ignore', detached: true });
	child.on('error', () => console.log('No browser could be opened: open the address yourself.'));
	child.unref();
}

function inherit(program: string, args: readonly string[]): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { stdio: 'inherit' });
		child.on('error', reject);
		child.on('close', code => resolve(code ?? 1));
	});
}
