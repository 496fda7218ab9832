import { normalisePath } from '../../facts/grades';

/** What a path pattern covers when it covers (nearly) everything, for people; `undefined` when it does not. */
export function reachOf(pattern: string): string | undefined {
	// Wildcards and separators at the end add nothing: `~/**/*` reaches what `~` does.
	const root = normalisePath(
		pattern
			.trim()
			.replaceAll('\\', '/')
			.replace(/[/*]+$/, ''),
	);
	if (/^[a-z]:$/i.test(root)) return `the whole drive ${root.toUpperCase()}`;
	if (root === '~' || /^(?:\/home|\/Users|[a-z]:\/Users|%userprofile%|\$home|\$\{home\})$/i.test(root)) {
		return 'everything in the home folder, keys and passwords included';
	}
	if (root === '' && pattern.trim() !== '') return 'every file';
	return undefined;
}

/** Whether a path lies outside the working folder: absolute, in the home folder, or above. */
export function isOutside(path: string): boolean {
	return /^(?:[/\\~]|[a-z]:[/\\]|\.\.(?:[/\\]|$))/i.test(path) && !/^\/(?:tmp|dev\/null)(?:\/|$)/.test(path);
}
