import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { GREETER } from '../support/package-host';
import { inWindow } from './harness/in-window';
import { workspace } from './harness/workspace';

const files = {
	'README.md': '# Project\n',
	...Object.fromEntries(Object.entries(GREETER).map(([name, text]) => [`greeter/${name}`, text])),
};

const PACKAGE = 'com.acme.greeter-1.0.0.aext';

inWindow('packages from the palette', { workspace: () => workspace({ files }) }, open => {
	it('Package writes one beside the folder, and leads to signing with a new key', async () => {
		const { editor, workspace: folder } = open();
		await editor.statusItem().waitFor();
		await editor.openFile('greeter/SKILL.md');
		await editor.runCommand('AEXT: Package');
		const packed = await editor.notification('Packed 3 files');
		assert.ok(existsSync(path.join(folder, PACKAGE)));
		await editor.pressButton(packed, 'Sign Package');
		await editor.pressButton(await editor.notification('no signing key yet'), 'Create Signing Key');
		await editor.answer('Your name for the key', 'mine');
		const created = await editor.notification(/fingerprint: ed25519:[0-9a-f]{64}/);
		await editor.screenshot('packages key created');
		await editor.dismiss(created);
		await editor.notification('Signed with mine');
		const { alg, public_key: key } = JSON.parse(
			readFileSync(path.join(folder, PACKAGE.replace('.aext', '.sig.json')), 'utf8'),
		);
		assert.equal(alg, 'ed25519');
		assert.equal(Buffer.from(key, 'base64').length, 32);
		const written = readdirSync(folder, { recursive: true, encoding: 'utf8' });
		assert.ok(!written.some(name => /key/i.test(name)), 'no private key in the workspace');
	});

	it('Verify Package says that the key is unknown, and leads to pinning it', async () => {
		const { editor } = open();
		await editor.runCommand('AEXT: Verify Package');
		await editor.pick(PACKAGE);
		const unknown = await editor.notification('is unknown to you');
		await editor.pressButton(unknown, 'Pin Publisher Key');
		await editor.answer('Your name for the publisher', 'Acme');
		await editor.answer('Ids of the extensions', 'com.acme.*');
		await editor.screenshot('packages pin');
		await editor.pressInDialog('Pin');
		await editor.notification('The key of Acme is pinned');
		await editor.runCommand('AEXT: Verify Package');
		await editor.pick(PACKAGE);
		await editor.notification("signed by 'Acme'");
	});

	it('Install Package puts the files where the agent finds them, and Installed Extensions removes them', async () => {
		const { editor, workspace: folder } = open();
		const target = path.join(folder, '.claude/skills/greeter');
		await editor.runCommand('AEXT: Install Package');
		await editor.pick(PACKAGE);
		await editor.pick('Claude');
		await editor.pick(`In the project ${path.basename(folder)}`);
		const installed = await editor.notification('com.acme.greeter 1.0.0 is installed in');
		for (const [name, text] of Object.entries(GREETER))
			assert.equal(readFileSync(path.join(target, name), 'utf8'), text);
		await editor.pressButton(installed, 'Installed Extensions');
		await editor.quickRow('com.acme.greeter 1.0.0').waitFor();
		await editor.screenshot('packages installed');
		await editor.pick('com.acme.greeter 1.0.0');
		await editor.pressInDialog('Uninstall');
		await editor.notification('com.acme.greeter is uninstalled');
		assert.ok(!existsSync(target));
	});
});
