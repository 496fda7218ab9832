// Installs the packages that package-lock.json names, where they are missing or others are there. Uses nothing but
// Node's own modules, so that `npm start` and `npm test` work in a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const OLDEST_NODE = 20;

/** Makes the project's folder the current one, with all packages in place; ends the process when that fails. */
export function bootstrap() {
	process.chdir(root);
	if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
		end(`AEXT is built with Node ${OLDEST_NODE} or newer; this is Node ${process.versions.node}.`);
	}
	if (installed()) return;
	console.log('Installing packages (npm ci)…');
	// --ignore-scripts: none of them needs a script of its own, and none gets to run one.
	const { status } = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
	if (status !== 0) end('The packages could not be installed; npm says why above.');
}

/** Runs npm, the one that started this process if one did. */
export function npm(args, options = {}) {
	const own = process.env.npm_execpath;
	return own?.endsWith('.js')
		? spawnSync(process.execPath, [own, ...args], { stdio: 'inherit', ...options })
		: spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32', ...options });
}

/** Whether node_modules holds what package-lock.json names; packages for other platforms may be missing. */
function installed() {
	const record = 'node_modules/.package-lock.json';
	if (!existsSync(record)) return false;
	const present = JSON.parse(readFileSync(record, 'utf8')).packages;
	const wanted = Object.entries(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages);
	return wanted.every(
		([folder, { version, optional }]) =>
			folder === '' || present[folder]?.version === version || (optional && present[folder] === undefined),
	);
}

function end(message) {
	console.error(message);
	process.exit(1);
}
