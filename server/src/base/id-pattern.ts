/** Whether an extension id is among the patterns: an id, `com.acme.*` for every id below, or `*` for any. */
export function matchesId(patterns: readonly string[], id: string): boolean {
	return patterns.some(pattern => {
		if (pattern === '*') return true;
		if (pattern.endsWith('.*')) return id.startsWith(pattern.slice(0, -1)) && id.length >= pattern.length;
		return pattern === id;
	});
}
