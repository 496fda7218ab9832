import { readJsonKey } from './json-key';
import type { KeyFile } from './model';
import { keyProblem } from './model';
import { readOpenSshPrivateKey, readOpenSshPublicKey } from './openssh';

/** Far more than any single key needs. */
const MAX_LENGTH = 64 * 1024;

/**
 * Reads an Ed25519 key from the text of a key file: the reference tool's JSON, an OpenSSH public key line, or an
 * OpenSSH private key. Never throws, and no message holds any of the key.
 */
export function readKey(text: string): KeyFile {
	const trimmed = text.trim();
	if (trimmed.length > MAX_LENGTH)
		return keyProblem('key-not-recognised', 'The file is too large for a key.');
	if (trimmed.startsWith('{')) return readJsonKey(trimmed);
	if (trimmed.startsWith('-----BEGIN OPENSSH PRIVATE KEY-----')) return readOpenSshPrivateKey(trimmed);
	if (/^-----BEGIN [A-Z0-9 ]+-----/.test(trimmed)) {
		return keyProblem(
			'key-wrong-type',
			'This kind of key file is not supported. Use an Ed25519 key made by `aext keygen` or `ssh-keygen -t ed25519`.',
		);
	}
	if (/^(?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]+ /.test(trimmed)) return readOpenSshPublicKey(trimmed);
	return keyProblem(
		'key-not-recognised',
		'This is no key file: it is neither the JSON that `aext keygen` writes nor an OpenSSH key.',
	);
}
