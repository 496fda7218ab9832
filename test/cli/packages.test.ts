import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { GREETER } from '../support/package-host';
import { skipBecause } from '../support/skip';
import { greeter, Person, published } from './person';

describe('exchanging a package in the terminal', () => {
	it('goes from a folder to an installed extension and back, and notices what happens to it', async () => {
		const author = await published();
		const consumer = await Person.create();
		for (const file of ['greeter.aext', 'greeter.sig.json', 'pub.json'])
			await writeFile(consumer.path(file), await readFile(author.path(file)));

		assert.equal((await consumer.run('verify', 'greeter.aext')).code, 10, 'unknown key');
		assert.equal((await consumer.run('install', 'greeter.aext', '--for', 'claude')).code, 21);
		await consumer.does('trust', 'pin', 'pub.json', '--name', 'Acme', '--id', 'com.acme.*');
		assert.match(await consumer.does('verify', 'greeter.aext'), /signed by 'Acme'/);
		await consumer.does('install', 'greeter.aext', '--for', 'claude');
		const target = 'home/.claude/skills/greeter';
		for (const [name, text] of Object.entries(GREETER))
			assert.equal(await readFile(consumer.path(`${target}/${name}`), 'utf8'), text);
		assert.match(await consumer.does('list'), /com\.acme\.greeter 1\.0\.0/);
		assert.match(await consumer.does('status'), /^intact/);

		await writeFile(consumer.path(`${target}/SKILL.md`), 'other');
		await writeFile(consumer.path(`${target}/more.sh`), 'true');
		const changed = await consumer.run('status');
		assert.equal(changed.code, 1);
		assert.match(changed.out, /changed: SKILL\.md[\s\S]*added: more\.sh/);
		const [extension] = JSON.parse((await consumer.run('status', '--format', 'json')).out).extensions;
		assert.deepEqual(
			[extension.state, extension.changed, extension.added],
			['changed', ['SKILL.md'], ['more.sh']],
		);

		await consumer.does('trust', 'revoke', 'pub.json', '--reason', 'stolen');
		assert.match((await consumer.run('status')).out, /^withdrawn/);
		assert.equal((await consumer.run('verify', 'greeter.aext')).code, 16);
		assert.equal((await consumer.run('install', 'greeter.aext', '--dest', 'x', '--yes')).code, 20);
		assert.ok(!existsSync(consumer.path('x')));

		const { kept } = JSON.parse(await consumer.does('uninstall', target, '--format', 'json'));
		assert.deepEqual(kept, ['SKILL.md', 'more.sh']);
		assert.deepEqual((await readdir(consumer.path(target))).sort(), ['SKILL.md', 'more.sh']);
	});

	it('tells by the exit code what a signature showed', async () => {
		const author = await published();
		await author.does('keygen', '--out', 'other.json');
		const code = async (...args: string[]) => (await author.run('verify', 'greeter.aext', ...args)).code;
		assert.equal(await code('--pub', 'pub.json'), 0);
		assert.equal(await code('--pub', 'key.json'), 0, 'as in the reference tool');
		assert.equal(await code('--allow-embedded-key'), 0);
		assert.equal(await code('--pub', 'other.json'), 11);
		assert.equal(await code('--pub', 'none.json'), 2);
		assert.equal(await code('--pub', 'pub.json', '--allow-embedded-key'), 2);
		await author.does('trust', 'pin', 'pub.json', '--name', 'Acme', '--id', 'com.other.*');
		assert.equal(await code(), 17, 'the key may not sign this id');
		await writeFile(author.path('bad.sig.json'), '{}');
		assert.equal(await code('--sig', 'bad.sig.json'), 13);
		await writeFile(author.path('alone.aext'), await readFile(author.path('greeter.aext')));
		assert.equal((await author.run('verify', 'alone.aext')).code, 15);
		await writeFile(author.path('greeter.aext'), 'x');
		assert.equal(await code('--pub', 'pub.json'), 12);
	});

	it('takes the spellings of the reference tool, flags anywhere, with one hyphen too', async () => {
		const author = await published();
		await writeFile(author.path('policy.json'), '{"mode":"enforce","permissions":{"deny":{}}}');
		await author.does('verify', '-sig=greeter.sig.json', '-pub', 'pub.json', 'greeter.aext');
		await author.does(
			...['install', 'greeter.aext', '--sig', 'greeter.sig.json', '--pub', 'pub.json'],
			...['--aem', 'greeter/aem.json', '--policy', 'policy.json', '--dest', 'installed/greeter'],
		);
		assert.ok(existsSync(author.path('installed/greeter/SKILL.md')));
		await author.does('install', 'greeter.aext', '--dev', '--aem', 'greeter/aem.json', '--dest', 'dev');
		await author.does('scan', 'greeter.aext', '--out', 'scan.json');
		const scan = JSON.parse(await readFile(author.path('scan.json'), 'utf8'));
		assert.equal(scan.schema, 'aessf.dev/attestation/scan/v0');
		assert.deepEqual([scan.findings, scan.risk_score], [[], 0]);
		for (const verb of ['sbom', 'provenance']) {
			const { code, err } = await author.run(verb, 'greeter.aext', '--out', `${verb}.json`);
			assert.equal(code, 1);
			assert.match(err, /not written yet/);
			assert.ok(!existsSync(author.path(`${verb}.json`)));
		}
	});

	it('judges by the manifest inside: another one beside it changes nothing but the answer', async () => {
		const author = await published();
		await writeFile(author.path('other.json'), GREETER['aem.json']?.replace('greeter', 'other') ?? '');
		const { code, err } = await author.run(
			...['install', 'greeter.aext', '--pub', 'pub.json', '--aem', 'other.json', '--dest', 'x', '--yes'],
		);
		assert.equal(code, 20);
		assert.match(err, /not the one inside the package/);
		assert.ok(!existsSync(author.path('x')));
	});

	it('obeys a policy, and says which rule decided', async () => {
		const author = await published();
		await writeFile(
			author.path('policy.json'),
			JSON.stringify({ schema: 'aext/policy/v1', signature: { required: true, signers: [] } }),
		);
		const checked = await author.run('policy', 'check', 'policy.json', 'greeter.aext');
		assert.equal(checked.code, 1, checked.err);
		assert.match(checked.out, /^refuse[\s\S]*signature\./);
		const { code } = await author.run(
			'install',
			'greeter.aext',
			'--policy',
			'policy.json',
			'--dest',
			'x',
			'--yes',
		);
		assert.equal(code, 22);
		await writeFile(author.path('policy.json'), '{\n "mod": 1 }');
		const broken = await author.run('policy', 'check', 'policy.json');
		assert.equal(broken.code, 1);
		assert.match(broken.err, /policy\.json:2:2: /);
	});
});

describe('aext package', () => {
	it('names everything it refuses, and leaves what was there', async () => {
		const author = await Person.create(greeter);
		await author.does('package', 'greeter', '--out', 'out.aext');
		const before = await readFile(author.path('out.aext'));
		await author.does('keygen', '--out', 'greeter/devkey.json');
		await symlink('/etc/hostname', author.path('greeter/link'));
		const { code, err, out } = await author.run('package', 'greeter', '--out', 'out.aext');
		assert.equal(code, 1);
		assert.match(err, /private-key/);
		assert.match(err, /symlink/);
		const key = JSON.parse(await readFile(author.path('greeter/devkey.json'), 'utf8'));
		assert.ok(!(err + out).includes(key.private.slice(0, 20)), 'no key in the output');
		assert.deepEqual(await readFile(author.path('out.aext')), before);
	});

	it('says in words that nothing can be written there', async () => {
		const author = await Person.create({ ...greeter, closed: 'a file, no folder' });
		const { code, err } = await author.run('package', 'greeter', '--out', 'closed/out.aext');
		assert.equal(code, 1);
		assert.match(err, /could not be written|may not be written|was not written/);
		assert.doesNotMatch(err, /\n\s+at /, 'no stack');
	});
});

describe('aext keygen and sign', () => {
	it('write a key for nobody else, never over a file, and never show it', async () => {
		const author = await published();
		if (process.platform !== 'win32') assert.equal((await stat(author.path('key.json'))).mode & 0o777, 0o600);
		const before = await readFile(author.path('key.json'), 'utf8');
		const again = await author.run('keygen', '--out', 'key.json');
		assert.equal(again.code, 1);
		assert.match(again.err, /already exists/);
		assert.equal(await readFile(author.path('key.json'), 'utf8'), before);
		const signed = await author.run('sign', 'greeter.aext', '--key', 'key.json');
		const { private: secret } = JSON.parse(before);
		assert.ok(![again, signed].some(({ out, err }) => (out + err).includes(secret)));
	});

	it('tell in words what is wrong with a key', async () => {
		const author = await published();
		const keys: Record<string, RegExp> = {
			'{"type":"ed25519","public":"AAAA","private":"AAAA"}': /has 3 bytes/,
			'{"type":"rsa","public":"AAAA"}': /ed25519/i,
			'not a key': /key/i,
			'': /key/i,
		};
		for (const [text, words] of Object.entries(keys)) {
			await writeFile(author.path('bad.json'), text, { mode: 0o600 });
			for (const args of [
				['sign', 'greeter.aext', '--key', 'bad.json'],
				['verify', 'greeter.aext', '--pub', 'bad.json'],
				['trust', 'pin', 'bad.json', '--name', 'x', '--id', '*'],
			]) {
				const { code, err } = await author.run(...args);
				assert.equal(code, 1, `${args[0]}: ${err}`);
				assert.match(err, words);
				assert.doesNotMatch(err, /\n\s+at /, 'no stack');
			}
		}
	});

	it('refuse a key that others can read, until told otherwise', async function () {
		if (process.platform === 'win32') skipBecause(this, 'Windows has no such permissions.');
		const author = await published();
		await chmod(author.path('key.json'), 0o644);
		const { code, err } = await author.run('sign', 'greeter.aext', '--key', 'key.json');
		assert.equal(code, 1);
		assert.match(err, /chmod 600/);
		await author.does('sign', 'greeter.aext', '--key', 'key.json', '--allow-readable-key');
	});
});
