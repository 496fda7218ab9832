import type { ArchiveLimits } from '../../base/archive';
import { escapeForDisplay } from '../../base/display';
import { baseName, type FileEntry } from '../../base/files';
import { DEFAULT_LIMITS } from '../../base/limits';
import { uriBelow } from '../../base/uris';
import type { PackageHost } from '../../host/model';
import type { LeftOut, Refusal } from '../../pack/model';

/** Everything below a folder that may be packed. */
export interface PackListing {
	readonly entries: readonly FileEntry[];
	readonly leftOut: readonly LeftOut[];
	/** What could not even be listed: packing without it would make another extension. */
	readonly refused: readonly Refusal[];
}

/** Folders that an audit passes over and a package needs: installed dependencies of a server. */
const DEPENDENCIES = 'node_modules';
/** How many folders of dependencies are listed, one inside the other included. */
const MAX_DEPENDENCY_FOLDERS = 2000;

/** Lists a folder for packing: as for an audit, and the folders of dependencies as well. */
export async function listForPacking(
	host: PackageHost,
	folder: string,
	limits: ArchiveLimits,
	signal?: AbortSignal,
): Promise<PackListing> {
	const entries: FileEntry[] = [];
	const leftOut: LeftOut[] = [];
	const refused: Refusal[] = [];
	const pending = [''];
	for (let listed = 0; pending.length > 0 && listed < MAX_DEPENDENCY_FOLDERS; listed++) {
		const below = pending.pop() as string;
		// Room for one entry more than is allowed, so that too many are noticed.
		const room = { ...DEFAULT_LIMITS, files: limits.entries * 2 };
		const listing = await host.files.list(uriBelow(folder, below), room, signal);
		const inFolder = (path: string) => [below, path].filter(part => part !== '').join('/');
		for (const { path, type, size, mode, target } of listing.entries) {
			entries.push({
				path: inFolder(path),
				type,
				size,
				...(mode !== undefined && { mode }),
				...(target !== undefined && { target }),
			});
		}
		for (const { path, reason, gap } of listing.unlisted) {
			const full = inFolder(path);
			if (baseName(path) === DEPENDENCIES) pending.push(full);
			else if (!gap) leftOut.push({ path: full, reason });
			else {
				const message = `'${escapeForDisplay(full)}' could not be listed: ${reason}.`;
				refused.push({ code: 'not-listed', path: full, message });
			}
		}
	}
	if (pending.length > 0) {
		const message = `The folder holds more than ${MAX_DEPENDENCY_FOLDERS} folders of dependencies.`;
		refused.push({ code: 'not-listed', message });
	}
	return { entries, leftOut, refused };
}
