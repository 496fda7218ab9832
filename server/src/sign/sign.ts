import nacl from 'tweetnacl';
import { equalKeys } from '../formats/keys/equal-keys';
import { type KeyProblem, keyProblem, type PrivateKey, SEED_BYTES } from '../formats/keys/model';
import { formatSignature } from '../formats/signature/parse';

/**
 * A private key from 32 random bytes, which the caller takes from a cryptographic source.
 */
export function keyFromSeed(seed: Uint8Array): PrivateKey {
	const { publicKey, secretKey } = nacl.sign.keyPair.fromSeed(seed);
	return { kind: 'private', publicKey, secretKey };
}

/**
 * The text of the signature file for a digest (`sha256:…`), as the reference tool writes it. Gives a problem when
 * the two halves of the key do not belong together: signing with them could disclose the private one.
 *
 * @param created goes into the file; it is not signed.
 */
export function signDigest(digest: string, key: PrivateKey, created: Date): string | KeyProblem {
	const derived = nacl.sign.keyPair.fromSeed(key.secretKey.subarray(0, SEED_BYTES));
	if (!equalKeys(derived.publicKey, key.publicKey)) {
		return keyProblem('key-halves-differ', 'The private key does not belong to the public key beside it.');
	}
	const signature = nacl.sign.detached(new TextEncoder().encode(digest), derived.secretKey);
	return formatSignature({ digest, signature, publicKey: derived.publicKey, created });
}
