import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Person, published } from '../cli/person';
import { GREETER } from '../support/package-host';
import { sharedPath } from '../support/skip';
import { referenceExtract, referencePublicKey, referenceVerify } from './reference-rules';

describe('packages, keys and signatures under the rules of the reference tool', () => {
	it('what the program writes is accepted there, file for file', async () => {
		const more = { 'greeter/go.sh': '#!/bin/sh\necho hello\n', 'greeter/docs/größe.md': 'x'.repeat(100_000) };
		const author = await published(more);
		await writeFile(author.path('greeter/noise.bin'), randomBytes(50_000));
		await chmod(author.path('greeter/go.sh'), 0o755);
		await author.does('package', 'greeter', '--out', 'greeter.aext');
		await author.does('sign', 'greeter.aext', '--key', 'key.json', '--out', 'greeter.sig.json');
		const archive = await readFile(author.path('greeter.aext'));
		const signature = await readFile(author.path('greeter.sig.json'), 'utf8');
		const key = referencePublicKey(await readFile(author.path('pub.json'), 'utf8'));
		assert.deepEqual(referencePublicKey(await readFile(author.path('key.json'), 'utf8')), key);
		referenceVerify(archive, signature, key);
		const files = referenceExtract(archive);
		assert.deepEqual(
			[...files.keys()].sort(),
			[...Object.keys(GREETER), 'docs/größe.md', 'go.sh', 'noise.bin'].sort(),
		);
		for (const [name, content] of files) {
			assert.deepEqual(content, await readFile(author.path(`greeter/${name}`)), name);
		}
		const changed = Buffer.from(archive);
		changed[100] = (changed[100] ?? 0) ^ 1;
		assert.throws(() => referenceVerify(changed, signature, key), /Another digest/);
		await author.does('keygen', '--out', 'other.json');
		const other = referencePublicKey(await readFile(author.path('other.json'), 'utf8'));
		assert.throws(() => referenceVerify(archive, signature, other), /Not by this key/);
	});

	it('what the reference tool wrote is accepted there and here alike', async function () {
		const folder = sharedPath(this, 'interop', 'agentsec');
		const person = await Person.create();
		for (const [name, pub] of [
			['clean', 'clean.pub.json'],
			['demo', 'pub.json'],
		]) {
			const file = (relative: string) => path.join(folder, relative);
			const archive = await readFile(file(`good/${name}.aext`));
			const key = referencePublicKey(await readFile(file(`keys/${pub}`), 'utf8'));
			referenceVerify(archive, await readFile(file(`good/${name}.sig.json`), 'utf8'), key);
			await person.does('verify', file(`good/${name}.aext`), '--pub', file(`keys/${pub}`));
			const dest = `out-${name}`;
			await person.does(
				'install',
				file(`good/${name}.aext`),
				'--pub',
				file(`keys/${pub}`),
				'--dest',
				dest,
				'--yes',
			);
			for (const [relative, content] of referenceExtract(archive)) {
				assert.deepEqual(await readFile(person.path(`${dest}/${relative}`)), content, relative);
			}
		}
	});
});
