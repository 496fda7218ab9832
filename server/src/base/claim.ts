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
export const SIGNATURE_OUTCOMES = [
	'verified',
	'unknown-key',
	'other-key',
	'changed',
	'malformed',
	'unsupported',
	'not-signed',
] as const;
export type SignatureOutcome = (typeof SIGNATURE_OUTCOMES)[number];

/** The key that a signature was found valid under. */
export interface SigningKey {
	/** `ed25519:` and 64 hexadecimal digits. */
	readonly fingerprint: string;
	/** The person's own name for the publisher; absent when the key is not pinned. */
	readonly pinnedAs?: string;
	/** The pinned key may not sign the extension's id, or the extension has none. */
	readonly outOfScope?: boolean;
}

/** Why a key or a package must no longer be trusted. */
export interface Withdrawal {
	/** Fingerprint of a key (`ed25519:…`) or digest of a package (`sha256:…`). */
	readonly subject: string;
	readonly reason: string;
	/** `YYYY-MM-DD`. */
	readonly date: string;
}

/** The signature of one package, judged. Plain data. */
export interface SignatureClaim {
	readonly outcome: SignatureOutcome;
	/** Full sentences for people, names escaped. */
	readonly message: string;
	/** For `verified` and `unknown-key`, and for `other-key` where the file names the key that did sign. */
	readonly key?: SigningKey;
	/** What the signature file says of its date; not covered by the signature. */
	readonly claimedDate?: string;
	/** Of the signing key and of the package itself. */
	readonly withdrawn: readonly Withdrawal[];
}
