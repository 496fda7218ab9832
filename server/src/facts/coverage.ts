import { matchesPath } from '../base/path-pattern';

/**
 * Whether a declared domain permits a host: itself, `*.domain` every name below it (not the domain itself), `*`
 * everything. Names are compared without case and without a final dot.
 */
export function coversHost(declared: string, host: string): boolean {
	const pattern = canonicalHost(declared);
	const name = canonicalHost(host);
	if (pattern === '*') return true;
	if (pattern.startsWith('*.')) return name.endsWith(pattern.slice(1)) && name.length > pattern.length - 1;
	return pattern === name;
}

/**
 * Whether a declared path glob permits every file that an observed path may name. `*` stays within one segment,
 * `**` crosses them; a declared folder permits what is below it, the root folder everything. A wildcard in the
 * observed path stands for "unknown" and is permitted by a wildcard only.
 */
export function coversPath(declared: string, observed: string): boolean {
	const pattern = canonicalPath(declared);
	const path = canonicalPath(observed);
	if (pattern === '**' || pattern === '/' || pattern === '/**') return true;
	if (pattern === '') return !isRooted(path);
	return alternatives(pattern).some(one => matchesPath(one, path) || matchesPath(`${one}/**`, path));
}

function canonicalHost(host: string): string {
	return host.toLowerCase().replace(/\.$/, '');
}

/** `./x`, `x/` and `x` are the same place; `.` is the working directory, written as the empty path. */
function canonicalPath(path: string): string {
	const slashed = path.replace(/\\/g, '/').replace(/\/{2,}/g, '/');
	if (slashed === '/') return '/';
	const trimmed = slashed.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
	return trimmed === '.' ? '' : trimmed;
}

/** Whether a path does not depend on the working directory, or leaves it. */
function isRooted(path: string): boolean {
	return /^(?:[/~*]|[A-Za-z]:|\.\.(?:\/|$))/.test(path);
}

/** Most patterns that one `{a,b}` group of a declared path stands for. */
const MAX_ALTERNATIVES = 64;

/** A glob with one `{a,b}` group as plain globs. Nested or further groups stay as they are and match literally. */
function alternatives(pattern: string): readonly string[] {
	const group = /^([^{}]*)\{([^{}]*)\}([^{}]*)$/.exec(pattern);
	if (!group) return [pattern];
	const [, before = '', words = '', after = ''] = group;
	return words
		.split(',')
		.slice(0, MAX_ALTERNATIVES)
		.map(word => before + word + after);
}
