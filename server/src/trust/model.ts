import type { PinnedKey, Revocation } from '../formats/trust-store/model';

/** The key that a signature was found valid under. */
export interface SigningKey {
	readonly fingerprint: string;
	/** Absent: the key came from the caller or from the signature file, and is not pinned. */
	readonly pinned?: PinnedKey;
	/** The pinned key may not sign the extension's id, or the extension has none. */
	readonly outOfScope?: boolean;
}

/**
 * What a signature says of a package: exactly one of these, each with its own wording.
 *
 * - `verified`: by a key that the person pinned, or gave for this purpose.
 * - `unknown-key`: valid under the key in the signature file, which proves only that nothing changed since.
 * - `other-key`: not made with the expected key, though it is over this package.
 * - `changed`: over other bytes than the package's.
 * - `malformed`, `unsupported`: no signature that could be verified.
 * - `not-signed`: there is none.
 */
export type SignatureOutcome =
	| 'verified'
	| 'unknown-key'
	| 'other-key'
	| 'changed'
	| 'malformed'
	| 'unsupported'
	| 'not-signed';

/** The signature of one package, judged. */
export interface SignatureClaim {
	readonly outcome: SignatureOutcome;
	/** One or two full sentences for people. */
	readonly message: string;
	/** For `verified` and `unknown-key`, and for `other-key` where the file names the key that did sign. */
	readonly key?: SigningKey;
	/** What the signature file says of its date; not covered by the signature. */
	readonly claimedDate?: string;
	/** Revocations of the signing key and of the package itself. */
	readonly revoked: readonly Revocation[];
}
