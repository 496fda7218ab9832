import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './run';
import { Unavailable } from './unavailable';
import type { WebBuild } from './web-build';

export interface WebServerOptions {
	/** Folder for everything this VS Code keeps: settings, extensions, logs. Made when missing. */
	readonly data: string;
	/** Packaged extensions to install first. */
	readonly vsix?: readonly string[];
	/** The person's settings. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** The person's home for what extensions keep there; absent: the one of whoever starts it. */
	readonly home?: string;
	/** Asks whether a folder is trusted, as VS Code does by default; absent: all are. */
	readonly workspaceTrust?: boolean;
	/** Secret that a page must know; absent: none. */
	readonly token?: string;
	/** Lets a page run tests in the extension host, and automation look inside. */
	readonly testing?: boolean;
}

export interface WebServer {
	/** `http://127.0.0.1:port` */
	readonly origin: string;
	/** Address of the workbench with a folder or `.code-workspace` file open, and a file of it in the editor. */
	urlFor(workspace: string, file?: string): string;
	/** Everything it has written to its output. */
	output(): string;
	stop(): Promise<void>;
}

const LISTENING = /Extension host agent listening on (\d+)/;

/** Starts a VS Code server and resolves when pages can be opened. Rejects with `Unavailable` when it does not start. */
export async function startWebServer(build: WebBuild, options: WebServerOptions): Promise<WebServer> {
	const user = path.join(options.data, 'user');
	await mkdir(path.join(user, 'User'), { recursive: true });
	await writeFile(
		path.join(user, 'User', 'settings.json'),
		JSON.stringify(options.settings ?? {}, undefined, 2),
	);
	const places = [
		'--accept-server-license-terms',
		...['--server-data-dir', options.data, '--user-data-dir', user],
		...['--extensions-dir', path.join(options.data, 'extensions'), '--disable-telemetry'],
	];
	const { home } = options;
	const env = { ...environment(), ...(home !== undefined && { HOME: home, XDG_CONFIG_HOME: '' }) };
	for (const vsix of options.vsix ?? []) {
		const install = [build.serverMain, ...places, '--install-extension', vsix, '--force'];
		const { code, output } = await run(build.node, install, { env });
		if (code !== 0) throw new Error(`${path.basename(vsix)} could not be installed:\n${output}`);
	}
	const child = spawn(
		build.node,
		[
			build.serverMain,
			...places,
			...['--host', '127.0.0.1', '--port', '0'],
			...(options.token === undefined
				? ['--without-connection-token']
				: ['--connection-token', options.token]),
			...(options.testing ? ['--enable-smoke-test-driver'] : []),
			...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
		],
		// A group of its own: stopping it takes the extension hosts and language servers along.
		{ env, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe'] },
	);
	const chunks: Buffer[] = [];
	const output = () => Buffer.concat(chunks).toString('utf8');
	const port = await new Promise<string>((resolve, reject) => {
		const read = (chunk: Buffer) => {
			chunks.push(chunk);
			const listening = LISTENING.exec(output());
			if (listening?.[1] !== undefined) resolve(listening[1]);
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.on('error', reject);
		child.on('close', code =>
			reject(new Unavailable(`VS Code ended with ${code}:\n${output().slice(-2000)}`)),
		);
	});
	const origin = `http://127.0.0.1:${port}`;
	return {
		origin,
		urlFor(workspace, file) {
			const url = new URL(origin);
			if (options.token !== undefined) url.searchParams.set('tkn', options.token);
			const what = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
			url.searchParams.set(what, workspace.split(path.sep).join('/'));
			if (file !== undefined) {
				const opened = `vscode-remote://${url.host}${file.split(path.sep).join('/')}`;
				url.searchParams.set('payload', JSON.stringify([['openFile', opened]]));
			}
			return url.href;
		},
		output,
		stop: () => stopGroup(child),
	};
}

/** Without what an outer VS Code sets for its own children. */
function environment(): NodeJS.ProcessEnv {
	const entries = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
	return Object.fromEntries(entries);
}

function stopGroup(child: ChildProcess): Promise<void> {
	return new Promise(resolve => {
		if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve();
		child.on('close', () => resolve());
		if (process.platform === 'win32') child.kill();
		else process.kill(-child.pid, 'SIGKILL');
	});
}
