import { escapeForDisplay } from '../../base/display';
import { fingerprintOfKey } from '../../formats/keys/fingerprint';
import { EMPTY_TRUST_STORE, type PinnedKey, type TrustStore } from '../../formats/trust-store/model';
import { formatTrustStore, parseTrustStore } from '../../formats/trust-store/parse';
import { HostError, type PackageHost } from '../../host/model';
import { mergeStores, pinKey, revoke, unpinKey } from '../../trust/edit-store';
import { keyFault } from '../../trust/judge-signature';
import { readTextFile, readTextFileIfAny, today } from './text-file';

/** URI of the person's trust store. */
export function trustStoreUri(host: PackageHost): string {
	return `${host.person.own}/trust.json`;
}

/**
 * The person's trust store; empty when there is none yet. Rejects with `HostError` when it cannot be read whole:
 * going on without it would forget what was revoked.
 */
export async function loadTrust(host: PackageHost): Promise<TrustStore> {
	const uri = trustStoreUri(host);
	const text = await readTextFileIfAny(host, uri);
	return text === undefined ? EMPTY_TRUST_STORE : readStore(host, text, uri);
}

export interface PinRequest {
	readonly publicKey: Uint8Array;
	/** The person's name for the publisher. */
	readonly name: string;
	/** Extension ids that the key may sign: an id, `com.acme.*`, or `*`. */
	readonly scope: readonly string[];
}

/** Pins a key, or renames and rescopes one that is pinned. */
export async function pinPublisher(host: PackageHost, request: PinRequest): Promise<PinnedKey> {
	const fault = keyFault(request.publicKey);
	if (fault) throw new HostError('not-readable', fault);
	const fingerprint = fingerprintOfKey(request.publicKey, host.crypto.sha256);
	const pin: PinnedKey = { ...request, fingerprint, firstSeen: today(host) };
	const store = await changeTrust(host, before => pinKey(before, pin));
	return store.publishers.find(each => each.fingerprint === fingerprint) ?? pin;
}

/** Unpins the key with a fingerprint, or the only one pinned under a name. Resolves with what was unpinned. */
export async function unpinPublisher(host: PackageHost, fingerprintOrName: string): Promise<PinnedKey> {
	let found: PinnedKey | undefined;
	await changeTrust(host, store => {
		const matches = store.publishers.filter(
			each => each.fingerprint === fingerprintOrName || each.name === fingerprintOrName,
		);
		const shown = escapeForDisplay(fingerprintOrName);
		if (matches.length === 0) throw new HostError('not-found', `No key '${shown}' is pinned.`);
		if (matches.length > 1) {
			throw new HostError('not-found', `Several keys are pinned as '${shown}'. Give the fingerprint.`);
		}
		found = matches[0];
		return found ? unpinKey(store, found.fingerprint) : store;
	});
	if (!found) throw new HostError('not-found', 'No such key is pinned.');
	return found;
}

export interface RevokeRequest {
	/** Fingerprint of a key (`ed25519:…`) or digest of a package (`sha256:…`). */
	readonly subject: string;
	readonly reason: string;
	/** `YYYY-MM-DD`; absent: today. */
	readonly date?: string;
}

/** Withdraws trust from a key or a package for good. */
export async function revokeTrust(host: PackageHost, request: RevokeRequest): Promise<TrustStore> {
	const { subject, reason, date = today(host) } = request;
	return changeTrust(host, store => revoke(store, { subject, reason, date }));
}

/** What an import changed. */
export interface TrustImport {
	readonly pinned: readonly PinnedKey[];
	readonly revoked: number;
}

/** Takes over the pins and revocations of an exported store. What is pinned already keeps its name and scope. */
export async function importTrust(host: PackageHost, uri: string): Promise<TrustImport> {
	const { text } = await readTextFile(host, uri);
	const other = readStore(host, text, uri);
	let before: TrustStore = EMPTY_TRUST_STORE;
	const after = await changeTrust(host, store => {
		before = store;
		return mergeStores(store, other);
	});
	const known = new Set(before.publishers.map(each => each.fingerprint));
	return {
		pinned: after.publishers.filter(each => !known.has(each.fingerprint)),
		revoked: after.revoked.length - before.revoked.length,
	};
}

/** Text of the trust store, for another machine to import. Holds no secrets. */
export async function exportTrust(host: PackageHost): Promise<string> {
	return formatTrustStore(await loadTrust(host));
}

/** Reads, changes and writes the store while nobody else does. What `change` throws leaves it as it was. */
async function changeTrust(
	host: PackageHost,
	change: (store: TrustStore) => TrustStore,
): Promise<TrustStore> {
	const uri = trustStoreUri(host);
	return host.writer.locked(uri, async () => {
		const store = change(await loadTrust(host));
		const text = formatTrustStore(store);
		// What could not be read again must not replace what can.
		readStore(host, text, uri);
		await host.writer.write(uri, new TextEncoder().encode(text), 0o600);
		return store;
	});
}

function readStore(host: PackageHost, text: string, uri: string): TrustStore {
	const { store, problems } = parseTrustStore(text, host.crypto.sha256);
	if (store) return store;
	const shown = escapeForDisplay(uri);
	throw new HostError(
		'not-readable',
		`The trust store ${shown} cannot be used: ${problems[0]?.message ?? ''}`,
	);
}
