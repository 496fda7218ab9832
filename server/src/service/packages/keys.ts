import { escapeForDisplay } from '../../base/display';
import { fingerprintOfKey } from '../../formats/keys/fingerprint';
import { formatJsonKey } from '../../formats/keys/json-key';
import {
	type KeyProblem,
	keyProblem,
	type PrivateKey,
	type PublicKey,
	SEED_BYTES,
} from '../../formats/keys/model';
import { formatOpenSshPublicKey } from '../../formats/keys/openssh';
import { readKey } from '../../formats/keys/read-key';
import { parseSignature } from '../../formats/signature/parse';
import { HostError, type PackageHost } from '../../host/model';
import { openKey } from '../../sign/open-key';
import { keyFromSeed } from '../../sign/sign';
import { keyFault } from '../../trust/judge-signature';
import { loadSignature } from './read';
import { readTextFile } from './text-file';

/** A new private key from the host's random source. Nothing is written. */
export function createKey(host: PackageHost): PrivateKey {
	return keyFromSeed(host.crypto.random(SEED_BYTES));
}

/** Where a private key is kept unless the person says otherwise: never in a workspace. */
export function defaultKeyUri(host: PackageHost, name = 'signing-key'): string {
	return `${host.person.own}/keys/${encodeURIComponent(name)}.json`;
}

/** Writes a private key, readable by nobody else, in the reference tool's format. Refuses to replace a file. */
export async function savePrivateKey(host: PackageHost, key: PrivateKey, uri: string): Promise<void> {
	await saveNew(host, uri, formatJsonKey(key.publicKey, key.secretKey), 0o600);
}

export type PublicKeyFormat = 'json' | 'openssh';

/** Writes the public half of a key. Refuses to replace a file. */
export async function savePublicKey(
	host: PackageHost,
	publicKey: Uint8Array,
	uri: string,
	format: PublicKeyFormat = 'json',
): Promise<void> {
	await saveNew(host, uri, publicKeyText(publicKey, format), 0o644);
}

/** Text of a public key file. */
export function publicKeyText(publicKey: Uint8Array, format: PublicKeyFormat): string {
	return format === 'json' ? formatJsonKey(publicKey) : `${formatOpenSshPublicKey(publicKey)}\n`;
}

/** `ed25519:…`, as people compare it. */
export function fingerprintOf(host: PackageHost, publicKey: Uint8Array): string {
	return fingerprintOfKey(publicKey, host.crypto.sha256);
}

export interface LoadKeyOptions {
	/** Asked for when the key is encrypted; `undefined` cancels. */
	passphrase?(): Promise<string | undefined>;
	/** Take a private key even though others on this machine can read its file. */
	readonly allowReadable?: boolean;
}

/** Loads a private key from a file. Problems with the key are values; a file that cannot be read rejects. */
export async function loadPrivateKey(
	host: PackageHost,
	uri: string,
	options: LoadKeyOptions = {},
): Promise<PrivateKey | KeyProblem> {
	const key = readKey((await readTextFile(host, uri)).text);
	if (key.kind === 'problem') return key;
	if (key.kind === 'public') {
		return keyProblem('key-wrong-type', 'This is a public key; signing needs the private one.');
	}
	const mode = await host.writer.mode(uri);
	if (mode !== undefined && mode & 0o077 && !options.allowReadable) {
		const shown = escapeForDisplay(uri);
		throw new HostError(
			'no-permission',
			`${shown} can be read by others on this machine. Make it yours alone (chmod 600), or say that this is meant.`,
		);
	}
	return key.kind === 'private' ? key : unlock(host, key, options);
}

/** A private key from text that is not kept in a file, such as an editor's secret storage. */
export async function readPrivateKey(
	host: PackageHost,
	text: string,
	options: LoadKeyOptions = {},
): Promise<PrivateKey | KeyProblem> {
	const key = readKey(text);
	if (key.kind === 'encrypted') return unlock(host, key, options);
	if (key.kind !== 'public') return key;
	return keyProblem('key-wrong-type', 'This is a public key; signing needs the private one.');
}

/** Text of a private key for secret storage; what `readPrivateKey` reads. */
export function privateKeyText(key: PrivateKey): string {
	return formatJsonKey(key.publicKey, key.secretKey);
}

/** Loads the public key of a key file of any kind; the private half, if there, is not used. */
export async function loadPublicKey(host: PackageHost, uri: string): Promise<PublicKey | KeyProblem> {
	const key = readKey((await readTextFile(host, uri)).text);
	if (key.kind === 'problem') return key;
	const fault = keyFault(key.publicKey);
	if (fault) return keyProblem('key-malformed', fault);
	const comment = key.kind === 'encrypted' ? undefined : key.comment;
	return { kind: 'public', publicKey: key.publicKey, ...(comment !== undefined && { comment }) };
}

/**
 * The public key that the signature beside a package names. It is a claim until the person pins it. Problems are
 * values; a signature that cannot be read rejects.
 */
export async function loadSignersKey(host: PackageHost, packageUri: string): Promise<PublicKey | KeyProblem> {
	const text = await loadSignature(host, { package: packageUri });
	const signature = text === undefined ? undefined : parseSignature(text);
	if (signature === undefined) return keyProblem('key-malformed', 'Nobody has signed this package.');
	if (signature.kind !== 'signature') return keyProblem('key-malformed', signature.message);
	const { publicKey } = signature;
	if (publicKey === undefined) return keyProblem('key-malformed', 'The signature does not name its key.');
	const fault = keyFault(publicKey);
	return fault ? keyProblem('key-malformed', fault) : { kind: 'public', publicKey };
}

async function unlock(
	host: PackageHost,
	key: Parameters<typeof openKey>[0],
	options: LoadKeyOptions,
): Promise<PrivateKey | KeyProblem> {
	const passphrase = await options.passphrase?.();
	if (passphrase === undefined) {
		return keyProblem('key-wrong-passphrase', 'The private key is encrypted and needs its passphrase.');
	}
	return openKey(key, passphrase, host.crypto.aesCounterMode);
}

async function saveNew(host: PackageHost, uri: string, text: string, mode: number): Promise<void> {
	if (await host.files.stat(uri)) {
		throw new HostError('exists', `${escapeForDisplay(uri)} already exists. A key is never replaced.`);
	}
	const folder = uri.slice(0, uri.lastIndexOf('/'));
	if (folder.startsWith(host.person.own)) await host.writer.ensureFolder(folder, 0o700);
	await host.writer.write(uri, new TextEncoder().encode(text), mode);
}
