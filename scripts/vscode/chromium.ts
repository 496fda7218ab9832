import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { CACHE } from './cache';
import { installDebianPackages } from './debian';
import { run } from './run';
import { Unavailable } from './unavailable';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const FIXED_PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Path of a Chromium-like browser: `AEXT_CHROMIUM`, an installed one, the Debian package (as root or with sudo that
 * asks nothing), or the download of playwright. Rejects with `Unavailable` when none can be had.
 */
export async function chromiumPath(): Promise<string> {
	const found = installedChromium();
	if (found !== undefined) return found;
	const tried: string[] = ['none is installed'];
	const apt = await installDebianPackages(['chromium']);
	const installed = installedChromium();
	if (installed !== undefined) return installed;
	tried.push(apt);
	tried.push(await playwrightDownload());
	const downloaded = downloadedChromium();
	if (downloaded !== undefined) return downloaded;
	throw new Unavailable(`no Chromium: ${tried.join('; ')}. AEXT_CHROMIUM can name one.`);
}

function installedChromium(): string | undefined {
	const given = process.env.AEXT_CHROMIUM;
	if (given !== undefined) return given;
	const folders = (process.env.PATH ?? '').split(path.delimiter).filter(folder => folder !== '');
	const suffix = process.platform === 'win32' ? '.exe' : '';
	const candidates = folders.flatMap(folder => NAMES.map(name => path.join(folder, name + suffix)));
	return [...candidates, ...FIXED_PLACES].find(place => existsSync(place)) ?? downloadedChromium();
}

/** Lets playwright download its browser into the cache; says what came of it. */
async function playwrightDownload(): Promise<string> {
	console.log('Downloading Chromium with playwright…');
	const cli = path.resolve('node_modules', 'playwright-core', 'cli.js');
	const { code } = await run(process.execPath, [cli, 'install', 'chromium', '--no-shell'], {
		env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: browsersFolder() },
	});
	return code === 0 ? 'playwright downloaded none' : "playwright's download failed";
}

function downloadedChromium(): string | undefined {
	process.env.PLAYWRIGHT_BROWSERS_PATH ??= browsersFolder();
	const place = chromium.executablePath();
	return existsSync(place) ? place : undefined;
}

function browsersFolder(): string {
	return path.join(CACHE, 'browsers');
}
