import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Receipt } from '../../../server/src/formats/receipt/model';
import { formatReceipt, parseReceipt } from '../../../server/src/formats/receipt/parse';

const receipt: Receipt = {
	target: 'file:///home/ann/.claude/skills/fetcher',
	installed: '2026-06-15T12:00:00.000Z',
	extension: { id: 'com.acme.fetcher', type: 'skill', version: '1.0.0' },
	package: { digest: `sha256:${'a'.repeat(64)}`, size: 1234 },
	files: [{ path: 'SKILL.md', size: 10, sha256: 'b'.repeat(64) }],
	signature: { outcome: 'verified', fingerprint: `ed25519:${'c'.repeat(64)}`, pinnedAs: 'Acme' },
	judgement: { verdict: 'nothing-found', reasons: [], confirmed: false, rules: '0.1.0' },
	policy: { digest: `sha256:${'d'.repeat(64)}`, action: 'allow' },
	permissions: {
		files: { read: [], write: [] },
		network: { domains: [], allow_ip_literals: false },
		process: { allow_shell: false, allow_subprocess: false },
	},
	previous: 'e'.repeat(64),
};

describe('parseReceipt', () => {
	it('reads what formatReceipt writes, with and without what is optional', () => {
		assert.deepEqual(parseReceipt(formatReceipt(receipt)), receipt);
		const { policy: _, previous: __, ...least } = receipt;
		assert.deepEqual(parseReceipt(formatReceipt(least)), least);
	});

	it('gives nothing for a file that names paths outside the extension', () => {
		for (const path of ['../other', '/etc/passwd', 'C:/x']) {
			const forged = { ...receipt, files: [{ path, size: 1, sha256: 'b'.repeat(64) }] };
			assert.equal(parseReceipt(formatReceipt(forged)), undefined, path);
		}
	});

	it('never throws', () => {
		const text = formatReceipt(receipt);
		fc.assert(
			fc.property(fc.nat(text.length), fc.nat(20), fc.string({ maxLength: 3 }), (at, removed, inserted) => {
				parseReceipt(text.slice(0, at) + inserted + text.slice(at + removed));
			}),
		);
	});
});
