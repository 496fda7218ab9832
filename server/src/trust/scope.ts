/** Whether a key pinned for these ids may sign an extension. See `PinnedKey.scope`. */
export function isInScope(scope: readonly string[], id: string): boolean {
	return scope.some(pattern => {
		if (pattern === '*') return true;
		if (pattern.endsWith('.*')) return id.startsWith(pattern.slice(0, -1)) && id.length >= pattern.length;
		return pattern === id;
	});
}
