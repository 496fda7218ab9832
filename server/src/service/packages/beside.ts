import { parentUri, uriBelow } from '../../base/uris';
import { HostError, type PackageHost } from '../../host/model';
import type { PackageReading } from '../../jobs/model';
import { readTextFileIfAny } from './text-file';

/** A file beside a package that says something about it. */
export interface Beside {
	readonly name: string;
	/** What it is worth: a full sentence for people. */
	readonly message: string;
	/** It contradicts the package. */
	readonly serious: boolean;
}

/** Files that tools put beside a package, `*` standing for its name. Nothing else of the folder is looked at. */
const ATTESTATIONS: Readonly<Record<string, string>> = {
	'*.sbom.json': 'list of parts (SBOM)',
	'*.spdx.json': 'list of parts (SBOM)',
	'*.cdx.json': 'list of parts (SBOM)',
	'sbom.spdx.json': 'list of parts (SBOM)',
	'*.provenance.json': 'statement of origin',
	'provenance.json': 'statement of origin',
	'*.intoto.jsonl': 'statement of origin',
	'*.scan.json': 'scan report',
	'scan.json': 'scan report',
};

/** A file beside a package, read and not yet understood. */
export interface FoundBeside {
	readonly name: string;
	readonly text: string;
	/** What it is, of an attestation; absent: said to be the manifest. */
	readonly what?: string;
}

/** Finds what lies beside a package under one of the usual names. What it says is not parsed here. */
export async function findBeside(host: PackageHost, packageUri: string): Promise<readonly FoundBeside[]> {
	const folder = parentUri(packageUri);
	const base = decodeURIComponent(packageUri.slice(folder.length + 1)).replace(/\.aext$/i, '');
	const found: FoundBeside[] = [];
	for (const pattern of ['*.aem.json', 'aem.json', ...Object.keys(ATTESTATIONS)]) {
		const name = pattern.replace('*', () => base);
		const text = await textBeside(host, uriBelow(folder, name));
		if (text === undefined) continue;
		const what = ATTESTATIONS[pattern];
		found.push({ name, text, ...(what !== undefined && { what }) });
	}
	return found;
}

/** Those that are said to be the manifest: what the worker is given to compare with the one inside. */
export function manifestsOf(found: readonly FoundBeside[]): readonly FoundBeside[] {
	return found.filter(({ what }) => what === undefined);
}

/** Judges what was found beside a package. The manifest inside always counts. */
export function judgeBeside(found: readonly FoundBeside[], reading: PackageReading): readonly Beside[] {
	const manifests = manifestsOf(found);
	return found.map(each =>
		each.what === undefined
			? manifestBeside(each.name, reading, reading.sameManifests[manifests.indexOf(each)] ?? false)
			: attestation(each.name, each.what, each.text, reading),
	);
}

/** Empty for what is there and cannot be read as a small text. */
async function textBeside(host: PackageHost, uri: string): Promise<string | undefined> {
	try {
		if ((await host.files.stat(uri))?.type !== 'file') return undefined;
		return await readTextFileIfAny(host, uri);
	} catch (error) {
		if (error instanceof HostError && error.code !== 'cancelled') return '';
		throw error;
	}
}

function manifestBeside(name: string, { manifest }: PackageReading, same: boolean): Beside {
	if (manifest.state !== 'valid') {
		const message = `${name} beside the package is not used: the package has no valid manifest inside.`;
		return { name, message, serious: true };
	}
	if (same) {
		return { name, message: `${name} beside the package is the same as the one inside.`, serious: false };
	}
	const message = `${name} beside the package is not the manifest inside it. Only the one inside counts; whoever reads the other is misled.`;
	return { name, message, serious: true };
}

function attestation(name: string, what: string, text: string, { digest }: PackageReading): Beside {
	const named = text.includes(digest.replace('sha256:', ''));
	const about = named ? 'names this very package' : 'does not name this very package';
	const message = `${name} beside the package is a ${what} that ${about}. It is not verified and not relied on.`;
	return { name, message, serious: false };
}
