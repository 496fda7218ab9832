import type { Withdrawal } from '../../base/claim';
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

/** Whom a person trusts. Never part of a workspace. */
export interface TrustStore {
	readonly publishers: readonly PinnedKey[];
	readonly revoked: readonly Withdrawal[];
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
