import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { appendFile, readdir, rm, stat, symlink, unlink } from 'node:fs/promises';
import { HostError } from '../../server/src/host/model';
import { inspectPackage } from '../../server/src/service/packages/inspect';
import {
	type InstallRequest,
	type InstallResult,
	installPackage,
} from '../../server/src/service/packages/install';
import { listInstalled, statusOfInstalled } from '../../server/src/service/packages/installed';
import { createKey, fingerprintOf } from '../../server/src/service/packages/keys';
import { packFolder } from '../../server/src/service/packages/pack';
import { loadPolicy } from '../../server/src/service/packages/policy';
import { signPackage } from '../../server/src/service/packages/sign';
import type { InstallTarget } from '../../server/src/service/packages/targets';
import { pinPublisher, revokeTrust } from '../../server/src/service/packages/trust';
import { uninstallExtension } from '../../server/src/service/packages/uninstall';
import { GREETER, makeSandbox, manifestText, type Sandbox } from '../support/package-host';

type Files = Readonly<Record<string, string | Uint8Array>>;

describe('installing', () => {
	let sandbox: Sandbox;
	let key: ReturnType<typeof createKey>;
	let count = 0;
	beforeEach(async () => {
		sandbox = await makeSandbox();
		key = createKey(sandbox.host);
		await pinPublisher(sandbox.host, { publicKey: key.publicKey, name: 'Acme', scope: ['com.acme.*'] });
	});
	afterEach(() => sandbox.remove());

	/** A package of these files, signed by the pinned key unless told otherwise. */
	async function makePackage(files: Files = GREETER, signed = true): Promise<string> {
		const name = `made-${count++}`;
		const folder = await sandbox.extension(name, files);
		const output = sandbox.uri(`${name}.aext`);
		const result = await packFolder(sandbox.host, { folder, output });
		assert.equal(result.status, 'written', JSON.stringify(result));
		if (signed) await signPackage(sandbox.host, { package: output, key });
		return output;
	}

	function install(packageUri: string, changes: Partial<InstallRequest> = {}): Promise<InstallResult> {
		const target: InstallTarget = { agent: 'claude', scope: 'user' };
		return installPackage(sandbox.host, { package: packageUri, target, rulesVersion: '0.1.0', ...changes });
	}

	/** Files below the home folder, without the person's own data of this program. */
	async function homeFiles(): Promise<readonly string[]> {
		const found = await readdir(sandbox.path('home'), { recursive: true, withFileTypes: true });
		return found
			.filter(entry => !entry.isDirectory())
			.map(entry => `${entry.parentPath}/${entry.name}`.slice(sandbox.path('home').length + 1))
			.filter(path => !path.startsWith('.config/'))
			.sort();
	}

	const INSTALLED = ['SKILL.md', 'aem.json', 'docs/notes.md'].map(path => `.claude/skills/greeter/${path}`);

	it('puts a signed, clean package in place without a question, with a receipt', async () => {
		const result = await install(await makePackage());
		assert.ok(result.status === 'installed', JSON.stringify(result));
		assert.equal(result.target, sandbox.uri('home/.claude/skills/greeter'));
		assert.deepEqual(await homeFiles(), INSTALLED);
		const { receipt } = result;
		assert.equal(receipt.extension.id, 'com.acme.greeter');
		assert.equal(receipt.signature.pinnedAs, 'Acme');
		assert.equal(receipt.judgement.verdict, 'nothing-found');
		assert.equal(receipt.judgement.confirmed, false);
		assert.equal(receipt.files.length, 3);
		assert.deepEqual(await listInstalled(sandbox.host), [receipt]);
	});

	it('keeps modes minimal: programs executable, nothing writable by others', async function () {
		if (process.platform === 'win32') this.skip();
		const result = await install(await makePackage({ ...GREETER, 'run.sh': '#!/bin/sh\necho hello\n' }), {
			confirm: async () => true,
		});
		assert.ok(result.status === 'installed', JSON.stringify(result));
		const mode = async (path: string) =>
			(await stat(sandbox.path(`home/.claude/skills/greeter${path}`))).mode & 0o777;
		assert.deepEqual([await mode('/run.sh'), await mode('/SKILL.md'), await mode('')], [0o755, 0o644, 0o755]);
	});

	it('asks before it installs what nobody signed, and takes no answer for no', async () => {
		const unsigned = await makePackage(GREETER, false);
		const silent = await install(unsigned);
		assert.ok(silent.status === 'refused' && silent.code === 'not-confirmed');
		const asked: (readonly string[])[] = [];
		const refused = await install(unsigned, {
			confirm: async ({ reasons }) => {
				asked.push(reasons);
				return false;
			},
		});
		assert.equal(refused.status, 'refused');
		assert.deepEqual(asked, [['Nobody has signed this package.']]);
		assert.deepEqual(await homeFiles(), []);
		const agreed = await install(unsigned, { confirm: async () => true });
		assert.ok(agreed.status === 'installed' && agreed.receipt.judgement.confirmed);
	});

	it('refuses what was changed after signing, without a question', async () => {
		const uri = await makePackage();
		const other = await makePackage({ ...GREETER, 'docs/notes.md': 'other' });
		await sandbox.write('made-x.aext', await sandbox.read(other.slice(other.lastIndexOf('/') + 1)));
		const signature = uri.replace('.aext', '.sig.json');
		const result = await install(sandbox.uri('made-x.aext'), {
			signature,
			confirm: () => assert.fail('asked'),
		});
		assert.ok(result.status === 'refused' && result.code === 'verdict');
		assert.deepEqual(await homeFiles(), []);
	});

	it('judges the manifest inside, and refuses one beside it that differs', async () => {
		const uri = await makePackage({
			...GREETER,
			'aem.json': manifestText({ permissions: { process: { allow_shell: true } } }),
		});
		await sandbox.write('harmless.json', manifestText());
		await sandbox.write('policy.json', '{"permissions":{"deny":{"process":{"allow_shell":true}}}}');
		const policy = await loadPolicy(sandbox.host, sandbox.uri('policy.json'));
		assert.ok(policy.kind === 'reference');
		const confirm = async () => true;
		const denied = await install(uri, { policy, confirm });
		assert.ok(denied.status === 'refused' && denied.code === 'policy', JSON.stringify(denied));
		assert.match(denied.reasons[0] ?? '', /denied: process\.allow_shell=true/);
		const sidecar = await install(uri, { manifest: sandbox.uri('harmless.json'), confirm });
		assert.ok(
			sidecar.status === 'refused' && sidecar.reasons.some(reason => reason.includes('not the one inside')),
		);
		await sandbox.write(
			'same.json',
			manifestText({ permissions: { process: { allow_shell: true } } }).replace(/\n */g, ' '),
		);
		assert.equal((await install(uri, { manifest: sandbox.uri('same.json'), confirm })).status, 'installed');
	});

	it('refuses a package without a manifest that can be used', async () => {
		const uri = sandbox.uri('bare.aext');
		const { writePackage } = await import('../../server/src/pack/write');
		const bytes = await writePackage([{ path: 'SKILL.md', bytes: Buffer.from('x') }], { ratio: 200 });
		await sandbox.write('bare.aext', bytes);
		const result = await install(uri, { confirm: async () => true });
		assert.equal(result.status, 'refused');
		assert.deepEqual(await homeFiles(), []);
	});

	it('heeds a policy of our own: who may sign, and what becomes of the rest', async () => {
		const uri = await makePackage();
		await sandbox.write(
			'policy.json',
			JSON.stringify({
				schema: 'aext/policy/v1',
				signature: { signers: [`ed25519:${'0'.repeat(64)}`] },
				actions: { signature: 'quarantine' },
			}),
		);
		const policy = await loadPolicy(sandbox.host, sandbox.uri('policy.json'));
		assert.ok(policy.kind === 'aext/policy/v1');
		const result = await install(uri, { policy });
		assert.ok(result.status === 'quarantined', JSON.stringify(result));
		assert.ok(result.copy.startsWith(sandbox.host.person.own));
		assert.deepEqual(await homeFiles(), []);
		assert.ok(await sandbox.host.files.stat(result.copy));
	});

	it('replaces what is not its own by nothing', async () => {
		await sandbox.write('home/.claude/skills/greeter/mine.md', 'mine');
		const result = await install(await makePackage());
		assert.ok(result.status === 'refused' && result.code === 'not-ours');
		assert.deepEqual(await homeFiles(), ['.claude/skills/greeter/mine.md']);
	});

	it('updates its own, unless its files were changed, and keeps the receipt before', async () => {
		await install(await makePackage());
		const update = await makePackage({
			...GREETER,
			'aem.json': manifestText({ version: '1.1.0' }),
			'docs/notes.md': '# New\n\nHello again.\n',
		});
		await appendFile(sandbox.path('home/.claude/skills/greeter/SKILL.md'), 'edited\n');
		const refused = await install(update);
		assert.ok(refused.status === 'refused' && refused.code === 'changed-since');
		assert.match(refused.message, /SKILL\.md/);
		const replaced = await install(update, { replaceChanged: true });
		assert.ok(replaced.status === 'installed');
		assert.match(replaced.receipt.previous ?? '', /^[0-9a-f]{64}$/);
		assert.ok(
			await sandbox.host.files.stat(
				`${sandbox.host.person.own}/receipts/earlier/${replaced.receipt.previous}.json`,
			),
		);
		assert.match((await sandbox.read('home/.claude/skills/greeter/docs/notes.md')).toString(), /again/);
		assert.deepEqual(await homeFiles(), INSTALLED);
	});

	it('asks before an update that may do more, is older, or comes from somebody else', async () => {
		await install(await makePackage());
		const asked: (readonly string[])[] = [];
		const refuse = async ({ reasons }: { readonly reasons: readonly string[] }) => {
			asked.push(reasons);
			return false;
		};
		const network = { network: { domains: ['api.acme.example'] } };
		const wider = await makePackage({
			...GREETER,
			'aem.json': manifestText({ version: '1.1.0', permissions: network }),
		});
		assert.equal((await install(wider, { confirm: refuse })).status, 'refused');
		const older = await makePackage({ ...GREETER, 'aem.json': manifestText({ version: '0.9.0' }) }, false);
		assert.equal((await install(older, { confirm: refuse })).status, 'refused');
		assert.ok(
			asked[0]?.includes("It adds a permission: network.domains 'api.acme.example'."),
			JSON.stringify(asked),
		);
		assert.ok(asked[1]?.includes('It is older (0.9.0) than what is installed (1.0.0).'));
		assert.ok(asked[1]?.includes('What is installed was signed, and this is not.'));
		const same = await makePackage({ ...GREETER, 'aem.json': manifestText({ version: '1.0.1' }) });
		assert.equal((await install(same, { confirm: () => assert.fail('asked') })).status, 'installed');
	});

	it('installs into a folder that is there and empty', async () => {
		await sandbox.write('servers/one/x', 'x');
		await unlink(sandbox.path('servers/one/x'));
		const result = await install(await makePackage(), { target: { folder: sandbox.uri('servers/one') } });
		assert.equal(result.status, 'installed');
		assert.ok(existsSync(sandbox.path('servers/one/SKILL.md')));
	});

	it('does not put one extension in the place of another', async () => {
		await install(await makePackage());
		const other = await makePackage({ ...GREETER, 'aem.json': manifestText({ id: 'com.acme.other' }) });
		const result = await install(other);
		assert.ok(result.status === 'refused' && result.code === 'other-extension');
	});

	it('leaves nothing behind when the disk fails half way', async () => {
		const uri = await makePackage();
		let written = 0;
		const { writer } = sandbox.host;
		const failing = {
			...sandbox.host,
			writer: {
				...writer,
				create: async (...given: Parameters<typeof writer.create>) => {
					if (++written === 2) throw new HostError('not-writable', 'The disk is full.');
					await writer.create(...given);
				},
			},
		};
		const target: InstallTarget = { agent: 'claude', scope: 'user' };
		await assert.rejects(
			installPackage(failing, { package: uri, target, rulesVersion: '0' }),
			/disk is full/,
		);
		assert.deepEqual(await readdir(sandbox.path('home/.claude/skills')), []);
		assert.deepEqual(await listInstalled(sandbox.host), []);
	});

	it('puts the old copy back when the new one cannot take its place', async () => {
		await install(await makePackage());
		const update = await makePackage({ ...GREETER, 'aem.json': manifestText({ version: '2.0.0' }) });
		const { writer } = sandbox.host;
		let moves = 0;
		const failing = {
			...sandbox.host,
			writer: {
				...writer,
				rename: async (from: string, to: string) => {
					if (++moves === 2) throw new HostError('not-writable', 'No.');
					await writer.rename(from, to);
				},
			},
		};
		const target: InstallTarget = { agent: 'claude', scope: 'user' };
		await assert.rejects(installPackage(failing, { package: update, target, rulesVersion: '0' }), /No\./);
		assert.deepEqual(await homeFiles(), INSTALLED);
		assert.equal((await statusOfInstalled(sandbox.host)).extensions[0]?.state, 'intact');
	});

	it('installs exactly what was judged, even if the file is swapped in between', async () => {
		const uri = await makePackage(GREETER, false);
		const swapped = await makePackage({ ...GREETER, 'docs/notes.md': 'swapped' }, false);
		const name = (full: string) => full.slice(full.lastIndexOf('/') + 1);
		await assert.rejects(
			install(uri, {
				confirm: async () => {
					await sandbox.write(name(uri), await sandbox.read(name(swapped)));
					return true;
				},
			}),
			/changed while it was installed/,
		);
		assert.deepEqual(await homeFiles(), []);
	});

	it('is not led out of a project by a link', async function () {
		if (process.platform === 'win32') this.skip();
		await sandbox.write('project/README.md', 'x');
		await sandbox.write('elsewhere/x', 'x');
		await symlink(sandbox.path('elsewhere'), sandbox.path('project/.claude'));
		const target: InstallTarget = { agent: 'claude', scope: 'project', project: sandbox.uri('project') };
		await assert.rejects(install(await makePackage(), { target }), /leads out of the project/);
		await unlink(sandbox.path('project/.claude'));
		assert.equal((await install(await makePackage(), { target })).status, 'installed');
		assert.ok(existsSync(sandbox.path('project/.claude/skills/greeter/SKILL.md')));
	});

	it('installs into a folder that is named, and only skills among an agent’s skills', async () => {
		const server = await makePackage({ 'aem.json': manifestText({ type: 'mcp-server' }), 'README.md': 'x' });
		await assert.rejects(install(server), /this is a mcp-server/);
		const result = await install(server, { target: { folder: sandbox.uri('servers/one') } });
		assert.ok(result.status === 'installed', JSON.stringify(result));
		assert.ok(existsSync(sandbox.path('servers/one/aem.json')));
	});

	it('knows what became of what it installed', async () => {
		const first = await install(await makePackage());
		assert.ok(first.status === 'installed');
		const state = async () => (await statusOfInstalled(sandbox.host)).extensions[0];
		assert.equal((await state())?.state, 'intact');
		const folder = sandbox.path('home/.claude/skills/greeter');
		await appendFile(`${folder}/SKILL.md`, 'x');
		await unlink(`${folder}/docs/notes.md`);
		await sandbox.write('home/.claude/skills/greeter/new.md', 'x');
		const changed = await state();
		assert.deepEqual(
			[changed?.state, changed?.changed, changed?.missing, changed?.added],
			['changed', ['SKILL.md'], ['docs/notes.md'], ['new.md']],
		);
		await revokeTrust(sandbox.host, {
			subject: fingerprintOf(sandbox.host, key.publicKey),
			reason: 'stolen',
		});
		assert.equal((await state())?.withdrawn.length, 1);
		await rm(folder, { recursive: true });
		assert.equal((await state())?.state, 'gone');
	});

	it('uninstalls what it installed and nothing else', async () => {
		const result = await install(await makePackage());
		assert.ok(result.status === 'installed');
		await sandbox.write('home/.claude/skills/greeter/docs/mine.md', 'mine');
		await appendFile(sandbox.path('home/.claude/skills/greeter/SKILL.md'), 'edited');
		const removed = await uninstallExtension(sandbox.host, { target: result.target });
		assert.deepEqual(removed.kept, ['SKILL.md', 'docs/mine.md']);
		assert.deepEqual(await homeFiles(), [
			'.claude/skills/greeter/SKILL.md',
			'.claude/skills/greeter/docs/mine.md',
		]);
		assert.deepEqual(await listInstalled(sandbox.host), []);
		await assert.rejects(
			uninstallExtension(sandbox.host, { target: result.target }),
			/not installed by this program/,
		);
	});

	it('uninstalls without a trace when nothing was changed', async () => {
		const result = await install(await makePackage());
		assert.ok(result.status === 'installed');
		await uninstallExtension(sandbox.host, { target: result.target });
		assert.deepEqual(await readdir(sandbox.path('home/.claude/skills')), []);
	});

	it('follows no link while it uninstalls', async function () {
		if (process.platform === 'win32') this.skip();
		const result = await install(await makePackage());
		assert.ok(result.status === 'installed');
		const docs = sandbox.path('home/.claude/skills/greeter/docs');
		await rm(docs, { recursive: true });
		await sandbox.write('elsewhere/notes.md', GREETER['docs/notes.md'] as string);
		await symlink(sandbox.path('elsewhere'), docs);
		const removed = await uninstallExtension(sandbox.host, { target: result.target });
		assert.deepEqual(removed.kept, ['docs']);
		assert.ok(existsSync(sandbox.path('elsewhere/notes.md')));
	});

	it('is cancelled without a trace', async () => {
		const controller = new AbortController();
		const cancelled = install(await makePackage(), {
			signal: controller.signal,
			onListing: () => controller.abort(),
		});
		await assert.rejects(
			cancelled,
			(error: unknown) => error instanceof HostError && error.code === 'cancelled',
		);
		assert.deepEqual(await homeFiles(), []);
	});

	it('cannot judge a package whose reading breaks off', async () => {
		const uri = await makePackage();
		const dying = {
			...sandbox.host,
			startWorker: (options: Parameters<typeof sandbox.host.startWorker>[0]) => {
				setImmediate(() => options.onEnd('deadline'));
				return { post: () => undefined, end: () => undefined };
			},
		};
		const { judgement } = await inspectPackage(dying, { package: uri });
		assert.equal(judgement.verdict, 'cannot-judge');
		const target: InstallTarget = { agent: 'claude', scope: 'user' };
		const result = await installPackage(dying, {
			package: uri,
			target,
			rulesVersion: '0',
			confirm: async () => true,
		});
		assert.equal(result.status, 'refused');
	});
});
