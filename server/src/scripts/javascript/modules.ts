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

/** A module as a value, by its usual name. */
export function moduleValue(name: string): ApiValue {
	const plain = name.replace(/^node:/, '');
	return apiValue((Object.hasOwn(ALIASES, plain) ? ALIASES[plain] : undefined) ?? plain);
}

/** The file that an import means, `null` for a package. */
export function importedFile(module: string): string | null {
	return /^\.{1,2}(?:\/|$)/.test(module) && !/[*?\s]/.test(module) ? module : null;
}
