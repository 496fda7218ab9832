/** Bytes of an Ed25519 public key, of its seed, and of a private key as NaCl and Go keep it: seed and public key. */
export const PUBLIC_KEY_BYTES = 32;
export const SEED_BYTES = 32;
export const SECRET_KEY_BYTES = 64;

export interface PublicKey {
	readonly kind: 'public';
	readonly publicKey: Uint8Array;
	/** Comment of an OpenSSH key; chosen by whoever made the file. */
	readonly comment?: string;
}

export interface PrivateKey {
	readonly kind: 'private';
	readonly publicKey: Uint8Array;
	/** Seed and public key. Never shown, never logged. */
	readonly secretKey: Uint8Array;
	readonly comment?: string;
}

/** An OpenSSH private key that its passphrase opens. */
export interface EncryptedKey {
	readonly kind: 'encrypted';
	readonly publicKey: Uint8Array;
	/** Input of the key derivation `bcrypt_pbkdf`. */
	readonly salt: Uint8Array;
	readonly rounds: number;
	/** The private part under AES-256 in counter mode. */
	readonly ciphertext: Uint8Array;
}

export type KeyProblemCode =
	| 'key-not-recognised'
	| 'key-malformed'
	| 'key-wrong-type'
	| 'key-wrong-length'
	| 'key-halves-differ'
	| 'key-cipher-unsupported'
	| 'key-wrong-passphrase'
	| 'several-keys';

/** Why a key could not be read. The message never holds any of the key. */
export interface KeyProblem {
	readonly kind: 'problem';
	readonly code: KeyProblemCode;
	/** A full sentence for people. */
	readonly message: string;
}

export type KeyFile = PublicKey | PrivateKey | EncryptedKey | KeyProblem;

export function keyProblem(code: KeyProblemCode, message: string): KeyProblem {
	return { kind: 'problem', code, message };
}
