import type { SignatureClaim, SigningKey, Withdrawal } from '../base/claim';
import { escapeForDisplay } from '../base/display';
import { matchesId } from '../base/id-pattern';
import { equalKeys } from '../formats/keys/equal-keys';
import { fingerprintOfKey, type Sha256 } from '../formats/keys/fingerprint';
import type { Signature, SignatureProblem } from '../formats/signature/model';
import type { PinnedKey, TrustStore } from '../formats/trust-store/model';
import { isSoundPoint, verifyStrictly } from './ed25519';

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
	const unproven = (outcome: SignatureClaim['outcome'], sentence: string): SignatureClaim => ({
		outcome,
		message: [sentence, ...ofPackage.map(withdrawalSentence)].join(' '),
		withdrawn: ofPackage,
	});
	if (signature === undefined) return unproven('not-signed', 'Nobody has signed this package.');
	if (signature.kind !== 'signature') return unproven(signature.kind, signature.message);
	const dated = signature.claimedDate === undefined ? {} : { claimedDate: signature.claimedDate };
	if (signature.digest !== digest) {
		const sentence = 'The package was changed after signing: the signature is over other bytes.';
		return { ...unproven('changed', sentence), ...dated };
	}
	const { outcome, fingerprint, pin } = findKey(signature, keys, sha256);
	const outOfScope = pin !== undefined && !matchesId(pin.scope, target.extensionId ?? '');
	const key: SigningKey | undefined =
		fingerprint === undefined
			? undefined
			: { fingerprint, ...(pin && { pinnedAs: pin.name }), ...(outOfScope && { outOfScope }) };
	const ofKey = keys.store.revoked.filter(each => each.subject === fingerprint);
	const withdrawn = [...ofPackage, ...ofKey];
	const sentences = [outcomeSentence(outcome, fingerprint, pin, keys.given !== undefined)];
	if (pin && outOfScope) sentences.push(scopeSentence(pin, target.extensionId));
	sentences.push(...withdrawn.map(withdrawalSentence));
	return { outcome, message: sentences.join(' '), ...(key && { key }), ...dated, withdrawn };
}

interface FoundKey {
	readonly outcome: 'verified' | 'unknown-key' | 'other-key';
	readonly fingerprint?: string;
	readonly pin?: PinnedKey;
}

function findKey(signature: Signature, { given, store }: KeysToVerifyWith, sha256: Sha256): FoundKey {
	const message = new TextEncoder().encode(signature.digest);
	const verifies = (key: Uint8Array) => verifyStrictly(message, signature.signature, key);
	const embedded = signature.publicKey;
	const named = embedded && verifies(embedded) ? nameKey(embedded, store, sha256) : undefined;
	if (given) {
		const same = embedded !== undefined && equalKeys(embedded, given);
		if (same ? named !== undefined : verifies(given)) {
			return { outcome: 'verified', ...nameKey(given, store, sha256) };
		}
		return { outcome: 'other-key', ...named };
	}
	if (named) return { outcome: named.pin ? 'verified' : 'unknown-key', ...named };
	// The file may leave its key out, or name a wrong one, and still be signed by somebody pinned.
	const pin = store.publishers.find(each => verifies(each.publicKey));
	return pin ? { outcome: 'verified', fingerprint: pin.fingerprint, pin } : { outcome: 'other-key' };
}

function nameKey(publicKey: Uint8Array, store: TrustStore, sha256: Sha256): Omit<FoundKey, 'outcome'> {
	const fingerprint = fingerprintOfKey(publicKey, sha256);
	const pin = store.publishers.find(each => each.fingerprint === fingerprint);
	return { fingerprint, ...(pin && { pin }) };
}

function outcomeSentence(
	outcome: FoundKey['outcome'],
	fingerprint: string | undefined,
	pin: PinnedKey | undefined,
	given: boolean,
): string {
	const name = pin && `'${escapeForDisplay(pin.name, 100)}'`;
	switch (outcome) {
		case 'verified':
			if (pin) return `Intact and signed by ${name}, whose key you pinned on ${pin.firstSeen}.`;
			return `Intact and signed with the key that you gave (${fingerprint}).`;
		case 'unknown-key':
			return `The signature is valid, but its key (${fingerprint}) is unknown to you. It proves that nothing changed since signing, not who signed.`;
		case 'other-key':
			if (!given) {
				return 'The signature does not verify under the key that it names, nor under any key that you pinned.';
			}
			if (fingerprint === undefined) return 'The signature was not made with the key that you gave.';
			return `The signature was not made with the key that you gave, but with ${fingerprint}${name ? `, which you pinned as ${name}` : ''}.`;
	}
}

function scopeSentence({ scope }: PinnedKey, id: string | undefined): string {
	const shown = id === undefined ? 'an extension without an id' : `'${escapeForDisplay(id, 100)}'`;
	const pinned = scope.map(each => `'${escapeForDisplay(each, 100)}'`).join(', ') || 'no extension';
	return `You pinned this key for ${pinned}, not for ${shown}.`;
}

function withdrawalSentence({ subject, date, reason }: Withdrawal): string {
	const what = subject.startsWith('sha256:') ? 'This package' : 'The key';
	return `${what} was withdrawn on ${date}: ${escapeForDisplay(reason)}.`;
}

/** Why a key must not be pinned or given, or `undefined`. */
export function keyFault(publicKey: Uint8Array): string | undefined {
	return isSoundPoint(publicKey) ? undefined : 'This key is not sound: anybody could sign under it.';
}
