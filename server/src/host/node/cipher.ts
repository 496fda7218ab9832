import { createDecipheriv } from 'node:crypto';

/** AES-256 in counter mode (NIST SP 800-38A, 6.5); encrypting and decrypting are the same. */
export function aesCounterMode(key: Uint8Array, counter: Uint8Array, data: Uint8Array): Uint8Array {
	return createDecipheriv('aes-256-ctr', key, counter).update(data);
}
