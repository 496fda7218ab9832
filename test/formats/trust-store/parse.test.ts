import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { encodeBase64 } from '../../../server/src/base/base64';
import { fingerprintOfKey } from '../../../server/src/formats/keys/fingerprint';
import type { TrustStore } from '../../../server/src/formats/trust-store/model';
import { formatTrustStore, parseTrustStore } from '../../../server/src/formats/trust-store/parse';
import { mergeStores, pinKey, revoke, unpinKey } from '../../../server/src/trust/edit-store';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function pin(seed: number, name = `Publisher ${seed}`, scope: readonly string[] = ['com.acme.*']) {
	const publicKey = new Uint8Array(32).fill(seed);
	const fingerprint = fingerprintOfKey(publicKey, sha256);
	return { name, publicKey, fingerprint, firstSeen: '2026-05-03', scope };
}

const store: TrustStore = {
	publishers: [pin(1), pin(2)],
	revoked: [{ subject: `sha256:${'0'.repeat(64)}`, reason: 'bad', date: '2026-01-01' }],
};

describe('parseTrustStore', () => {
	it('reads what formatTrustStore writes', () => {
		assert.deepEqual(parseTrustStore(formatTrustStore(store), sha256), { store, problems: [] });
	});

	const text = formatTrustStore(store);
	const cases: readonly [why: string, text: string, code: string][] = [
		['another version', text.replace('trust/v1', 'trust/v2'), 'bad-value'],
		['an unknown field', text.replace('"revoked"', '"extra": 1, "revoked"'), 'unknown-field'],
		[
			'a fingerprint of another key',
			text.replace(pin(1).fingerprint, pin(3).fingerprint),
			'fingerprint-differs',
		],
		['a key that is none', text.replace(encodeBase64(pin(1).publicKey), 'AAAA'), 'key-malformed'],
		['a bad scope', text.replace('com.acme.*', '*.acme'), 'bad-value'],
		['a bad date', text.replace('2026-05-03', '2026-02-30'), 'bad-value'],
		[
			'a key pinned twice',
			formatTrustStore({ ...store, publishers: [pin(1), pin(1, 'Again')] }),
			'pinned-twice',
		],
		['no file', '', 'json-empty'],
		['half a file', text.slice(0, -20), 'json-syntax'],
	];
	for (const [why, changed, code] of cases) {
		it(`gives no store for ${why}`, () => {
			const result = parseTrustStore(changed, sha256);
			assert.equal(result.store, undefined);
			assert.equal(result.problems[0]?.code, code);
		});
	}

	it('never throws', () => {
		fc.assert(
			fc.property(fc.nat(text.length), fc.nat(30), fc.string({ maxLength: 4 }), (at, removed, inserted) => {
				const result = parseTrustStore(text.slice(0, at) + inserted + text.slice(at + removed), sha256);
				assert.equal(result.store === undefined, result.problems.length > 0);
			}),
		);
	});
});

describe('editing a trust store', () => {
	it('keeps the day on which a key was first seen', () => {
		const again = pinKey(store, { ...pin(1, 'New name'), firstSeen: '2026-09-09' });
		assert.equal(again.publishers.length, 2);
		const changed = again.publishers.find(each => each.fingerprint === pin(1).fingerprint);
		assert.deepEqual([changed?.name, changed?.firstSeen], ['New name', '2026-05-03']);
	});

	it('unpins', () => {
		assert.deepEqual(
			unpinKey(store, pin(1).fingerprint).publishers.map(each => each.name),
			['Publisher 2'],
		);
	});

	it('never lets an import widen what is pinned, nor lose a revocation', () => {
		const imported = {
			publishers: [pin(1, 'Evil', ['*']), pin(3)],
			revoked: [
				{ subject: `sha256:${'0'.repeat(64)}`, reason: 'later', date: '2026-02-01' },
				{ subject: pin(2).fingerprint, reason: 'stolen', date: '2026-03-01' },
			],
		};
		const merged = mergeStores(store, imported);
		assert.deepEqual(
			merged.publishers.map(each => each.name),
			['Publisher 1', 'Publisher 2', 'Publisher 3'],
		);
		assert.deepEqual(merged.publishers[0]?.scope, ['com.acme.*']);
		assert.deepEqual(
			merged.revoked.map(each => each.reason),
			['stolen', 'bad'],
		);
	});

	it('keeps the earliest date of a revocation', () => {
		const subject = `sha256:${'0'.repeat(64)}`;
		assert.equal(revoke(store, { subject, reason: 'x', date: '2025-01-01' }).revoked[0]?.date, '2025-01-01');
		assert.equal(revoke(store, { subject, reason: 'x', date: '2027-01-01' }).revoked[0]?.date, '2026-01-01');
	});
});
