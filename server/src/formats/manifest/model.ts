import type { Problem } from '../../base/problem';
import type { Range } from '../../base/range';
import type { JsonDocument, JsonProblemCode, SchemaProblemCode } from '../json/model';

export const MANIFEST_SCHEMA = 'aessf.dev/aem/v0';
export const MANIFEST_FILE = 'aem.json';
export const EXTENSION_TYPES = ['skill', 'mcp-server', 'plugin'] as const;
export type ExtensionType = (typeof EXTENSION_TYPES)[number];

/** What an extension declares that it may do. Absent parts mean: nothing. */
export interface Permissions {
	readonly files: { readonly read: readonly string[]; readonly write: readonly string[] };
	readonly network: { readonly domains: readonly string[]; readonly allow_ip_literals: boolean };
	readonly process: { readonly allow_shell: boolean; readonly allow_subprocess: boolean };
}

/** Agent Extension Manifest v0. Source: `agentsec`, `aem.json`. */
export interface Manifest {
	readonly schema: typeof MANIFEST_SCHEMA;
	readonly id: string;
	readonly type: ExtensionType;
	readonly version: string;
	readonly source_repo?: string;
	readonly source_rev?: string;
	readonly permissions: Permissions;
}

export type ManifestProblemCode = JsonProblemCode | SchemaProblemCode;

/** A single declared value with its place, so that a finding can point at it. */
export interface DeclaredString {
	readonly value: string;
	readonly range: Range;
}
export interface DeclaredFlag {
	readonly value: boolean;
	readonly range: Range;
	/** The whole member, key included. */
	readonly memberRange: Range;
}

/** Where each permission stands in the text. Parts that are not written are absent. */
export interface DeclaredPermissions {
	readonly range?: Range;
	readonly read: readonly DeclaredString[];
	readonly write: readonly DeclaredString[];
	readonly domains: readonly DeclaredString[];
	readonly allowIpLiterals?: DeclaredFlag;
	readonly allowShell?: DeclaredFlag;
	readonly allowSubprocess?: DeclaredFlag;
}

/** A manifest as read: everything that could be understood, and everything wrong with it. */
export interface ManifestDocument {
	readonly text: string;
	readonly json: JsonDocument;
	/** Complete and valid only when `problems` is empty; otherwise what could be read, with safe defaults. */
	readonly manifest: Partial<Omit<Manifest, 'permissions'>> & { readonly permissions: Permissions };
	readonly declared: DeclaredPermissions;
	/** Places of the root's members, for findings about them. */
	readonly ranges: { readonly [member: string]: Range };
	readonly problems: readonly Problem<ManifestProblemCode>[];
}
