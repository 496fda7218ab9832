import { homedir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PersonFolders } from '../model';

/**
 * Folders of the person: their home, and `aext` in the folder that the platform has for programs' data.
 * Sources: XDG Base Directory Specification 0.8; Windows "Known Folders"; Apple "File System Programming Guide".
 */
export function personFolders(environment: NodeJS.ProcessEnv = process.env): PersonFolders {
	const home = homedir();
	return {
		home: pathToFileURL(home).href,
		own: pathToFileURL(path.join(dataFolder(environment, home), 'aext')).href,
	};
}

function dataFolder(environment: NodeJS.ProcessEnv, home: string): string {
	if (process.platform === 'win32') return environment.APPDATA || path.join(home, 'AppData', 'Roaming');
	const configured = environment.XDG_CONFIG_HOME;
	// The specification has relative paths ignored.
	if (configured && path.isAbsolute(configured)) return configured;
	return process.platform === 'darwin'
		? path.join(home, 'Library', 'Application Support')
		: path.join(home, '.config');
}
