import type { ArchiveLimits } from '../base/archive';
import type { SignatureClaim } from '../base/claim';
import type { Finding, NotExamined } from '../base/finding';
import type { Observed } from '../base/observed';
import type { Manifest } from '../formats/manifest/model';
import type { TrustStore } from '../formats/trust-store/model';

/** A package for the worker to open by itself, or its bytes where only the caller can read them. */
export type PackageSource = { readonly path: string } | { readonly bytes: Uint8Array };

/** Reads a package: list, contents, digests, manifest, signature and, where asked for, the audit. */
export interface ReadJob {
	readonly job: 'read';
	readonly source: PackageSource;
	readonly limits: ArchiveLimits;
	/** Text of the signature file; absent: there is none. */
	readonly signature?: string;
	/** Texts said to be the manifest of the package, to be compared with the one inside. */
	readonly manifests?: readonly string[];
	/** Public key that the person gave for this package. */
	readonly givenKey?: Uint8Array;
	readonly trust: TrustStore;
	/** Run the rules over the files. */
	readonly audit: boolean;
	/** Give the digest of each file. */
	readonly digests: boolean;
	/** Hand over the files one by one, each after a `next`. */
	readonly deliver: boolean;
}

/** Packs some of the files of a package that is being written. */
export interface PackJob {
	readonly job: 'pack';
	/** How often a file may shrink. */
	readonly ratio: number;
	readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
}

/** Reads one file of a package, for showing. */
export interface ShowJob {
	readonly job: 'show';
	readonly source: PackageSource;
	readonly limits: ArchiveLimits;
	/** `sha256:…`; of any other package nothing is shown. */
	readonly digest: string;
	readonly path: string;
}

export type Job = ReadJob | PackJob | ShowJob;

/** What the caller posts after a delivered file, to have the next one. */
export const NEXT = 'next';

export interface ListedPath {
	/** As in the package when that was accepted; otherwise for showing only, escaped and cut. */
	readonly path: string;
	readonly type: 'file' | 'folder';
	readonly size: number;
}

export interface PackageProblem {
	readonly code: string;
	readonly message: string;
	readonly entry?: string;
}

/** The list of a package's entries, sent before their contents are read. */
export interface PackageListing {
	readonly entries: readonly ListedPath[];
	readonly problems: readonly PackageProblem[];
	readonly moreProblems: number;
}

/** What a package is by its bytes alone, sent after the list and before their contents are read. */
export interface PackageIdentity {
	/** `sha256:…` of the whole file. The reading is refused when it comes to another. */
	readonly digest: string;
	/** Bytes of the whole file. */
	readonly size: number;
	/** Its first bytes, at most 16, in hexadecimal. */
	readonly firstBytes: string;
	/** Judged without the extension's id, which only the manifest has: whether the key is meant for it is not known. */
	readonly claim: SignatureClaim;
}

/** A file of an accepted package. */
export interface PackageFile {
	readonly path: string;
	readonly size: number;
	/** 64 hexadecimal digits, where digests were asked for; otherwise empty. */
	readonly sha256: string;
	/** Whether the package marks it as executable. */
	readonly executable: boolean;
}

/** The manifest inside the package, read there and nowhere else. */
export type PackageManifest =
	| { readonly state: 'valid'; readonly manifest: Manifest; readonly text: string }
	| { readonly state: 'invalid'; readonly message: string }
	| { readonly state: 'missing' };

export interface PackageAudit {
	readonly findings: readonly Finding[];
	readonly notExamined: readonly NotExamined[];
	/** False when something with a gap was not examined or a rule failed. */
	readonly complete: boolean;
	readonly observed: Observed;
	/** `name` in the frontmatter of SKILL.md. */
	readonly skillName?: string;
}

/** Everything that was read of a package. */
export interface PackageReading extends PackageListing {
	/** `sha256:…` of the whole file: of the very bytes that all else here comes from. */
	readonly digest: string;
	/** Bytes of the whole file. */
	readonly size: number;
	/** Its first bytes, at most 16, in hexadecimal. */
	readonly firstBytes: string;
	/** Empty when the package is refused. */
	readonly files: readonly PackageFile[];
	readonly manifest: PackageManifest;
	readonly hasSkillFile: boolean;
	/** For each of the job's `manifests`: whether it is the one inside, spaces and order of fields aside. */
	readonly sameManifests: readonly boolean[];
	readonly claim: SignatureClaim;
	/** Where asked for, and the package was not refused. */
	readonly audit?: PackageAudit;
}

/** What the worker posts. Except for bytes it is JSON text, whose size is checked before it is read. */
export type WorkerReport =
	| { readonly kind: 'listing'; readonly listing: PackageListing }
	| { readonly kind: 'identity'; readonly identity: PackageIdentity }
	| { readonly kind: 'progress'; readonly done: number; readonly of: number }
	| { readonly kind: 'reading'; readonly reading: PackageReading }
	| { readonly kind: 'shown'; readonly text: string; readonly described: boolean }
	| { readonly kind: 'failed'; readonly message: string };

export interface DeliveredFile {
	readonly kind: 'file';
	readonly path: string;
	readonly bytes: Uint8Array;
}

export interface PackedPart {
	readonly kind: 'packed';
	readonly archive: Uint8Array;
}
