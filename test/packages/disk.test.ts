import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, stat, symlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { HostError } from '../../server/src/host/model';
import { openFileSource } from '../../server/src/host/node/file-source';
import { personFolders } from '../../server/src/host/node/person';
import { makeSandbox, type Sandbox } from '../support/package-host';

const bytes = (text: string) => new TextEncoder().encode(text);

function isHostError(code: string) {
	return (error: unknown) => error instanceof HostError && error.code === code;
}

describe('writing to the disk', () => {
	let sandbox: Sandbox;
	beforeEach(async () => {
		sandbox = await makeSandbox();
		await mkdir(sandbox.path('folder'));
	});
	afterEach(() => sandbox.remove());

	it('replaces a file whole, with its mode, and leaves nothing beside it', async () => {
		const { writer } = sandbox.host;
		await writer.write(sandbox.uri('folder/a'), bytes('one'), 0o644);
		await writer.write(sandbox.uri('folder/a'), bytes('two'), 0o600);
		assert.equal((await sandbox.read('folder/a')).toString(), 'two');
		assert.deepEqual(await readdir(sandbox.path('folder')), ['a']);
		if (process.platform !== 'win32')
			assert.equal((await stat(sandbox.path('folder/a'))).mode & 0o777, 0o600);
	});

	it('replaces a link instead of writing through it', async function () {
		if (process.platform === 'win32') this.skip();
		await sandbox.write('victim', 'mine');
		await symlink(sandbox.path('victim'), sandbox.path('folder/a'));
		await sandbox.host.writer.write(sandbox.uri('folder/a'), bytes('new'), 0o644);
		assert.equal((await sandbox.read('victim')).toString(), 'mine');
	});

	it('leaves what was there when it fails', async () => {
		const { writer } = sandbox.host;
		await mkdir(sandbox.path('folder/a/b'), { recursive: true });
		await assert.rejects(writer.write(sandbox.uri('folder/a'), bytes('x'), 0o644), HostError);
		assert.deepEqual(await readdir(sandbox.path('folder')), ['a']);
		await assert.rejects(writer.write(sandbox.uri('none/a'), bytes('x'), 0o644), isHostError('not-found'));
	});

	it('creates and moves nothing over what is there', async () => {
		const { writer } = sandbox.host;
		await sandbox.write('folder/a', 'mine');
		await sandbox.write('folder/b', 'other');
		await assert.rejects(writer.create(sandbox.uri('folder/a'), bytes('x'), 0o644), isHostError('exists'));
		await assert.rejects(writer.createFolder(sandbox.uri('folder/a'), 0o755), isHostError('exists'));
		await assert.rejects(
			writer.rename(sandbox.uri('folder/b'), sandbox.uri('folder/a')),
			isHostError('exists'),
		);
		assert.equal((await sandbox.read('folder/a')).toString(), 'mine');
	});

	it('removes a link and not what it leads to', async function () {
		if (process.platform === 'win32') this.skip();
		await sandbox.write('victim/file', 'mine');
		await symlink(sandbox.path('victim'), sandbox.path('folder/link'));
		await sandbox.host.writer.remove(sandbox.uri('folder'));
		assert.equal((await sandbox.read('victim/file')).toString(), 'mine');
		await sandbox.host.writer.remove(sandbox.uri('folder'));
	});
});

describe('a lock', () => {
	let sandbox: Sandbox;
	beforeEach(async () => {
		sandbox = await makeSandbox();
	});
	afterEach(() => sandbox.remove());

	it('lets one in at a time, and is gone afterwards', async () => {
		let inside = 0;
		let most = 0;
		const work = () =>
			sandbox.host.writer.locked(sandbox.uri('own/thing'), async () => {
				most = Math.max(most, ++inside);
				await new Promise(resolve => setImmediate(resolve));
				inside--;
			});
		await Promise.all(Array.from({ length: 10 }, work));
		assert.equal(most, 1);
		assert.deepEqual(await readdir(sandbox.path('own')), []);
	});

	it('is given back when the work fails', async () => {
		const { writer } = sandbox.host;
		await assert.rejects(
			writer.locked(sandbox.uri('own/thing'), () => Promise.reject(new Error('no'))),
			/^Error: no$/,
		);
		assert.equal(await writer.locked(sandbox.uri('own/thing'), async () => 'yes'), 'yes');
	});

	it('of a process that died is taken over, once', async () => {
		const dead = spawnSync(process.execPath, ['-e', '0']).pid;
		await sandbox.write('own/thing.lock', `${dead}@${hostname()} 00\n`);
		let inside = 0;
		const work = () =>
			sandbox.host.writer.locked(sandbox.uri('own/thing'), async () => {
				assert.equal(++inside, 1);
				await new Promise(resolve => setImmediate(resolve));
				inside--;
			});
		await Promise.all([work(), work(), work()]);
		assert.deepEqual(await readdir(sandbox.path('own')), []);
	});
});

describe('the person’s folder', () => {
	it('is where the platform keeps programs’ data, and not where a relative path says', function () {
		if (process.platform !== 'linux') this.skip();
		assert.match(personFolders({ XDG_CONFIG_HOME: '/xdg' }).own, /\/xdg\/aext$/);
		assert.match(personFolders({ XDG_CONFIG_HOME: 'evil' }).own, /\/\.config\/aext$/);
		assert.match(personFolders({}).own, /\/\.config\/aext$/);
	});
});

describe('openFileSource', () => {
	it('gives any range, read ahead or not', async () => {
		const sandbox = await makeSandbox();
		try {
			const content = Buffer.from(Array.from({ length: 700_000 }, (_, index) => (index * 31) & 0xff));
			await sandbox.write('file', content);
			const source = openFileSource(sandbox.path('file'));
			const ranges = [
				[0, 10],
				[5, 5],
				[699_990, 100],
				[0, 700_000],
				[300_000, 1],
				[262_140, 10],
				[700_000, 5],
				[800_000, 5],
			];
			for (const [offset = 0, length = 0] of ranges) {
				const expected = content.subarray(offset, offset + length);
				assert.equal(
					Buffer.compare(Buffer.from(source.read(offset, length)), expected),
					0,
					`${offset}+${length}`,
				);
			}
			source.close();
		} finally {
			await sandbox.remove();
		}
	});
});
