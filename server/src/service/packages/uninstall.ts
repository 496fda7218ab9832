import { directoryOf } from '../../base/files';
import { canonicalUri, uriBelow } from '../../base/uris';
import type { Receipt } from '../../formats/receipt/model';
import { HostError, type PackageHost } from '../../host/model';
import { compareWithReceipt } from './installed';
import { loadReceipt, removeReceipt } from './receipts';

export interface UninstallRequest {
	/** URI of the installed folder. */
	readonly target: string;
	/** Remove the folder whole, files that were changed or added included. */
	readonly everything?: boolean;
}

export interface UninstallResult {
	readonly receipt: Receipt;
	readonly removed: readonly string[];
	/** Changed since or added, and so left where they are. */
	readonly kept: readonly string[];
}

/**
 * Removes what an installation put in place, and nothing else unless told to. Rejects with `HostError` for a folder
 * without a receipt.
 */
export async function uninstallExtension(
	host: PackageHost,
	request: UninstallRequest,
): Promise<UninstallResult> {
	const target = canonicalUri(request.target);
	return host.writer.locked(`${host.person.own}/install`, async () => {
		const receipt = await loadReceipt(host, target);
		if (!receipt) throw new HostError('not-found', `${target} was not installed by this program.`);
		const { changed, missing, added } = await compareWithReceipt(host, receipt);
		const gone = new Set(missing);
		const kept = request.everything ? [] : [...changed, ...added].sort();
		const changedSince = new Set(changed);
		const removed = receipt.files
			.map(file => file.path)
			.filter(path => !gone.has(path) && (request.everything || !changedSince.has(path)));
		if (request.everything) await host.writer.remove(target);
		else await removeFiles(host, target, removed);
		await removeReceipt(host, target);
		return { receipt, removed, kept };
	});
}

/** Removes files and then the folders that they leave empty, innermost first. */
async function removeFiles(host: PackageHost, target: string, paths: readonly string[]): Promise<void> {
	const folders = new Set(['']);
	for (const path of paths) {
		await host.writer.remove(uriBelow(target, path));
		for (let folder = directoryOf(path); folder !== ''; folder = directoryOf(folder)) folders.add(folder);
	}
	const deepestFirst = [...folders].sort(
		(a, b) => b.split('/').length - a.split('/').length || (a < b ? 1 : -1),
	);
	for (const folder of deepestFirst) await host.writer.removeEmptyFolder(uriBelow(target, folder));
}
