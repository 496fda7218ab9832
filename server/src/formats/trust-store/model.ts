import type { Problem } from '../../base/problem';
import type { JsonProblemCode, SchemaProblemCode } from '../json/model';

export const TRUST_STORE_SCHEMA = 'aext/trust/v1';

/** A publisher whose key a person has pinned. */
export interface PinnedKey {
	/** The person's own name for the publisher. */
	readonly name: string;
	readonly publicKey: Uint8Array;
	/** `ed25519:` and 64 hexadecimal digits. */
	readonly fingerprint: string;
	/** `YYYY-MM-DD`. */
	readonly firstSeen: string;
	/** Extension ids that the key may sign: an id, `com.acme.*` for all below, or `*` for any. */
	readonly scope: readonly string[];
}

/** A key, or one package, that must no longer be trusted. */
export interface Revocation {
	/** Fingerprint of a key (`ed25519:…`) or digest of a package (`sha256:…`). */
	readonly subject: string;
	readonly reason: string;
	/** `YYYY-MM-DD` from which it holds; past signatures are no better than new ones. */
	readonly date: string;
}

/** Whom a person trusts. Never part of a workspace. */
export interface TrustStore {
	readonly publishers: readonly PinnedKey[];
	readonly revoked: readonly Revocation[];
}

export const EMPTY_TRUST_STORE: TrustStore = { publishers: [], revoked: [] };

/** `key-malformed`: not a public key; `fingerprint-differs`: key and fingerprint do not belong together. */
export type TrustProblemCode =
	| JsonProblemCode
	| SchemaProblemCode
	| 'key-malformed'
	| 'fingerprint-differs'
	| 'pinned-twice';

export interface TrustStoreDocument {
	/** Absent when anything is wrong: a trust store half read could forget a revocation. */
	readonly store?: TrustStore;
	readonly problems: readonly Problem<TrustProblemCode>[];
}
