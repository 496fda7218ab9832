import { decodeBase64, encodeBase64 } from '../../base/base64';
import { equalKeys } from './equal-keys';
import {
	type KeyFile,
	type KeyProblem,
	keyProblem,
	type PrivateKey,
	PUBLIC_KEY_BYTES,
	SECRET_KEY_BYTES,
	SEED_BYTES,
} from './model';
import { SshReader, sshString } from './ssh-wire';

const TYPE = 'ssh-ed25519';
const MAGIC = 'openssh-key-v1\0';
/** ssh-keygen's default is 16 or 24; each round takes some 20 ms. */
const MAX_ROUNDS = 256;

const MALFORMED = keyProblem('key-malformed', 'The OpenSSH key is damaged or cut off.');
const OTHER_TYPE = keyProblem(
	'key-wrong-type',
	'The OpenSSH key is not of type ssh-ed25519, the only one supported.',
);

/** Reads `ssh-ed25519 AAAA… comment`, one line. Source: RFC 4253, 6.6; RFC 8709. */
export function readOpenSshPublicKey(line: string): KeyFile {
	if (/[\r\n]/.test(line)) {
		return keyProblem('several-keys', 'The file holds several lines. Give a file with one public key only.');
	}
	const [type, encoded = '', ...words] = line.split(/[ \t]+/);
	if (type !== TYPE) return OTHER_TYPE;
	const blob = decodeBase64(encoded);
	const publicKey = blob && publicKeyOf(new SshReader(blob));
	if (!publicKey) return MALFORMED;
	return { kind: 'public', publicKey, ...(words.length > 0 && { comment: words.join(' ') }) };
}

/** Reads a private key as ssh-keygen writes it. Source: openssh-portable, PROTOCOL.key. */
export function readOpenSshPrivateKey(pem: string): KeyFile {
	const match =
		/^-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]*)-----END OPENSSH PRIVATE KEY-----$/.exec(pem);
	const blob = match && decodeBase64((match[1] ?? '').replace(/\s+/g, ''));
	if (!blob) return MALFORMED;
	const reader = new SshReader(blob);
	if (reader.text(MAGIC.length) !== MAGIC) return MALFORMED;
	const cipher = reader.string();
	const derivation = reader.string();
	const options = reader.bytes();
	const count = reader.uint32();
	if (count !== undefined && count !== 1) {
		return keyProblem('several-keys', 'The file holds several keys. Give a file with one key only.');
	}
	const publicBlob = reader.bytes();
	const secretPart = reader.bytes();
	if (!options || !publicBlob || !secretPart || !reader.atEnd) return MALFORMED;
	const type = new SshReader(publicBlob).string();
	const publicKey = publicKeyOf(new SshReader(publicBlob));
	if (!publicKey) return type !== undefined && type !== TYPE ? OTHER_TYPE : MALFORMED;
	if (cipher === 'none' && derivation === 'none') return readSecretPart(secretPart, publicKey);
	if (cipher !== 'aes256-ctr' || derivation !== 'bcrypt') {
		return keyProblem(
			'key-cipher-unsupported',
			'The private key is encrypted in a way that is not supported. Rewrite it with `ssh-keygen -p -Z aes256-ctr -f <file>`.',
		);
	}
	const optionReader = new SshReader(options);
	const salt = optionReader.bytes();
	const rounds = optionReader.uint32();
	if (!salt || salt.length === 0 || !rounds || rounds > MAX_ROUNDS || !optionReader.atEnd) return MALFORMED;
	return { kind: 'encrypted', publicKey, salt, rounds, ciphertext: secretPart };
}

/**
 * Reads the decrypted part of an OpenSSH private key. Two equal numbers at its start show that the passphrase was
 * right.
 */
export function readSecretPart(bytes: Uint8Array, publicKey: Uint8Array): PrivateKey | KeyProblem {
	const reader = new SshReader(bytes);
	const check = reader.uint32();
	if (check === undefined || check !== reader.uint32()) {
		return keyProblem('key-wrong-passphrase', 'The passphrase does not open the private key.');
	}
	if (reader.string() !== TYPE) return MALFORMED;
	const again = reader.bytes();
	const secretKey = reader.bytes();
	const comment = reader.string();
	if (!again || secretKey?.length !== SECRET_KEY_BYTES || comment === undefined) return MALFORMED;
	if (!equalKeys(again, publicKey) || !equalKeys(secretKey.subarray(SEED_BYTES), publicKey)) {
		return keyProblem(
			'key-halves-differ',
			'The private key does not belong to the public key in the same file.',
		);
	}
	return { kind: 'private', publicKey, secretKey, ...(comment !== '' && { comment }) };
}

/** The line that ssh-keygen would write for a public key. */
export function formatOpenSshPublicKey(publicKey: Uint8Array, comment = ''): string {
	const type = sshString(new TextEncoder().encode(TYPE));
	const key = sshString(publicKey);
	const blob = new Uint8Array(type.length + key.length);
	blob.set(type);
	blob.set(key, type.length);
	return `${TYPE} ${encodeBase64(blob)}${comment === '' ? '' : ` ${comment}`}`;
}

function publicKeyOf(reader: SshReader): Uint8Array | undefined {
	if (reader.string() !== TYPE) return undefined;
	const key = reader.bytes();
	return key?.length === PUBLIC_KEY_BYTES && reader.atEnd ? key : undefined;
}
