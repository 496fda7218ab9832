import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cook } from '../support/archive-recipe';
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

	it('Export Public Key writes what others need to verify, and no more', async () => {
		const { editor, workspace: folder } = open();
		await editor.runCommand('AEXT: Export Public Key');
		const asked = editor.page.locator('.quick-input-widget').filter({ hasText: 'Export Public Key' });
		await asked.waitFor();
		// The dialog shows the folder first, the proposed name a moment later.
		await editor.page.waitForFunction(
			"document.querySelector('.quick-input-widget .quick-input-box input')?.value.endsWith('mine.pub.json')",
		);
		await editor.page.keyboard.press('Enter');
		await editor.notification('The public key is in mine.pub.json');
		const key = JSON.parse(readFileSync(path.join(folder, 'mine.pub.json'), 'utf8'));
		const signature = JSON.parse(
			readFileSync(path.join(folder, PACKAGE.replace('.aext', '.sig.json')), 'utf8'),
		);
		assert.deepEqual(key, { type: 'ed25519', public: signature.public_key });
	});

	it('Install Package shows what speaks against it, and installs nothing unless that is agreed to', async () => {
		const { editor, workspace: folder } = open();
		const target = path.join(folder, '.codex/skills/greeter');
		const dialog = editor.page.locator('.monaco-dialog-box');
		for (const answer of ['Cancel', 'Install']) {
			await editor.runCommand('AEXT: Install Package');
			await editor.pick(PACKAGE);
			await editor.pick('Codex');
			await editor.pick(`In the project ${path.basename(folder)}`);
			await dialog.filter({ hasText: 'nevertheless?' }).waitFor();
			assert.match(await dialog.innerText(), /•/);
			if (answer === 'Install') await editor.screenshot('packages agree');
			await editor.pressInDialog(answer);
			if (answer === 'Cancel') assert.ok(!existsSync(target));
		}
		const installed = await editor.notification('com.acme.greeter 1.0.0 is installed in');
		assert.ok(
			readdirSync(folder, { recursive: true, encoding: 'utf8' }).some(name =>
				/codex.*SKILL\.md$|agents.*SKILL\.md$/.test(name),
			),
		);
		await editor.dismiss(installed);
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

	it('Revoke withdraws the package for good, and Verify says so', async () => {
		const { editor } = open();
		await editor.runCommand('AEXT: Revoke Key or Package');
		await editor.pick(PACKAGE);
		await editor.pick('This package');
		await editor.answer('Why it must no longer be trusted', 'It leaks');
		await editor.pressInDialog('Revoke');
		await editor.notification('Revoked.');
		await editor.runCommand('AEXT: Verify Package');
		await editor.pick(PACKAGE);
		await editor.notification('It leaks');
	});
});

const unsigned = cook({
	why: '',
	expect: [],
	entries: Object.entries(GREETER).map(([name, text]) => ({ name, text })),
});

inWindow(
	'packages in Restricted Mode',
	{
		restricted: true,
		workspace: () => workspace({ files: { 'README.md': '# Project\n', 'greeter.aext': unsigned } }),
	},
	open => {
		it('are installed for the person alone, never into the project', async () => {
			const { editor, workspace: folder } = open();
			await editor.runCommand('AEXT: Install Package');
			await editor.pick('greeter.aext');
			await editor.pick('Claude');
			await editor.pressInDialog('Install');
			await editor.notification('com.acme.greeter 1.0.0 is installed in');
			assert.deepEqual(readdirSync(folder).sort(), ['README.md', 'greeter.aext']);
		});
	},
);
