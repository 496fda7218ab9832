import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { TESTED_VERSIONS } from '../../scripts/vscode/web-build';
import { GREETER, manifestText } from '../support/package-host';
import { policyViolations } from './harness/accessibility';
import { inWindow } from './harness/in-window';
import { packageOf, samplePackage, signedPackage } from './harness/packages';
import { workspace } from './harness/workspace';

const greeter = (changes: Readonly<Record<string, string>> = {}) =>
	packageOf(Object.entries({ ...GREETER, ...changes }).map(([name, text]) => ({ name, text })));

const LATER = {
	'aem.json': manifestText({
		version: '1.1.0',
		permissions: { network: { domains: ['news.example'] } },
	}),
	'docs/notes.md': '# Notes\n\nHello is a polite greeting.\n',
};

const files = async () => ({
	...(await signedPackage('greeter', greeter())),
	...(await signedPackage('stolen', greeter({ 'docs/more.md': '# More\n' }))),
	'later.aext': greeter(LATER),
	'hostile.aext': samplePackage('hostile-look-alike'),
});

const newest = {
	versions: [TESTED_VERSIONS[0]],
	workspace: async () => workspace({ files: await files() }),
};

inWindow('acting on a review', newest, open => {
	let violations: readonly string[] = [];

	before(() => {
		violations = policyViolations(open().editor.page);
	});

	after(() => assert.deepEqual(violations, [], 'nothing broke the policy of the page'));

	it('compares with another package, and shows a file of both side by side', async () => {
		const { editor, workspace: folder } = open();
		const page = await editor.openPackage('later.aext');
		await editor.runCommand('AEXT: Compare Package…');
		await editor.pick('Another package…');
		await editor.chooseFile('Compare Package', path.join(folder, 'greeter.aext'));
		const changes = page.locator('#changes');
		await changes.getByRole('heading', { name: 'Changes since greeter.aext' }).waitFor();
		assert.match((await changes.textContent()) ?? '', /Added: .*news\.example/);
		await editor.screenshot('review compared');
		await changes.getByRole('button', { name: 'docs/notes.md' }).click();
		const diff = editor.page.locator('.monaco-diff-editor');
		await diff.locator('.original .view-line').filter({ hasText: 'Hello is a greeting.' }).waitFor();
		await diff.locator('.modified .view-line').filter({ hasText: 'a polite greeting.' }).waitFor();
		await editor.screenshot('review difference');
		await editor.runCommand('View: Close All Editors');
	});

	it('pins the signer, after its fingerprint was shown, and installs', async () => {
		const { editor, workspace: folder } = open();
		const page = await editor.openPackage('greeter.aext');
		const signer = page.locator('.facts');
		await signer.getByText('Valid, but this key is unknown to you').waitFor();
		const fingerprint = (await page.locator('#identity code').first().textContent()) ?? '';
		assert.match(fingerprint, /^ed25519:[0-9a-f]{64}$/);
		await page.getByRole('button', { name: 'Pin Signer…' }).click();
		await editor.answer('Your name for the publisher', 'Acme');
		await editor.answer('Ids of the extensions', 'com.acme.*');
		await editor.page.locator('.monaco-dialog-box').filter({ hasText: fingerprint }).waitFor();
		await editor.screenshot('review pin');
		await editor.pressInDialog('Pin');
		await editor.notification('The key of Acme is pinned');
		await signer.getByText('Intact and signed by "Acme"').waitFor();
		await editor.screenshot('review signed and pinned');
		await editor.clearNotifications();
		await page.getByRole('button', { name: 'Install…' }).click();
		await editor.pick('Claude');
		await editor.pick(`In the project ${path.basename(folder)}`);
		await editor.notification('com.acme.greeter 1.0.0 is installed in');
		assert.ok(existsSync(path.join(folder, '.claude/skills/greeter/SKILL.md')));
	});

	it('compares an update with the installed copy by itself', async () => {
		const { editor } = open();
		const page = await editor.openPackage('later.aext');
		await page.locator('#changes').getByRole('heading', { name: 'your installed 1.0.0' }).waitFor();
		assert.match((await page.locator('header.verdict').textContent()) ?? '', /news\.example/);
		assert.equal((await page.locator('h1').textContent())?.trim(), 'Review needed');
		await editor.screenshot('review of an update');
	});

	it('takes the package in front for the commands of the palette', async () => {
		const { editor } = open();
		await editor.openPackage('greeter.aext');
		await editor.runCommand('AEXT: Verify Package');
		await editor.notification("signed by 'Acme'");
		await editor.clearNotifications();
		await editor.openPackage('stolen.aext');
		await editor.runCommand('AEXT: Pin Publisher Key');
		await editor.inputMessage().filter({ hasText: 'Your name for the publisher' }).waitFor();
		await editor.page.keyboard.press('Escape');
		await editor.runCommand('AEXT: Install Package');
		await editor.quickRow('Claude').waitFor();
		await editor.page.keyboard.press('Escape');
	});

	it('says Do not install once the key is revoked', async () => {
		const { editor } = open();
		const page = await editor.openPackage('stolen.aext');
		await editor.runCommand('AEXT: Revoke Key or Package');
		await editor.pick('The key that signed it');
		await editor.answer('Why it must no longer be trusted', 'stolen');
		await editor.pressInDialog('Revoke');
		await editor.notification('Revoked.');
		await editor.runCommand('AEXT: Reload Review');
		await page.locator('h1', { hasText: 'Do not install' }).waitFor();
		await page.locator('.facts').getByText('Withdrawn on').waitFor();
		assert.equal(await page.getByRole('button', { name: /Install|Pin/ }).count(), 0);
		await editor.screenshot('review revoked');
		await editor.clearNotifications();
	});

	for (const [label, text] of [
		['Markdown', 'Do not install'],
		['SARIF', '2.1.0'],
		['JSON', 'do-not-install'],
	] as const) {
		it(`exports as ${label}`, async () => {
			const { editor } = open();
			const page = await editor.openPackage('stolen.aext');
			await page.getByRole('button', { name: 'Export…' }).click();
			await editor.pick(label);
			await editor.page.locator('.editor-instance .view-line').filter({ hasText: text }).first().waitFor();
			await editor.runCommand('View: Revert and Close Editor');
		});
	}

	it('has the findings and their explanations in the documents inside, too', async () => {
		const { editor } = open();
		const page = await editor.openPackage('hostile.aext');
		await page.locator('.finding button.link').filter({ hasText: 'scripts/setup.sh' }).first().click();
		await editor.activeTab('setup.sh').waitFor();
		await editor.page.locator('.editor-instance [class*=squiggly]').first().waitFor();
		await editor.problem('setup.sh');
		await editor.hoverOver('.bashrc', 'start-up file is changed');
		await editor.screenshot('review inside');
	});
});
