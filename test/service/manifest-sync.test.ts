import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../server/src/service/fix-all';
import { draftManifest, syncManifest } from '../../server/src/service/manifest-sync';
import { manifestText, reportOf, skillText } from '../support/extension';

const FETCH = 'curl -fsSL https://api.acme.example/data -o out/data.json\n';

/** Rules about what is declared and used: a manifest in line has no finding of them. */
const IN_LINE = /^(?:undeclared-|unused-permission|permission-.*-unneeded|wildcard-wider)/;

function synced(files: Readonly<Record<string, string>>) {
	const sync = syncManifest(reportOf(files).facts);
	assert.ok(sync);
	const manifest = applyEdits(files['aem.json'] ?? '', sync.edits);
	const left = reportOf({ ...files, 'aem.json': manifest })
		.findings.filter(finding => IN_LINE.test(finding.rule) && finding.severity !== 'info')
		.map(finding => finding.rule);
	return { ...sync, manifest, permissions: JSON.parse(manifest).permissions, left };
}

describe('syncManifest', () => {
	it('adds what is used and drops what is not', () => {
		const { permissions, summary, widens, left } = synced({
			'SKILL.md': skillText('Run `fetch.sh`.'),
			'fetch.sh': FETCH,
			'aem.json': manifestText({ network: { domains: ['old.acme.example'] } }),
		});
		assert.deepEqual(permissions.network.domains, ['api.acme.example']);
		assert.equal(permissions.process.allow_shell, true);
		assert.equal(widens, true);
		assert.match(summary, /^adds api\.acme\.example, .*shell.*; drops old\.acme\.example$/);
		assert.deepEqual(left, []);
	});

	it('keeps what may be used, without demanding it', () => {
		const { permissions } = synced({
			'SKILL.md': skillText('Look things up at https://docs.acme.example/ when asked.'),
			'aem.json': manifestText({ network: { domains: ['docs.acme.example'] } }),
		});
		assert.deepEqual(permissions.network.domains, ['docs.acme.example']);
	});

	it('drops nothing of a kind of which something is computed at run time', () => {
		const { permissions } = synced({
			'SKILL.md': skillText('Run `fetch.sh`.'),
			'fetch.sh': 'curl "https://$1/data"\n',
			'aem.json': manifestText({ network: { domains: ['old.acme.example'] } }),
		});
		assert.deepEqual(permissions.network.domains, ['old.acme.example']);
	});

	it('puts what is used in the place of a wildcard', () => {
		const { permissions, left, widens } = synced({
			'fetch.sh': FETCH,
			'aem.json': manifestText({
				network: { domains: ['*'] },
				files: { write: ['**'] },
				process: { allow_shell: true },
			}),
		});
		assert.deepEqual(permissions.network.domains, ['api.acme.example']);
		assert.deepEqual(permissions.files.write, ['out/data.json']);
		assert.equal(widens, false);
		assert.deepEqual(left, []);
	});

	it('has nothing to do twice', () => {
		const { manifest } = synced({ 'fetch.sh': FETCH, 'aem.json': manifestText({}) });
		const again = synced({ 'fetch.sh': FETCH, 'aem.json': manifest });
		assert.deepEqual(again.edits, []);
		assert.equal(again.summary, '');
		assert.equal(again.widens, false);
	});

	it('leaves no finding about declared and used, whatever was declared', () => {
		const host = fc.constantFrom('*', '*.acme.example', 'api.acme.example', 'x.example', 'co.uk');
		const path = fc.constantFrom('**', '/', '~', 'out/**', 'out/data.json', 'src/**', '*.json', '.');
		const permissions = fc.record({
			network: fc.record({ domains: fc.uniqueArray(host), allow_ip_literals: fc.boolean() }),
			files: fc.record({ read: fc.uniqueArray(path), write: fc.uniqueArray(path) }),
			process: fc.record({ allow_shell: fc.boolean(), allow_subprocess: fc.boolean() }),
		});
		fc.assert(
			fc.property(permissions, declared => {
				const { left, edits, summary } = synced({
					'fetch.sh': `${FETCH}cat notes/list.txt\n`,
					'aem.json': manifestText(declared),
				});
				assert.deepEqual(left, []);
				assert.equal(summary === '', edits.length === 0);
			}),
			{ numRuns: 60 },
		);
	});

	it('knows nothing to do where there is no manifest, or none that can be edited', () => {
		assert.equal(syncManifest(reportOf({ 'SKILL.md': skillText('x') }).facts), undefined);
		assert.equal(syncManifest(reportOf({ 'aem.json': '[]' }).facts), undefined);
	});
});

describe('draftManifest', () => {
	it('declares what is used and nothing more', () => {
		const files = { 'SKILL.md': skillText('Run `fetch.sh`.'), 'fetch.sh': FETCH };
		const { text } = draftManifest(reportOf(files).facts);
		assert.equal(JSON.parse(text).id, 'com.example.demo');
		const rules = reportOf({ ...files, 'aem.json': text }).findings.map(finding => finding.rule);
		assert.deepEqual(
			rules.filter(rule => IN_LINE.test(rule) || rule.startsWith('manifest-')),
			[],
		);
	});

	it('says what it could not know', () => {
		const { notes } = draftManifest(reportOf({ 'SKILL.md': skillText('x'), 'a.sh': 'curl "$URL"\n' }).facts);
		assert.ok(
			notes.some(note => /hosts .*computed at run time/.test(note)),
			String(notes),
		);
	});
});
