import type { ArchiveCodec, ByteSource } from '../base/archive';
import { decodeText } from '../base/decode';
import { escapeForDisplay } from '../base/display';
import { MANIFEST_FILE } from '../formats/manifest/model';
import { parseManifest } from '../formats/manifest/parse';
import { isSameManifest } from '../formats/manifest/same';
import { parseSignature } from '../formats/signature/parse';
import { SKILL_FILE } from '../formats/skill/model';
import type {
	ListedPath,
	PackageFile,
	PackageIdentity,
	PackageListing,
	PackageManifest,
	PackageReading,
	ReadJob,
} from '../jobs/model';
import { judgeSignature } from '../trust/judge-signature';
import type { ArchiveFile, ArchiveListing, ArchiveProblem } from '../unpack/model';
import { OpenArchive } from '../unpack/read';
import type { Audit } from './audit';
import { digestOf, HashingSource, sha256 } from './hashing-source';

/** How the reading is told to whoever asked for it. */
export interface ReadingSteps {
	onListing(listing: PackageListing): void;
	/** Before an audit only: whoever waits for less has the whole reading about as soon. */
	onIdentity(identity: PackageIdentity): void;
	onProgress(done: number, of: number): void;
	/** Hands over a file; the next one is read when it resolves. */
	deliver(path: string, bytes: Uint8Array): Promise<void>;
	/** Starts an audit; loaded only when one is asked for. */
	startAudit(): Promise<Audit>;
}

const PROGRESS_EVERY = 100;
const SHOWN_PATH = 300;

/**
 * Reads a package in one pass. The digest is that of the bytes that everything else comes from.
 */
export async function readPackage(
	job: ReadJob,
	source: ByteSource,
	codec: ArchiveCodec,
	steps: ReadingSteps,
): Promise<PackageReading> {
	const firstBytes = hex(source.read(0, 16));
	const archive = new OpenArchive(source, job.limits);
	const refusedListing = listingOf(archive.listing);
	steps.onListing(refusedListing);
	const { size } = source;
	const early = job.audit ? `sha256:${digestOf(source)}` : undefined;
	if (early !== undefined) {
		steps.onIdentity({ digest: early, size, firstBytes, claim: claimOf(job, early) });
	}
	const contents = new PackageContents(job.digests, job.audit ? await steps.startAudit() : undefined);
	const hashed = new HashingSource(source);
	let problems: readonly ArchiveProblem[] = archive.listing.problems;
	if (problems.length === 0) {
		const total = archive.listing.entries.length;
		const reading = archive.files(codec, hashed);
		for (let step = reading.next(); ; step = reading.next()) {
			if (step.done) {
				problems = step.value;
				break;
			}
			contents.add(step.value);
			if (job.deliver) await steps.deliver(step.value.entry.path, step.value.bytes);
			if (contents.files.length % PROGRESS_EVERY === 0) steps.onProgress(contents.files.length, total);
		}
	}
	const judged = problems.length === 0 ? hashed.digest() : undefined;
	const digest = judged === undefined ? (early ?? `sha256:${digestOf(source)}`) : `sha256:${judged}`;
	const changed = judged === undefined || (early !== undefined && early !== digest);
	if (problems.length === 0 && changed) problems = [CHANGED];
	const accepted = problems.length === 0;
	const manifest: PackageManifest = accepted ? contents.manifest : { state: 'missing' };
	const claim = claimOf(job, digest, manifest.state === 'valid' ? manifest.manifest.id : undefined);
	return {
		...(accepted ? { ...refusedListing, entries: archive.listing.entries.map(plainEntry) } : refusedListing),
		problems: problems.map(({ code, message, entry }) => ({
			code,
			message,
			...(entry !== undefined && { entry }),
		})),
		digest,
		size,
		firstBytes,
		files: accepted ? contents.files : [],
		manifest,
		sameManifests: (job.manifests ?? []).map(
			text => manifest.state === 'valid' && isSameManifest(text, manifest.text),
		),
		hasSkillFile: accepted && contents.hasSkillFile,
		claim,
		...(accepted && contents.audit && { audit: contents.audit.finish() }),
	};
}

function claimOf(job: ReadJob, digest: string, extensionId?: string): PackageReading['claim'] {
	return judgeSignature(
		{
			digest,
			...(extensionId !== undefined && { extensionId }),
			...(job.signature !== undefined && { signature: parseSignature(job.signature) }),
		},
		{ store: job.trust, ...(job.givenKey && { given: job.givenKey }) },
		sha256,
	);
}

function hex(bytes: Uint8Array): string {
	return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

const CHANGED: ArchiveProblem = {
	code: 'changed-while-read',
	message: 'The package changed while it was read.',
};

/** What is kept of the files while they pass. */
class PackageContents {
	readonly files: PackageFile[] = [];
	manifest: PackageManifest = { state: 'missing' };
	hasSkillFile = false;

	constructor(
		private readonly digests: boolean,
		readonly audit: Audit | undefined,
	) {}

	add({ entry, bytes }: ArchiveFile): void {
		const { path, size, mode } = entry;
		const executable = mode !== undefined && (mode & 0o100) !== 0;
		this.files.push({ path, size, sha256: this.digests ? sha256(bytes) : '', executable });
		if (path === MANIFEST_FILE) this.manifest = manifestOf(bytes);
		if (path === SKILL_FILE) this.hasSkillFile = true;
		this.audit?.add({ path, type: 'file', size, ...(mode !== undefined && { mode }), bytes });
	}
}

/** More than any manifest that a person wrote. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

function manifestOf(bytes: Uint8Array): PackageManifest {
	if (bytes.length > MAX_MANIFEST_BYTES) {
		return { state: 'invalid', message: `${MANIFEST_FILE} is larger than 4 MiB.` };
	}
	const { text, encoding, bom } = decodeText(bytes);
	if (encoding !== 'utf-8') return { state: 'invalid', message: `${MANIFEST_FILE} is not UTF-8 text.` };
	const { manifest, problems } = parseManifest(text, { bom });
	const { schema, id, type, version, source_repo, source_rev, permissions } = manifest;
	const [problem] = problems;
	if (problem || schema === undefined || id === undefined || type === undefined || version === undefined) {
		return { state: 'invalid', message: problem?.message ?? `${MANIFEST_FILE} is not complete.` };
	}
	const source = {
		...(source_repo !== undefined && { source_repo }),
		...(source_rev !== undefined && { source_rev }),
	};
	return { state: 'valid', manifest: { schema, id, type, version, ...source, permissions }, text };
}

function listingOf({ entries, problems, moreProblems }: ArchiveListing): PackageListing {
	return {
		entries: entries.map(entry => ({ ...plainEntry(entry), path: escapeForDisplay(entry.path, SHOWN_PATH) })),
		problems: problems.map(({ code, message, entry }) => ({
			code,
			message,
			...(entry !== undefined && { entry }),
		})),
		moreProblems,
	};
}

function plainEntry({ path, type, size }: ListedPath): ListedPath {
	return { path, type, size };
}
