import { type ApiValue, apiValue } from '../value';

/** Other names under which modules go. */
const ALIASES: Readonly<Record<string, string>> = {
	'fs/promises': 'fs.promises',
	'dns/promises': 'dns.promises',
	'stream/promises': 'stream',
	'timers/promises': 'timers',
	'path/posix': 'path',
	'path/win32': 'path',
	'readline/promises': 'readline',
	'util/types': 'util',
	sys: 'util',
	'@std/path': 'path',
	'@std/fs': 'fs',
	'isomorphic-ws': 'ws',
	'googleapis/zx': 'zx',
	'fs-extra/esm': 'fs-extra',
	buffer: 'buffer',
	'zx/core': 'zx',
	bun: 'Bun',
};

/** Functions so well known that a snippet uses them without their import. */
export const SNIPPET_NAMES: Readonly<Record<string, string>> = {
	exec: 'child_process.exec',
	execSync: 'child_process.execSync',
	execAsync: 'child_process.exec',
	execPromise: 'child_process.exec',
	execFile: 'child_process.execFile',
	execFileSync: 'child_process.execFileSync',
	spawn: 'child_process.spawn',
	spawnSync: 'child_process.spawnSync',
	readFileSync: 'fs.readFileSync',
	writeFileSync: 'fs.writeFileSync',
	appendFileSync: 'fs.appendFileSync',
	unlinkSync: 'fs.unlinkSync',
	rmSync: 'fs.rmSync',
	readdirSync: 'fs.readdirSync',
	homedir: 'os.homedir',
};

/** A module as a value, by its usual name. */
export function moduleValue(name: string): ApiValue {
	const plain = name.replace(/^node:/, '');
	return apiValue((Object.hasOwn(ALIASES, plain) ? ALIASES[plain] : undefined) ?? plain);
}

/** The file that an import means, `null` for a package. */
export function importedFile(module: string): string | null {
	return /^\.{1,2}(?:\/|$)/.test(module) && !/[*?\s]/.test(module) ? module : null;
}
