import { escapeForDisplay } from '../base/display';
import { equalKeys } from '../formats/keys/equal-keys';
import { fingerprintOfKey, type Sha256 } from '../formats/keys/fingerprint';
import type { Signature, SignatureProblem } from '../formats/signature/model';
import type { PinnedKey, Revocation, TrustStore } from '../formats/trust-store/model';
import { isSoundPoint, verifyStrictly } from './ed25519';
import type { SignatureClaim, SigningKey } from './model';
import { isInScope } from './scope';

export interface SignedPackage {
	/** `sha256:…` of the package's bytes. */
	readonly digest: string;
	/** `id` of the manifest inside the package; absent when it has none that can be read. */
	readonly extensionId?: string;
	/** Absent: no signature file was found. */
	readonly signature?: Signature | SignatureProblem;
}

export interface KeysToVerifyWith {
	/** A key that the person names for this package: then no other counts. */
	readonly given?: Uint8Array;
	readonly store: TrustStore;
}

/** Judges the signature of a package. Pure; the wording is for people. */
export function judgeSignature(
	target: SignedPackage,
	keys: KeysToVerifyWith,
	sha256: Sha256,
): SignatureClaim {
	const { signature, digest } = target;
	const ofPackage = keys.store.revoked.filter(each => each.subject === digest);
	if (signature === undefined) {
		return { outcome: 'not-signed', message: 'Nobody has signed this package.', revoked: ofPackage };
	}
	if (signature.kind !== 'signature') {
		return { outcome: signature.kind, message: signature.message, revoked: ofPackage };
	}
	const dated = signature.claimedDate === undefined ? {} : { claimedDate: signature.claimedDate };
	if (signature.digest !== digest) {
		const message = 'The package was changed after signing: the signature is over other bytes.';
		return { outcome: 'changed', message, ...dated, revoked: ofPackage };
	}
	const found = findKey(signature, keys, sha256);
	const key = found.key && withScope(found.key, target.extensionId);
	const ofKey = key ? keys.store.revoked.filter(each => each.subject === key.fingerprint) : [];
	const revoked = [...ofPackage, ...ofKey];
	const outcome = found.outcome;
	const message = messageFor(outcome, key, keys.given !== undefined, revoked, target.extensionId);
	return { outcome, message, ...(key && { key }), ...dated, revoked };
}

interface FoundKey {
	readonly outcome: 'verified' | 'unknown-key' | 'other-key';
	readonly key?: SigningKey;
}

function findKey(signature: Signature, { given, store }: KeysToVerifyWith, sha256: Sha256): FoundKey {
	const message = new TextEncoder().encode(signature.digest);
	const verifies = (key: Uint8Array) => verifyStrictly(message, signature.signature, key);
	const embedded = signature.publicKey;
	const named = embedded && verifies(embedded) ? nameKey(embedded, store, sha256) : undefined;
	if (given) {
		if (embedded && equalKeys(embedded, given))
			return named ? { outcome: 'verified', key: named } : { outcome: 'other-key' };
		if (verifies(given)) return { outcome: 'verified', key: nameKey(given, store, sha256) };
		return { outcome: 'other-key', ...(named && { key: named }) };
	}
	if (named) return { outcome: named.pinned ? 'verified' : 'unknown-key', key: named };
	// The file may leave its key out, or name a wrong one, and still be signed by somebody pinned.
	const pinned = store.publishers.find(pin => verifies(pin.publicKey));
	if (pinned) return { outcome: 'verified', key: { fingerprint: pinned.fingerprint, pinned } };
	return { outcome: 'other-key' };
}

function nameKey(publicKey: Uint8Array, store: TrustStore, sha256: Sha256): SigningKey {
	const fingerprint = fingerprintOfKey(publicKey, sha256);
	const pinned = store.publishers.find(pin => pin.fingerprint === fingerprint);
	return { fingerprint, ...(pinned && { pinned }) };
}

function withScope(key: SigningKey, id: string | undefined): SigningKey {
	if (!key.pinned || (id !== undefined && isInScope(key.pinned.scope, id))) return key;
	return key.pinned.scope.includes('*') ? key : { ...key, outOfScope: true };
}

function messageFor(
	outcome: FoundKey['outcome'],
	key: SigningKey | undefined,
	given: boolean,
	revoked: readonly Revocation[],
	id: string | undefined,
): string {
	const sentences = [outcomeSentence(outcome, key, given)];
	if (key?.outOfScope && key.pinned) {
		const shown = id === undefined ? 'an extension without an id' : `'${escapeForDisplay(id, 100)}'`;
		sentences.push(`You pinned this key for ${scopeWords(key.pinned)}, not for ${shown}.`);
	}
	for (const { subject, date, reason } of revoked) {
		const what = subject.startsWith('sha256:') ? 'This package' : 'The key';
		sentences.push(`${what} was withdrawn on ${date}: ${escapeForDisplay(reason)}.`);
	}
	return sentences.join(' ');
}

function outcomeSentence(outcome: FoundKey['outcome'], key: SigningKey | undefined, given: boolean): string {
	switch (outcome) {
		case 'verified': {
			const pinned = key?.pinned;
			if (pinned) {
				return `Intact and signed by '${escapeForDisplay(pinned.name, 100)}', whose key you pinned on ${pinned.firstSeen}.`;
			}
			return `Intact and signed with the key that you gave (${key?.fingerprint}).`;
		}
		case 'unknown-key':
			return `The signature is valid, but its key (${key?.fingerprint}) is unknown to you. It proves that nothing changed since signing, not who signed.`;
		case 'other-key': {
			if (!given)
				return 'The signature does not verify under the key that it names, nor under any key that you pinned.';
			const by = key
				? ` It was signed with ${key.fingerprint}${key.pinned ? `, which you pinned as '${escapeForDisplay(key.pinned.name, 100)}'` : ''}.`
				: '';
			return `The signature was not made with the key that you gave.${by}`;
		}
	}
}

function scopeWords({ scope }: PinnedKey): string {
	return scope.length === 0
		? 'no extension'
		: scope.map(each => `'${escapeForDisplay(each, 100)}'`).join(', ');
}

/** Why a key must not be pinned or given, or `undefined`. */
export function keyFault(publicKey: Uint8Array): string | undefined {
	return isSoundPoint(publicKey) ? undefined : 'This key is not sound: anybody could sign under it.';
}
