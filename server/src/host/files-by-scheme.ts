import { type FileSystem, HostError } from './model';

/** Several file systems as one: each URI is served by the first that reads its scheme. */
export function filesByScheme(systems: readonly FileSystem[]): FileSystem {
	const systemFor = (uri: string): FileSystem => {
		const scheme = schemeOf(uri);
		const system = systems.find(candidate => candidate.schemes.has(scheme));
		if (!system) throw new HostError('not-readable', `Files of the scheme “${scheme}” cannot be read.`);
		return system;
	};
	return {
		schemes: new Set(systems.flatMap(system => [...system.schemes])),
		list: async (root, limits, signal) => systemFor(root).list(root, limits, signal),
		read: async (uri, maxBytes, signal) => systemFor(uri).read(uri, maxBytes, signal),
		stat: async uri => systemFor(uri).stat(uri),
	};
}

/** The scheme of a URI, lower case; empty when it has none. */
export function schemeOf(uri: string): string {
	return /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase() ?? '';
}
