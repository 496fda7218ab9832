/** SHA-256 of the bytes as 64 lower-case hexadecimal digits. The platform's, since the engine has none. */
export type Sha256 = (bytes: Uint8Array) => string;

export const FINGERPRINT = /^ed25519:[0-9a-f]{64}$/;

/** How a public key is named to people and in files: `ed25519:` and the SHA-256 of its 32 bytes. */
export function fingerprintOfKey(publicKey: Uint8Array, sha256: Sha256): string {
	return `ed25519:${sha256(publicKey)}`;
}
