import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { aext, folderWith } from '../cli/run';
import { sharedPath } from '../support/skip';

describe('files that the reference tool wrote, through the command line', () => {
	let folder = '';
	before(function () {
		folder = sharedPath(this, 'interop', 'agentsec');
	});
	const vector = (name: string) => path.join(folder, name);

	const verify = async (artifact: string, sig: string, pub: string) =>
		(await aext(['verify', vector(artifact), '--sig', vector(sig), '--pub', vector(pub)])).code;

	it('verify as they should, each failure with a code of its own', async () => {
		assert.equal(await verify('good/clean.aext', 'good/clean.sig.json', 'keys/clean.pub.json'), 0);
		assert.equal(await verify('good/demo.aext', 'good/demo.sig.json', 'keys/key.json'), 0);
		assert.equal(await verify('good/demo.aext', 'good/demo.sig.json', 'keys/key2.json'), 11);
		assert.equal(await verify('refuse/tampered.aext', 'good/demo.sig.json', 'keys/pub.json'), 12);
		assert.equal(await verify('good/demo.aext', 'refuse/b64.sig.json', 'keys/pub.json'), 13);
		assert.equal(await verify('good/demo.aext', 'refuse/short.sig.json', 'keys/pub.json'), 13);
		assert.equal(await verify('good/demo.aext', 'refuse/alg.sig.json', 'keys/pub.json'), 14);
		assert.equal(await verify('good/demo.aext', 'good/demo.sig.json', 'keys/shortpub.json'), 1);
	});

	it('install from clean files, and are refused when they are not', async () => {
		const own = await folderWith({ 'home/.keep': '' });
		const env = { HOME: path.join(own, 'home'), XDG_CONFIG_HOME: '' };
		const install = (artifact: string, pub: string, dest: string) =>
			aext(['install', vector(artifact), '--pub', vector(pub), '--dest', dest], { cwd: own, env });
		const clean = await install('good/clean.aext', 'keys/clean.pub.json', 'clean');
		assert.equal(clean.code, 0, clean.err);
		const demo = await install('good/demo.aext', 'keys/pub.json', 'demo');
		assert.equal(demo.code, 21);
		assert.match(demo.err, /devkey\.json/);
		for (const name of readdirSync(vector('refuse')).filter(each => each.endsWith('.aext'))) {
			const { code, err } = await install(`refuse/${name}`, 'keys/pub.json', 'refused');
			assert.equal(code, 20, `${name}: ${err}`);
			assert.equal((await aext(['scan', vector(`refuse/${name}`)])).code, 18, name);
		}
		assert.ok(!existsSync(path.join(own, 'demo')));
		assert.ok(!existsSync(path.join(own, 'refused')));
	});
});
