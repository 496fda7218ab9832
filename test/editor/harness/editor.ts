import path from 'node:path';
import type { Context } from 'mocha';
import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from '../../../scripts/vscode/chromium';
import { Unavailable } from '../../../scripts/vscode/unavailable';
import { type TestedVersion, webBuild } from '../../../scripts/vscode/web-build';
import { startWebServer, type WebServer } from '../../../scripts/vscode/web-server';
import { skipBecause } from '../../support/skip';
import { packagedExtension } from './packaged-extension';
import { Workbench } from './workbench';
import { temporaryFolder } from './workspace';

/** The person's settings in every test: nothing that moves, asks or greets. */
const SETTINGS = {
	'chat.disableAIFeatures': true,
	'editor.cursorBlinking': 'solid',
	'extensions.ignoreRecommendations': true,
	'files.autoSave': 'off',
	'git.enabled': false,
	'security.workspace.trust.banner': 'never',
	'security.workspace.trust.startupPrompt': 'never',
	'telemetry.telemetryLevel': 'off',
	'window.commandCenter': false,
	'workbench.enableExperiments': false,
	'workbench.reduceMotion': 'on',
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
};

export interface EditorOptions {
	readonly version: TestedVersion;
	/** Folders open in Restricted Mode. */
	readonly restricted?: boolean;
	/** Display language. */
	readonly locale?: string;
	/** Runs tests in the extension host. VS Code shows no notifications then, so not where a person's view is tested. */
	readonly inHost?: boolean;
}

/** How long something on the screen may take: a busy machine is no fault of the extension, and its speed is measured elsewhere. */
const WAIT_MS = 75_000;

const BROWSER_FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

let browser: Promise<Browser> | undefined;
const servers = new Map<string, Promise<WebServer>>();

after(async () => {
	// What could not be started is a failure of the test that wanted it, not of this.
	for (const server of await Promise.allSettled(servers.values())) {
		if (server.status === 'fulfilled') await server.value.stop();
	}
	for (const opened of await Promise.allSettled([browser])) {
		if (opened.status === 'fulfilled') await opened.value?.close();
	}
});

/** One browser for all tests of a run. */
export function sharedBrowser(): Promise<Browser> {
	browser ??= chromiumPath().then(executablePath => chromium.launch({ executablePath, args: BROWSER_FLAGS }));
	return browser;
}

/** A VS Code server with the packaged extension installed; one for all tests that want the same. */
export function sharedServer(options: EditorOptions): Promise<WebServer> {
	const key = JSON.stringify([options.version, options.restricted === true, options.inHost === true]);
	const server = servers.get(key) ?? startServer(options);
	servers.set(key, server);
	return server;
}

async function startServer({ version, restricted, inHost }: EditorOptions): Promise<WebServer> {
	return startWebServer(await webBuild(version), {
		data: path.join(await temporaryFolder(), 'vscode'),
		// What a test pins or installs must not become that of whoever runs it.
		home: await temporaryFolder(),
		vsix: [packagedExtension()],
		settings: SETTINGS,
		workspaceTrust: restricted === true,
		testing: inHost === true,
	});
}

/**
 * A window of VS Code on a folder or `.code-workspace` file, ready to be used. The test is skipped, or in CI fails,
 * where VS Code or a browser cannot be had.
 */
export async function openEditor(test: Context, options: EditorOptions, folder: string): Promise<Workbench> {
	try {
		const server = await sharedServer(options);
		const context = await (await sharedBrowser()).newContext({
			viewport: { width: 1280, height: 800 },
			locale: options.locale ?? 'en',
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		context.setDefaultTimeout(WAIT_MS);
		const page = await context.newPage();
		await page.goto(server.urlFor(folder));
		const workbench = new Workbench(page);
		await workbench.ready();
		return workbench;
	} catch (error) {
		if (error instanceof Unavailable) skipBecause(test, error.message);
		throw error;
	}
}
