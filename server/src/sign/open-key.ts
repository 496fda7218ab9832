import { pbkdf } from 'bcrypt-pbkdf';
import { type EncryptedKey, type KeyProblem, keyProblem, type PrivateKey } from '../formats/keys/model';
import { readSecretPart } from '../formats/keys/openssh';

const KEY_BYTES = 32;
const COUNTER_BYTES = 16;

/** AES-256 in counter mode, from the platform. */
export type AesCounterMode = (key: Uint8Array, counter: Uint8Array, data: Uint8Array) => Uint8Array;

/**
 * Opens an encrypted OpenSSH private key. Takes about 20 ms for each of the key's rounds, on purpose of its
 * format. A wrong passphrase is a problem, not an exception. Source: openssh-portable, PROTOCOL.key.
 */
export function openKey(key: EncryptedKey, passphrase: string, aes: AesCounterMode): PrivateKey | KeyProblem {
	const password = new TextEncoder().encode(passphrase);
	const derived = new Uint8Array(KEY_BYTES + COUNTER_BYTES);
	const { salt, rounds } = key;
	if (pbkdf(password, password.length, salt, salt.length, derived, derived.length, rounds) !== 0) {
		return keyProblem('key-wrong-passphrase', 'The passphrase does not open the private key.');
	}
	const opened = aes(derived.subarray(0, KEY_BYTES), derived.subarray(KEY_BYTES), key.ciphertext);
	derived.fill(0);
	return readSecretPart(opened, key.publicKey);
}
