import type { Position } from 'vscode-languageserver';
import type { Review, ReviewFinding } from '../protocol';

/** Scheme of the documents inside packages: `aext://<sha256 in hexadecimal>/path`. */
const PACKAGE_SCHEME = 'aext:';

/** Reviews kept for the documents inside their packages. */
const KEPT = 8;
/** Documents of a package with more findings than this show the first ones; the page shows them all. */
const KEPT_FINDINGS = 2_000;

/** Whether a document lies inside a package: its text is untrusted and never analysed here. */
export function isInPackage(uri: string): boolean {
	return uri.toLowerCase().startsWith(PACKAGE_SCHEME);
}

/** What is kept of the packages reviewed last: their findings, by digest. */
export class Reviews {
	private readonly byDigest = new Map<string, { readonly paths: ReadonlyMap<string, ReviewFinding[]> }>();

	add({ digest, findings, files }: Review): void {
		if (digest === '') return;
		const paths = new Map<string, ReviewFinding[]>();
		for (const finding of findings.slice(0, KEPT_FINDINGS)) {
			const path = finding.place && files[finding.place.file]?.path;
			if (path === undefined) continue;
			const known = paths.get(path);
			if (known) known.push(finding);
			else paths.set(path, [finding]);
		}
		this.byDigest.delete(digest);
		this.byDigest.set(digest, { paths });
		for (const oldest of this.byDigest.keys()) {
			if (this.byDigest.size <= KEPT) break;
			this.byDigest.delete(oldest);
		}
	}

	/** Findings in a document inside a package; `undefined` for any other document. */
	findingsIn(uri: string): readonly ReviewFinding[] | undefined {
		if (!isInPackage(uri)) return undefined;
		const match = /^aext:\/\/([0-9a-f]{64})\/(.*)$/i.exec(uri);
		const [, digest = '', encoded = ''] = match ?? [];
		const path = encoded.split('/').map(decoded).join('/');
		return this.byDigest.get(`sha256:${digest.toLowerCase()}`)?.paths.get(path) ?? [];
	}

	/** Those at a position (UTF-16). */
	findingsAt(uri: string, position: Position): readonly ReviewFinding[] | undefined {
		return this.findingsIn(uri)?.filter(({ place }) => {
			if (!place) return false;
			const { start, end } = place.range;
			return !isBefore(position, start) && !isBefore(end, position);
		});
	}
}

function isBefore(a: Position, b: Position): boolean {
	return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function decoded(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		// Not encoded by an editor: it names no file of a package.
		return segment;
	}
}
