import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseManifest } from '../../server/src/formats/manifest/parse';
import { inspectPackage } from '../../server/src/service/packages/inspect';
import { installPackage } from '../../server/src/service/packages/install';
import { loadPublicKey } from '../../server/src/service/packages/keys';
import { referenceScan } from '../../server/src/service/packages/reference-scan';
import { makeSandbox, type Sandbox } from '../support/package-host';
import { sharedPath } from '../support/skip';

describe('what people see of the reference tool’s packages', () => {
	let folder = '';
	let sandbox: Sandbox;
	before(async function () {
		folder = sharedPath(this, 'interop', 'agentsec');
		sandbox = await makeSandbox();
	});
	after(() => sandbox?.remove());

	const uri = (name: string) => pathToFileURL(path.join(folder, name)).href;

	async function inspect(name: string, keyName: string) {
		const key = await loadPublicKey(sandbox.host, uri(keyName));
		assert.ok(key.kind === 'public');
		return inspectPackage(sandbox.host, { package: uri(name), key: key.publicKey });
	}

	it('clean.aext is intact and signed, with its manifest inside', async () => {
		const { reading } = await inspect('good/clean.aext', 'keys/clean.pub.json');
		assert.equal(reading?.claim.outcome, 'verified');
		assert.equal(reading?.manifest.state, 'valid');
		assert.deepEqual(reading?.problems, []);
		assert.ok(!reading?.audit?.findings.some(finding => finding.severity === 'critical'));
	});

	it('demo.aext is intact and signed, and carries its own private key', async () => {
		const { reading, judgement } = await inspect('good/demo.aext', 'keys/pub.json');
		assert.equal(reading?.claim.outcome, 'verified');
		const leak = reading?.audit?.findings.find(finding => finding.location.path === 'devkey.json');
		assert.equal(leak?.rule, 'private-key');
		assert.ok(leak.severity === 'critical' || leak.severity === 'high');
		assert.notEqual(judgement.verdict, 'nothing-found');
		const report: { risk_score: number; findings: object[] } = JSON.parse(
			referenceScan(reading?.audit?.findings ?? [], new Date(0)),
		);
		assert.ok(report.risk_score > 0 && report.findings.length > 0);
	});

	it('what it refuses, and what it wrongly installs, is never installed', async () => {
		for (const name of readdirSync(path.join(folder, 'refuse')).filter(each => each.endsWith('.aext'))) {
			const result = await installPackage(sandbox.host, {
				package: uri(`refuse/${name}`),
				target: { folder: sandbox.uri(`installed-${name}`) },
				rulesVersion: '0',
				confirm: async () => true,
			});
			assert.equal(result.status, 'refused', name);
			assert.equal(await sandbox.host.files.stat(sandbox.uri(`installed-${name}`)), undefined, name);
		}
	});

	it('manifests that it accepts wrongly have errors at exact places', () => {
		for (const name of readdirSync(path.join(folder, 'manifests')).filter(each => each.endsWith('.json'))) {
			const text = readFileSync(path.join(folder, 'manifests', name), 'utf8');
			const { problems } = parseManifest(text);
			assert.ok(problems.length > 0, name);
			for (const { range } of problems) assert.ok(range.start >= 0 && range.end <= text.length, name);
		}
	});
});
