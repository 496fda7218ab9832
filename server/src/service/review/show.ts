import { DEFAULT_ARCHIVE_LIMITS } from '../../base/archive';
import { HostError, type PackageHost } from '../../host/model';
import { sourceOfPackage } from '../packages/read';
import { showInWorker } from '../packages/worker-client';

/**
 * One file of a package as text, or a description of what is none; read in a worker. Rejects with `HostError` when
 * the package is no longer the one with the digest, or holds no such file.
 */
export async function showPackageFile(
	host: PackageHost,
	request: { readonly package: string; readonly digest: string; readonly path: string },
	signal?: AbortSignal,
): Promise<{ readonly text: string; readonly described: boolean }> {
	const source = await sourceOfPackage(host, { package: request.package, ...(signal && { signal }) });
	const { digest, path } = request;
	const shown = await showInWorker(
		host,
		{ job: 'show', source, limits: DEFAULT_ARCHIVE_LIMITS, digest, path },
		signal,
	);
	if (!('failure' in shown)) return shown;
	throw new HostError(shown.failure === 'cancelled' ? 'cancelled' : 'not-readable', shown.message);
}
