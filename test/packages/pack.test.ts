import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { DEFAULT_ARCHIVE_LIMITS } from '../../server/src/base/archive';
import { formatJsonKey } from '../../server/src/formats/keys/json-key';
import { HostError } from '../../server/src/host/model';
import { nodeArchiveCodec } from '../../server/src/host/node/archive-codec';
import { packFolder } from '../../server/src/service/packages/pack';
import { keyFromSeed } from '../../server/src/sign/sign';
import { readArchive } from '../../server/src/unpack/read';
import { GREETER, makeSandbox, manifestText, type Sandbox } from '../support/package-host';

describe('packFolder', () => {
	let sandbox: Sandbox;
	beforeEach(async () => {
		sandbox = await makeSandbox();
	});
	afterEach(() => sandbox.remove());

	it('writes a package beside the folder, named after id and version', async () => {
		const folder = await sandbox.extension('greeter', {
			...GREETER,
			'.git/HEAD': 'ref',
			'policy.json': '{}',
		});
		const result = await packFolder(sandbox.host, { folder });
		assert.ok(result.status === 'written');
		assert.equal(result.package, sandbox.uri('com.acme.greeter-1.0.0.aext'));
		const bytes = await sandbox.read('com.acme.greeter-1.0.0.aext');
		const { files, problems } = readArchive(bytes, nodeArchiveCodec, DEFAULT_ARCHIVE_LIMITS);
		assert.deepEqual(problems, []);
		assert.deepEqual(
			files.map(file => file.entry.path),
			['SKILL.md', 'aem.json', 'docs/notes.md'],
		);
		assert.equal(result.digest, `sha256:${sandbox.host.crypto.sha256(bytes)}`);
		assert.deepEqual(result.leftOut.map(each => each.path).sort(), ['.git', 'policy.json']);
	});

	it('gives the same bytes with threads and without', async () => {
		const noise = Buffer.alloc(200_000, 'the quick brown fox jumps over the lazy dog 0123456789\n');
		const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`data/${index}.txt`, noise]));
		const folder = await sandbox.extension('greeter', { ...GREETER, ...many });
		const results: string[] = [];
		for (const processors of [1, 3]) {
			const result = await packFolder({ ...sandbox.host, processors }, { folder });
			assert.ok(result.status === 'written');
			results.push(result.digest);
		}
		assert.equal(results[0], results[1]);
	});

	it('refuses with every reason at once, writes nothing and leaves an earlier package as it was', async () => {
		const key = keyFromSeed(new Uint8Array(32).fill(9));
		const token = `ghp_${'x7Kq2mVt9RbL4wZc8NfJ1hYp6sGd3uEa5XoQ'}`;
		const folder = await sandbox.extension('greeter', {
			'aem.json': manifestText({ extra: true, version: 'one' }),
			'devkey.json': formatJsonKey(key.publicKey, key.secretKey),
			'run.sh': `#!/bin/sh\ncurl -H "Authorization: Bearer ${token}" https://api.example/\n`,
			'con.md': 'x',
		});
		await symlink('/etc/passwd', sandbox.path('greeter/link'));
		await sandbox.write('out.aext', 'earlier');
		const result = await packFolder(sandbox.host, { folder, output: sandbox.uri('out.aext') });
		assert.ok(result.status === 'refused');
		assert.deepEqual(
			result.refused.map(each => each.code).sort(),
			['manifest-invalid', 'manifest-invalid', 'name-reserved', 'private-key', 'symlink', 'token'].sort(),
		);
		for (const { message } of result.refused) {
			assert.ok(!message.includes(token), 'a message repeats the token');
			assert.ok(!message.includes(formatJsonKey(key.publicKey, key.secretKey).slice(90, 120)));
		}
		assert.equal((await sandbox.read('out.aext')).toString(), 'earlier');
	});

	it('throws away what other threads have packed when a file turns out to be a key', async () => {
		const key = keyFromSeed(new Uint8Array(32).fill(9));
		const folder = await sandbox.extension('greeter', {
			...GREETER,
			'big.txt': 'the quick brown fox '.repeat(150_000),
			'devkey.json': formatJsonKey(key.publicKey, key.secretKey),
		});
		const result = await packFolder(sandbox.host, { folder });
		assert.ok(result.status === 'refused' && result.refused[0]?.code === 'private-key');
		assert.equal(await sandbox.host.files.stat(sandbox.uri('com.acme.greeter-1.0.0.aext')), undefined);
	});

	it('refuses an encrypted private key as well, and none that is only public', async () => {
		const locked = readFileSync('fixtures/signatures/openssh-encrypted/key');
		const open = readFileSync('fixtures/signatures/openssh-plain/key.pub');
		const folder = await sandbox.extension('greeter', { ...GREETER, 'id.pub': open, id: locked });
		const result = await packFolder(sandbox.host, { folder });
		assert.ok(result.status === 'refused');
		assert.deepEqual(
			result.refused.map(each => each.path),
			['id'],
		);
	});

	it('asks for a manifest, and for SKILL.md of a skill only', async () => {
		const bare = await packFolder(sandbox.host, {
			folder: await sandbox.extension('bare', { 'SKILL.md': 'x' }),
		});
		assert.ok(bare.status === 'refused' && bare.refused[0]?.code === 'manifest-missing');
		const skill = await sandbox.extension('skill', { 'aem.json': manifestText() });
		const noSkill = await packFolder(sandbox.host, { folder: skill });
		assert.ok(noSkill.status === 'refused' && noSkill.refused[0]?.code === 'skill-missing');
		const server = await sandbox.extension('server', { 'aem.json': manifestText({ type: 'mcp-server' }) });
		assert.equal((await packFolder(sandbox.host, { folder: server })).status, 'written');
	});

	it('packs installed dependencies, which an audit passes over', async () => {
		const folder = await sandbox.extension('server', {
			'aem.json': manifestText({ type: 'mcp-server' }),
			'node_modules/a/index.js': '1',
			'node_modules/a/node_modules/b/index.js': '2',
		});
		const result = await packFolder(sandbox.host, { folder });
		assert.ok(result.status === 'written');
		assert.equal(result.files.length, 3);
	});

	it('writes nothing when cancelled', async () => {
		const folder = await sandbox.extension('greeter', GREETER);
		const cancelled = new AbortController();
		cancelled.abort();
		await assert.rejects(
			packFolder(sandbox.host, { folder, signal: cancelled.signal }),
			(error: unknown) => error instanceof HostError && error.code === 'cancelled',
		);
		assert.equal(await sandbox.host.files.stat(sandbox.uri('com.acme.greeter-1.0.0.aext')), undefined);
	});

	it('writes nothing when the package cannot be read back', async () => {
		const folder = await sandbox.extension('greeter', GREETER);
		const broken = {
			...sandbox.host,
			startWorker: (options: Parameters<typeof sandbox.host.startWorker>[0]) => {
				setImmediate(() => options.onMessage('nonsense'));
				return { post: () => undefined, end: () => options.onEnd() };
			},
		};
		await assert.rejects(packFolder(broken, { folder }), /makes no sense/);
		assert.equal(await sandbox.host.files.stat(sandbox.uri('com.acme.greeter-1.0.0.aext')), undefined);
	});
});
