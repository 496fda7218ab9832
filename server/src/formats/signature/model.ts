/** Bytes of an Ed25519 signature. */
export const SIGNATURE_BYTES = 64;

/** A signature file as the reference tool writes it. */
export interface Signature {
	readonly kind: 'signature';
	/** `sha256:` and 64 lower-case hexadecimal digits: this very text, in ASCII, is what is signed. */
	readonly digest: string;
	readonly signature: Uint8Array;
	/** A key that the file names for itself. Not signed: it proves nothing. */
	readonly publicKey?: Uint8Array;
	/** When the file says it was made, RFC 3339. Not signed: a claim, shown as one. */
	readonly claimedDate?: string;
}

/** Why there is no signature to verify. */
export interface SignatureProblem {
	readonly kind: 'malformed' | 'unsupported';
	/** A full sentence for people. */
	readonly message: string;
}
