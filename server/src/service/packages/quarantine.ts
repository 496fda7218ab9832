import { DEFAULT_ARCHIVE_LIMITS } from '../../base/archive';
import type { PackageHost } from '../../host/model';
import type { PackageRequest } from './read';

/**
 * Keeps a copy of a package where no agent finds it, with the reasons beside it. Resolves with the URI of the copy.
 */
export async function quarantinePackage(
	host: PackageHost,
	request: PackageRequest,
	digest: string,
	reasons: readonly string[],
): Promise<string> {
	const folder = `${host.person.own}/quarantine`;
	await host.writer.ensureFolder(folder, 0o700);
	const copy = `${folder}/${digest.replace(':', '-')}.aext`;
	const { archiveBytes } = request.limits ?? DEFAULT_ARCHIVE_LIMITS;
	await host.writer.write(copy, await host.files.read(request.package, archiveBytes, request.signal), 0o600);
	const note = { package: request.package, digest, date: host.now().toISOString(), reasons };
	const text = `${JSON.stringify(note, undefined, 2)}\n`;
	await host.writer.write(`${copy}.json`, new TextEncoder().encode(text), 0o600);
	return copy;
}
