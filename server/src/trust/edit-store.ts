import type { Withdrawal } from '../base/claim';
import type { PinnedKey, TrustStore } from '../formats/trust-store/model';

/** The store with a key pinned; a key that was pinned before keeps the day on which it was first seen. */
export function pinKey(store: TrustStore, pin: PinnedKey): TrustStore {
	const before = store.publishers.find(each => each.fingerprint === pin.fingerprint);
	const others = store.publishers.filter(each => each.fingerprint !== pin.fingerprint);
	return {
		...store,
		publishers: sorted([...others, { ...pin, firstSeen: before?.firstSeen ?? pin.firstSeen }]),
	};
}

/** The store without a key. */
export function unpinKey(store: TrustStore, fingerprint: string): TrustStore {
	return { ...store, publishers: store.publishers.filter(each => each.fingerprint !== fingerprint) };
}

/** The store with a revocation; the earliest date of the same subject is kept. */
export function revoke(store: TrustStore, revocation: Withdrawal): TrustStore {
	const before = store.revoked.find(each => each.subject === revocation.subject);
	if (before && before.date <= revocation.date) return store;
	const others = store.revoked.filter(each => each.subject !== revocation.subject);
	return { ...store, revoked: [...others, revocation].sort((a, b) => (a.subject < b.subject ? -1 : 1)) };
}

/**
 * Two stores as one. What is pinned in both keeps the name and scope of the first: an import never widens what a
 * key may sign. Revocations are never lost.
 */
export function mergeStores(own: TrustStore, other: TrustStore): TrustStore {
	const known = new Set(own.publishers.map(each => each.fingerprint));
	const added = other.publishers.filter(each => !known.has(each.fingerprint));
	const merged = { ...own, publishers: sorted([...own.publishers, ...added]) };
	return other.revoked.reduce(revoke, merged);
}

function sorted(publishers: readonly PinnedKey[]): readonly PinnedKey[] {
	const place = ({ name, fingerprint }: PinnedKey) => `${name}\n${fingerprint}`;
	return [...publishers].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
