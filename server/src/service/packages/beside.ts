import { parentUri, uriBelow } from '../../base/uris';
import { parseManifest } from '../../formats/manifest/parse';
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

/** Finds what lies beside a package under one of the usual names and judges it. The one inside always counts. */
export async function lookBeside(
	host: PackageHost,
	packageUri: string,
	reading: PackageReading,
): Promise<readonly Beside[]> {
	const folder = parentUri(packageUri);
	const base = decodeURIComponent(packageUri.slice(folder.length + 1)).replace(/\.aext$/i, '');
	const found: Beside[] = [];
	for (const pattern of ['*.aem.json', 'aem.json', ...Object.keys(ATTESTATIONS)]) {
		const name = pattern.replace('*', () => base);
		const text = await textBeside(host, uriBelow(folder, name));
		if (text === undefined) continue;
		const what = ATTESTATIONS[pattern];
		found.push(
			what === undefined ? manifestBeside(name, text, reading) : attestation(name, what, text, reading),
		);
	}
	return found;
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

function manifestBeside(name: string, text: string, { manifest }: PackageReading): Beside {
	if (manifest.state !== 'valid') {
		const message = `${name} beside the package is not used: the package has no valid manifest inside.`;
		return { name, message, serious: true };
	}
	if (isSameManifest(text, manifest.text)) {
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

/** Whether two texts are one valid manifest, spaces and order of fields aside. */
export function isSameManifest(one: string, other: string): boolean {
	if (one === other) return true;
	const [a, b] = [parseManifest(one), parseManifest(other)];
	return (
		a.problems.length === 0 && b.problems.length === 0 && canonical(a.manifest) === canonical(b.manifest)
	);
}

function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part,
	);
}
