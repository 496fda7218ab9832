import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GREETER } from '../support/package-host';
import { skipBecause } from '../support/skip';
import { Person, published } from './person';
import { aext, startAext } from './run';

const ENCRYPTED_KEY = path.resolve('fixtures/signatures/openssh-encrypted/key');

/** Every file below a folder, with `/`. */
async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter(entry => entry.isFile())
		.map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
		.sort();
}

describe('aext package in any time zone', () => {
	it('gives the same bytes, whenever the files were written', async () => {
		const author = await published();
		const expected = await readFile(author.path('greeter.aext'));
		await writeFile(author.path('greeter/SKILL.md'), await readFile(author.path('greeter/SKILL.md')));
		for (const TZ of ['UTC', 'Pacific/Kiritimati', 'America/St_Johns']) {
			const { env } = author.options;
			const { code, err } = await aext(['package', 'greeter', '--out', 'again.aext'], {
				cwd: author.folder,
				env: { ...env, TZ },
			});
			assert.equal(code, 0, err);
			assert.deepEqual(await readFile(author.path('again.aext')), expected, TZ);
		}
	});
});

describe('aext sign with an encrypted key', () => {
	it('takes the passphrase from a file, shows neither, and says what is wrong with them', async () => {
		const author = await published();
		await copyFile(ENCRYPTED_KEY, author.path('id'));
		await chmod(author.path('id'), 0o600);
		await writeFile(author.path('pass'), 'correct horse\nsecond line\n');
		await writeFile(author.path('wrong'), 'incorrect horse\n');
		const sign = (...args: string[]) =>
			author.run('sign', 'greeter.aext', '--key', 'id', '--out', 'id.sig.json', ...args);

		const signed = await sign('--passphrase-file', 'pass');
		assert.equal(signed.code, 0, signed.err);
		assert.ok(!(signed.out + signed.err).includes('correct horse'));
		await copyFile(`${ENCRYPTED_KEY}.pub`, author.path('id.pub'));
		await author.does('verify', 'greeter.aext', '--sig', 'id.sig.json', '--pub', 'id.pub');

		const wrong = await sign('--passphrase-file', 'wrong');
		assert.equal(wrong.code, 1);
		assert.match(wrong.err, /passphrase/i);
		assert.ok(!(wrong.out + wrong.err).includes('incorrect horse'));
		const nobody = await sign();
		assert.equal(nobody.code, 2);
		assert.match(nobody.err, /--passphrase-file/);
		for (const file of ['.', 'none']) {
			const { code, err } = await sign('--passphrase-file', file);
			assert.ok(code === 1 || code === 2, `${file}: ${err}`);
			assert.doesNotMatch(err, /internal error|\n\s+at /);
		}
	});
});

describe('a place that cannot be written', () => {
	const places: Readonly<Record<string, readonly string[]>> = {
		package: ['package', 'greeter', '--out', 'none/x.aext'],
		sign: ['sign', 'greeter.aext', '--key', 'key.json', '--out', 'none/x.sig.json'],
		keygen: ['keygen', '--out', 'file/x.json'],
		'trust export': ['trust', 'export', '--out', 'none/x.json'],
		scan: ['scan', 'greeter.aext', '--out', 'none/x.json'],
		init: ['init', 'file/x', '--id', 'com.acme.x'],
		'manifest init': ['manifest', 'init', 'greeter', '--out', 'none/x.json'],
		install: ['install', 'greeter.aext', '--pub', 'pub.json', '--dest', 'file/x'],
	};

	it('is told in a sentence by every command, and nothing is left there', async () => {
		const author = await published();
		await writeFile(author.path('file'), 'no folder');
		const before = await filesBelow(author.folder);
		await Promise.all(
			Object.entries(places).map(async ([command, args]) => {
				const { code, err } = await author.run(...args);
				assert.ok(code === 1 || code === 2 || code === 20, `${command}: ${code}: ${err}`);
				assert.match(err, /\.\n/, command);
				assert.doesNotMatch(err, /internal error|\n\s+at |file:\/\//, command);
			}),
		);
		assert.deepEqual(await filesBelow(author.folder), before);
	});

	it('is a folder that the person may only read', async function () {
		if (process.platform === 'win32') skipBecause(this, 'Windows has no such permissions.');
		if (process.getuid?.() === 0) {
			// Nothing is missing that continuous integration could provide: only another account can see this.
			console.log('    skipped, root may write everywhere');
			this.skip();
		}
		const author = await published();
		await mkdir(author.path('closed'), { mode: 0o555 });
		for (const args of [
			['package', 'greeter', '--out', 'closed/x.aext'],
			['install', 'greeter.aext', '--pub', 'pub.json', '--dest', 'closed/x'],
		]) {
			const { code, err } = await author.run(...args);
			assert.ok(code === 1 || code === 20);
			assert.match(err, /may not be written/);
		}
		assert.deepEqual(await readdir(author.path('closed')), []);
	});
});

describe('Ctrl+C', () => {
	/** Resolves when something that fits appears in a folder, or with `false` when the program ends before. */
	async function appears(
		folder: string,
		fits: (name: string) => boolean,
		child: ChildProcess,
	): Promise<boolean> {
		const watching = new AbortController();
		try {
			return await new Promise<boolean>(resolve => {
				watch(folder, { signal: watching.signal }, (_event, name) => {
					if (name !== null && fits(name)) resolve(true);
				});
				child.once('close', () => resolve(false));
			});
		} finally {
			watching.abort();
		}
	}

	it('while installing leaves neither a target nor a stage nor a receipt', async function () {
		if (process.platform === 'win32') skipBecause(this, 'Windows has no signals.');
		const files = Object.fromEntries(
			Array.from({ length: 3000 }, (_, index) => [`greeter/docs/${index}.md`, `# Page ${index}\n\nHello.\n`]),
		);
		const author = await published(files);
		const child = startAext(
			['install', 'greeter.aext', '--pub', 'pub.json', '--dest', 'out'],
			author.options,
		);
		const ended = once(child, 'close');
		const staging = await appears(author.folder, name => name.startsWith('.aext-'), child);
		assert.ok(staging, 'the stage is seen before the program ends');
		child.kill('SIGINT');
		const [code] = await ended;
		assert.equal(code, 130);
		const left = await readdir(author.folder);
		assert.deepEqual(
			left.filter(name => name === 'out' || name.startsWith('.aext-')),
			[],
		);
		assert.match(await author.does('list'), /nothing|no ext/i);
	});

	it('while packing leaves the package that was there', async function () {
		if (process.platform === 'win32') skipBecause(this, 'Windows has no signals.');
		const author = await published();
		const before = await readFile(author.path('greeter.aext'));
		const child = startAext(['package', 'greeter', '--out', 'greeter.aext'], author.options);
		child.kill('SIGINT');
		await once(child, 'close');
		assert.deepEqual(await readFile(author.path('greeter.aext')), before);
		assert.deepEqual(
			(await readdir(author.folder)).filter(name => name.endsWith('.tmp')),
			[],
		);
	});
});

describe('a policy of quarantine', () => {
	it('keeps the package where no agent looks, with the reasons, and installs nothing', async () => {
		const author = await published();
		const policy = {
			schema: 'aext/policy/v1',
			signature: { required: true },
			actions: { signature: 'quarantine' },
		};
		await writeFile(author.path('policy.json'), JSON.stringify(policy));
		const { code, err } = await author.run(
			...['install', 'greeter.aext', '--for', 'claude', '--policy', 'policy.json', '--yes'],
		);
		assert.equal(code, 23, err);
		assert.ok(!existsSync(author.path('home/.claude')));
		const kept = (await filesBelow(author.path('home'))).filter(name => name.includes('quarantine'));
		assert.equal(kept.length, 2);
		const copy = kept.find(name => name.endsWith('.aext')) ?? '';
		assert.deepEqual(
			await readFile(author.path(`home/${copy}`)),
			await readFile(author.path('greeter.aext')),
		);
		const note = JSON.parse(await readFile(author.path(`home/${copy}.json`), 'utf8'));
		assert.ok(note.reasons.length > 0);
		for (const reason of note.reasons) assert.ok(err.includes(reason), reason);
	});
});

describe('aext trust', () => {
	it('keeps what two programs pin at the same time', async () => {
		const person = await Person.create();
		const names = ['a', 'b', 'c', 'd'];
		for (const name of names) await person.does('keygen', '--out', `${name}.json`, '--pub', `${name}.pub`);
		await Promise.all(
			names.map(name => person.does('trust', 'pin', `${name}.pub`, '--name', name, '--id', '*')),
		);
		const { publishers } = JSON.parse(await person.does('trust', 'list', '--format', 'json'));
		assert.deepEqual(publishers.map((each: { name: string }) => each.name).sort(), names);
	});

	it('goes to another person by export and import, through a pipe or a file', async () => {
		const author = await published();
		const digest = `sha256:${'0'.repeat(64)}`;
		await author.does('trust', 'pin', 'pub.json', '--name', 'Acme', '--id', 'com.acme.*');
		await author.does('trust', 'revoke', digest, '--reason', 'leaks');
		const text = await author.does('trust', 'export');
		await author.does('trust', 'export', '--out', 'store.json');
		assert.equal(await readFile(author.path('store.json'), 'utf8'), text);
		assert.equal((await author.run('trust', 'export', '--out', 'store.json')).code, 2, 'never over a file');

		const consumer = await Person.create({ 'store.json': text, 'broken.json': '{"schema":' });
		const broken = await consumer.run('trust', 'import', 'broken.json');
		assert.equal(broken.code, 1);
		assert.doesNotMatch(broken.err, /internal error|\n\s+at /);
		assert.match(await consumer.does('trust', 'import', 'store.json'), /1 keys, 1 revocations[\s\S]*Acme/);
		const list = await consumer.does('trust', 'list');
		assert.match(list, /Acme {2}com\.acme\.\*/);
		assert.ok(list.includes(digest) && list.includes('leaks'));
		await writeFile(consumer.path('greeter.aext'), await readFile(author.path('greeter.aext')));
		await writeFile(consumer.path('greeter.sig.json'), await readFile(author.path('greeter.sig.json')));
		await consumer.does('verify', 'greeter.aext');
	});
});

describe('documents for programs', () => {
	it('arrive whole through a pipe that is read slowly, and a closed one ends the program without complaint', async () => {
		const author = await published();
		await author.does('install', 'greeter.aext', '--pub', 'pub.json', '--dest', 'out');
		const slow = startAext(['status', '--format', 'json'], author.options);
		const chunks: Buffer[] = [];
		// Asked for one byte at a time.
		slow.stdout?.on('readable', () => {
			for (let chunk = slow.stdout?.read(1); chunk; chunk = slow.stdout?.read(1)) chunks.push(chunk);
		});
		const [code] = await once(slow, 'close');
		assert.equal(code, 0);
		const { extensions } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
		assert.equal(extensions[0].state, 'intact');

		const closed = startAext(['scan', 'greeter.aext'], author.options);
		closed.stdout?.destroy();
		const said: Buffer[] = [];
		closed.stderr?.on('data', chunk => said.push(chunk));
		await once(closed, 'close');
		assert.equal(Buffer.concat(said).toString('utf8'), '');
	});
});

describe('aext status', () => {
	it('tells missing and changed files, and a package that was withdrawn since', async () => {
		const author = await published();
		await author.does('install', 'greeter.aext', '--pub', 'pub.json', '--dest', 'out');
		const { digest } = JSON.parse(await readFile(author.path('greeter.sig.json'), 'utf8'));
		await writeFile(author.path('out/SKILL.md'), `${GREETER['SKILL.md']}More.\n`);
		await rm(author.path('out/docs'), { recursive: true });
		await author.does('trust', 'revoke', digest, '--reason', 'leaks');
		const { code, out } = await author.run('status', '--format', 'json');
		assert.equal(code, 1);
		const [extension] = JSON.parse(out).extensions;
		assert.deepEqual(
			[extension.state, extension.changed, extension.missing, extension.withdrawn[0].reason],
			['changed', ['SKILL.md'], ['docs/notes.md'], 'leaks'],
		);
	});
});
