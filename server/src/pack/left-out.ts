import { baseName } from '../base/files';

const VERSION_CONTROL = new Set(['.git', '.hg', '.svn', '.bzr', '.jj', '_darcs', 'CVS']);
const SYSTEM_FOLDERS = new Set(['__MACOSX', '.Spotlight-V100', '.Trashes', '.fseventsd', '$RECYCLE.BIN']);
const SYSTEM_FILES = new Set(['Thumbs.db', 'ehthumbs.db', 'desktop.ini', 'Icon\r']);

/** At the root of the folder: for the author or the person who installs, not for the extension. */
const OF_THE_ROOT: ReadonlyMap<string, string> = new Map([
	['policy.json', 'a policy belongs to whoever installs'],
	['aext-policy.json', 'a policy belongs to whoever installs'],
	['.aextignore', 'it only steers the packaging'],
]);

/**
 * Why a file never belongs into a package, or `undefined`.
 *
 * @param path relative to the folder that is packed.
 */
export function reasonToLeaveOut(path: string): string | undefined {
	const segments = path.split('/');
	const name = baseName(path);
	if (segments.some(segment => VERSION_CONTROL.has(segment))) return 'version control data';
	if (segments.some(segment => SYSTEM_FOLDERS.has(segment))) return 'data of the operating system';
	if (SYSTEM_FILES.has(name) || name.startsWith('.DS_Store') || name.startsWith('._')) {
		return 'data of the operating system';
	}
	if (/\.aext$/i.test(name)) return 'a package';
	if (/\.sig\.json$/i.test(name)) return 'a signature, which lies beside the package';
	if (name === 'aext-waivers.json')
		return 'accepted findings are for the workspace, and nobody else heeds them';
	return OF_THE_ROOT.get(path);
}
