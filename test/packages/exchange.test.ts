import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { appendFile, stat } from 'node:fs/promises';
import { HostError } from '../../server/src/host/model';
import {
	createKey,
	defaultKeyUri,
	fingerprintOf,
	loadPrivateKey,
	loadPublicKey,
	savePrivateKey,
	savePublicKey,
} from '../../server/src/service/packages/keys';
import { packFolder } from '../../server/src/service/packages/pack';
import { signPackage } from '../../server/src/service/packages/sign';
import {
	exportTrust,
	importTrust,
	loadTrust,
	pinPublisher,
	revokeTrust,
	trustStoreUri,
	unpinPublisher,
} from '../../server/src/service/packages/trust';
import { verifyPackage } from '../../server/src/service/packages/verify';
import { GREETER, makeSandbox, type Sandbox } from '../support/package-host';

async function packedAndSigned(sandbox: Sandbox) {
	const folder = await sandbox.extension('greeter', GREETER);
	const output = sandbox.uri('greeter.aext');
	assert.equal((await packFolder(sandbox.host, { folder, output })).status, 'written');
	const key = createKey(sandbox.host);
	const signed = await signPackage(sandbox.host, { package: output, key });
	assert.ok(signed.status === 'signed');
	return { package: output, key, signed };
}

async function outcomeOf(sandbox: Sandbox, packageUri: string, key?: Uint8Array): Promise<string> {
	const result = await verifyPackage(sandbox.host, { package: packageUri, ...(key && { key }) });
	assert.ok(result.status === 'judged');
	return `${result.claim.outcome}${result.ok ? ', ok' : ''}`;
}

describe('signing and verifying a package', () => {
	let sandbox: Sandbox;
	beforeEach(async () => {
		sandbox = await makeSandbox();
	});
	afterEach(() => sandbox.remove());

	it('goes from an unknown key to a pinned one, and back when it is revoked', async () => {
		const { package: uri, key, signed } = await packedAndSigned(sandbox);
		assert.equal(signed.signature, sandbox.uri('greeter.sig.json'));
		assert.equal(await outcomeOf(sandbox, uri), 'unknown-key');
		assert.equal(await outcomeOf(sandbox, uri, key.publicKey), 'verified, ok');
		assert.equal(await outcomeOf(sandbox, uri, createKey(sandbox.host).publicKey), 'other-key');
		const { host } = sandbox;
		await pinPublisher(host, { publicKey: key.publicKey, name: 'Acme', scope: ['com.other.*'] });
		assert.equal(await outcomeOf(sandbox, uri), 'verified');
		await pinPublisher(host, { publicKey: key.publicKey, name: 'Acme', scope: ['com.acme.*'] });
		assert.equal(await outcomeOf(sandbox, uri), 'verified, ok');
		await revokeTrust(host, { subject: fingerprintOf(host, key.publicKey), reason: 'stolen' });
		assert.equal(await outcomeOf(sandbox, uri), 'verified');
		assert.equal(await outcomeOf(sandbox, uri, key.publicKey), 'verified');
	});

	it('notices a package that was changed, and one without a signature', async () => {
		const { package: uri, key } = await packedAndSigned(sandbox);
		await appendFile(sandbox.path('greeter.aext'), 'x');
		assert.equal(await outcomeOf(sandbox, uri, key.publicKey), 'changed');
		await sandbox.write('other.aext', await sandbox.read('greeter.aext'));
		assert.equal(await outcomeOf(sandbox, sandbox.uri('other.aext')), 'not-signed');
	});

	it('signs nothing that nobody should install', async () => {
		await sandbox.write('bad.aext', 'no zip');
		const result = await signPackage(sandbox.host, {
			package: sandbox.uri('bad.aext'),
			key: createKey(sandbox.host),
		});
		assert.ok(result.status === 'refused' && result.problems[0]?.code === 'not-a-zip');
		assert.equal(await sandbox.host.files.stat(sandbox.uri('bad.sig.json')), undefined);
	});

	it('calls what lies in the place of a signature malformed, whatever it is', async () => {
		const { package: uri } = await packedAndSigned(sandbox);
		for (const content of ['', 'x'.repeat(2_000_000), new Uint8Array(100)]) {
			await sandbox.write('greeter.sig.json', content);
			assert.equal(await outcomeOf(sandbox, uri), 'malformed');
		}
	});

	it('says so when the signature file that was named is not there', async () => {
		const { package: uri } = await packedAndSigned(sandbox);
		await assert.rejects(
			verifyPackage(sandbox.host, { package: uri, signature: sandbox.uri('none.sig.json') }),
			HostError,
		);
		await assert.rejects(verifyPackage(sandbox.host, { package: sandbox.uri('none.aext') }), HostError);
	});
});

describe('keys on disk', () => {
	let sandbox: Sandbox;
	beforeEach(async () => {
		sandbox = await makeSandbox();
	});
	afterEach(() => sandbox.remove());

	it('are written for their owner alone, in the person’s own folder, and never replaced', async () => {
		const { host } = sandbox;
		const key = createKey(host);
		const uri = defaultKeyUri(host);
		await savePrivateKey(host, key, uri);
		assert.ok(uri.startsWith(host.person.own));
		const file = sandbox.path('home/.config/aext/keys/signing-key.json');
		if (process.platform !== 'win32') {
			assert.equal((await stat(file)).mode & 0o777, 0o600);
			assert.equal((await stat(sandbox.path('home/.config/aext/keys'))).mode & 0o777, 0o700);
		}
		assert.deepEqual(await loadPrivateKey(host, uri), key);
		await assert.rejects(savePrivateKey(host, createKey(host), uri), /never replaced/);
		assert.deepEqual(await loadPrivateKey(host, uri), key);
	});

	it('are refused when others can read them, unless that is meant', async function () {
		if (process.platform === 'win32') this.skip();
		const { host } = sandbox;
		await savePrivateKey(host, createKey(host), sandbox.uri('key.json'));
		await host.writer.setMode(sandbox.uri('key.json'), 0o640);
		await assert.rejects(loadPrivateKey(host, sandbox.uri('key.json')), /chmod 600/);
		assert.equal(
			(await loadPrivateKey(host, sandbox.uri('key.json'), { allowReadable: true })).kind,
			'private',
		);
	});

	it('of OpenSSH ask for their passphrase', async () => {
		const { host } = sandbox;
		await sandbox.write('id', readFileSync('fixtures/signatures/openssh-encrypted/key'), 0o600);
		const load = (passphrase: string | undefined) =>
			loadPrivateKey(host, sandbox.uri('id'), { passphrase: async () => passphrase });
		assert.equal((await load('correct horse')).kind, 'private');
		for (const wrong of ['wrong', undefined]) {
			const key = await load(wrong);
			assert.equal(key.kind === 'problem' && key.code, 'key-wrong-passphrase');
		}
	});

	it('that are public are read from either format, and are no signing keys', async () => {
		const { host } = sandbox;
		const { publicKey } = createKey(host);
		for (const format of ['json', 'openssh'] as const) {
			await savePublicKey(host, publicKey, sandbox.uri(`${format}.pub`), format);
			const loaded = await loadPublicKey(host, sandbox.uri(`${format}.pub`));
			assert.deepEqual(
				loaded.kind === 'public' && new Uint8Array(loaded.publicKey),
				new Uint8Array(publicKey),
			);
			const signing = await loadPrivateKey(host, sandbox.uri(`${format}.pub`));
			assert.equal(signing.kind === 'problem' && signing.code, 'key-wrong-type');
		}
	});
});

describe('the trust store', () => {
	let sandbox: Sandbox;
	beforeEach(async () => {
		sandbox = await makeSandbox();
	});
	afterEach(() => sandbox.remove());

	it('is empty at first, and its owner’s alone once written', async () => {
		const { host } = sandbox;
		assert.deepEqual(await loadTrust(host), { publishers: [], revoked: [] });
		const { publicKey } = createKey(host);
		const pin = await pinPublisher(host, { publicKey, name: 'Acme', scope: ['*'] });
		assert.match(pin.fingerprint, /^ed25519:[0-9a-f]{64}$/);
		if (process.platform !== 'win32') {
			assert.equal((await stat(sandbox.path('home/.config/aext/trust.json'))).mode & 0o777, 0o600);
		}
	});

	it('keeps the work of writers at the same time', async () => {
		const { host } = sandbox;
		const keys = Array.from({ length: 20 }, () => createKey(host).publicKey);
		await Promise.all(
			keys.map((publicKey, index) => pinPublisher(host, { publicKey, name: `P${index}`, scope: ['*'] })),
		);
		assert.equal((await loadTrust(host)).publishers.length, 20);
	});

	it('is never taken for empty when it cannot be read', async () => {
		const { host } = sandbox;
		await sandbox.write('home/.config/aext/trust.json', '{"schema":"aext/trust/v1"');
		await assert.rejects(loadTrust(host), /cannot be used/);
		const { publicKey } = createKey(host);
		await assert.rejects(pinPublisher(host, { publicKey, name: 'x', scope: ['*'] }), HostError);
		assert.equal(
			(await sandbox.read('home/.config/aext/trust.json')).toString(),
			'{"schema":"aext/trust/v1"',
		);
	});

	it('refuses what it could not read again', async () => {
		const { publicKey } = createKey(sandbox.host);
		await assert.rejects(pinPublisher(sandbox.host, { publicKey, name: '', scope: ['*'] }), HostError);
		await assert.rejects(pinPublisher(sandbox.host, { publicKey, name: 'x', scope: ['a*b'] }), HostError);
		await assert.rejects(
			pinPublisher(sandbox.host, { publicKey: new Uint8Array(32), name: 'x', scope: [] }),
			/not sound/,
		);
		await assert.rejects(revokeTrust(sandbox.host, { subject: 'Acme', reason: 'x' }), HostError);
		assert.equal(await sandbox.host.files.stat(trustStoreUri(sandbox.host)), undefined);
	});

	it('unpins by name or fingerprint, not by a name that two share', async () => {
		const { host } = sandbox;
		const pin = (name: string) =>
			pinPublisher(host, { publicKey: createKey(host).publicKey, name, scope: ['*'] });
		const [one] = [await pin('Acme'), await pin('Acme'), await pin('Other')];
		await assert.rejects(unpinPublisher(host, 'Acme'), /Several/);
		await unpinPublisher(host, one?.fingerprint ?? '');
		await unpinPublisher(host, 'Acme');
		await assert.rejects(unpinPublisher(host, 'Acme'), /No key/);
		assert.deepEqual(
			(await loadTrust(host)).publishers.map(each => each.name),
			['Other'],
		);
	});

	it('goes to another machine and widens nothing there', async () => {
		const { host } = sandbox;
		const other = await makeSandbox();
		try {
			const { publicKey } = createKey(host);
			await pinPublisher(host, { publicKey, name: 'Acme', scope: ['*'] });
			await revokeTrust(host, { subject: `sha256:${'0'.repeat(64)}`, reason: 'bad', date: '2026-01-01' });
			await pinPublisher(other.host, { publicKey, name: 'Acme Ltd', scope: ['com.acme.*'] });
			await other.write('export.json', await exportTrust(host));
			assert.deepEqual(await importTrust(other.host, other.uri('export.json')), { pinned: [], revoked: 1 });
			const [pin] = (await loadTrust(other.host)).publishers;
			assert.deepEqual([pin?.name, pin?.scope], ['Acme Ltd', ['com.acme.*']]);
		} finally {
			await other.remove();
		}
	});
});
