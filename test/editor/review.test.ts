import assert from 'node:assert/strict';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { TESTED_VERSIONS } from '../../scripts/vscode/web-build';
import { accessibilityFaults, policyViolations, reviewFrame } from './harness/accessibility';
import { inWindow } from './harness/in-window';
import { PLAIN_SKILL, packageOf, recipePackage, samplePackage } from './harness/packages';
import { workspace } from './harness/workspace';

const STATES = [
	['hostile.aext', 'Do not install', () => samplePackage('hostile-look-alike')],
	['wide.aext', 'Review needed', () => samplePackage('over-privileged-skill')],
	['plain.aext', 'Nothing found beyond what it declares', () => packageOf(PLAIN_SKILL)],
	['parent.aext', 'Do not install', () => recipePackage('name-parent')],
	['twice.aext', 'Do not install', () => recipePackage('duplicate')],
	['bomb.aext', 'Do not install', () => recipePackage('bomb')],
	['cut.aext', 'Cannot judge', () => recipePackage('missing-beginning')],
	['locked.aext', 'Cannot judge', () => recipePackage('encrypted')],
	['nothing.aext', 'Cannot judge', () => recipePackage('not-a-zip')],
	['empty.aext', 'Cannot judge', () => new Uint8Array()],
] as const;

const THEMES = [
	['Default Light Modern', 'vscode-light'],
	['Default Dark Modern', 'vscode-dark'],
	['Default High Contrast', 'vscode-high-contrast'],
	['Default High Contrast Light', 'vscode-high-contrast-light'],
] as const;

function names(): Uint8Array {
	const odd = [
		'<img src=x onerror=alert(1)>.md'.replace(/[<>]/g, ''),
		`${'deep/'.repeat(20)}end.md`,
		'&amp;.md',
	];
	const many = { name: 'many/#.md', text: 'Text.\n', times: 9_900 };
	return packageOf([...PLAIN_SKILL, ...odd.map(name => ({ name, text: 'Text.\n' })), many]);
}

const files = () => ({
	...Object.fromEntries(STATES.map(([name, , make]) => [name, make()])),
	'many.aext': names(),
	'changes.aext': packageOf(PLAIN_SKILL),
});

const newest = { workspace: () => workspace({ files: files() }) };

inWindow('the review of a package', newest, open => {
	let violations: readonly string[] = [];

	before(() => {
		violations = policyViolations(open().editor.page);
	});

	after(() => assert.deepEqual(violations, [], 'nothing broke the policy of the page'));

	for (const [name, verdict] of STATES) {
		it(`of ${name} says ${verdict}, to everybody`, async () => {
			const { editor } = open();
			const page = await editor.openPackage(name);
			assert.equal((await page.locator('h1').textContent())?.trim(), verdict);
			assert.equal(await page.getByRole('heading', { name: /^Not examined/ }).count(), 1);
			assert.deepEqual(await accessibilityFaults(editor.page), []);
			await editor.screenshot(`review ${name}`);
		});
	}

	it('leads to the very place in a document that cannot be changed', async () => {
		const { editor } = open();
		const page = await editor.openPackage('hostile.aext');
		await page.locator('.finding button.link').filter({ hasText: 'scripts/setup.sh' }).first().click();
		await editor.activeTab('setup.sh').waitFor();
		const selection = editor.page.locator('.statusbar').getByText(/^Ln \d+, Col \d+ \(\d+ selected\)$/);
		await selection.waitFor();
		const text = await editor.page.locator('.editor-instance .view-lines').last().textContent();
		await editor.page.keyboard.type('x');
		await editor.page.getByText('It is untrusted').first().waitFor();
		assert.equal(await editor.page.locator('.editor-instance .view-lines').last().textContent(), text);
		await editor.runCommand('View: Close All Editors');
	});

	it('can be used by keyboard alone', async () => {
		const { editor } = open();
		const page = await editor.openPackage('hostile.aext');
		await editor.runCommand('AEXT: Next Finding');
		await page.locator('#finding-0:focus').waitFor();
		await editor.page.keyboard.press('Tab');
		await page.locator('#finding-0 button:focus').waitFor();
		await editor.page.keyboard.press('Enter');
		await editor.page
			.locator('.tab.active[data-resource-name]:not([data-resource-name="hostile.aext"])')
			.waitFor();
		await editor.runCommand('View: Close All Editors');
	});

	it('verifies from the page', async () => {
		const { editor } = open();
		const page = await editor.openPackage('plain.aext');
		await page.getByRole('button', { name: 'Verify…' }).click();
		await editor.notification('plain.aext: Nobody has signed this package.');
		assert.equal(await page.getByRole('button', { name: 'Pin Signer…' }).count(), 0);
		assert.equal(await page.getByRole('button', { name: 'Install…' }).count(), 1);
	});

	it('draws 200 of 10,000 files, and leads to the others', async () => {
		const { editor } = open();
		const page = await editor.openPackage('many.aext');
		const rows = page.locator('#files tbody tr');
		assert.equal(await rows.count(), 200);
		assert.equal(await page.locator('#files table').getAttribute('aria-rowcount'), '9906');
		await page.locator('#files .pager').getByRole('button', { name: 'Next' }).click();
		await page.locator('#files tr[aria-rowindex="202"]').waitFor();
		await page.getByLabel('Path contains').fill('onerror');
		await page.getByText('Shown: 1 of 9905').waitFor();
		assert.equal(await page.locator('img').count(), 0);
	});

	it('greys the verdict when the file changes, and reads it anew when asked', async () => {
		const { editor, workspace: folder } = open();
		const page = await editor.openPackage('changes.aext');
		await appendFile(path.join(folder, 'changes.aext'), 'more');
		await page.locator('.verdict[data-stale]').waitFor();
		await page.getByRole('button', { name: 'Reload' }).click();
		await page.locator('.verdict:not(:has(progress)) h1', { hasText: 'Do not install' }).waitFor();
		await writeFile(path.join(folder, 'changes.aext'), packageOf(PLAIN_SKILL));
		await page.locator('.verdict[data-stale]').waitFor();
	});

	it('is readable in every theme', async () => {
		const { editor, workspace: folder } = open();
		const page = await editor.openPackage('hostile.aext');
		await writeSettings(folder, THEMES[0][0]);
		for (const [theme, kind] of THEMES) {
			await writeSettings(folder, theme);
			await page.locator(`body.${kind}`).waitFor();
			assert.deepEqual(await accessibilityFaults(editor.page), [], theme);
			await editor.screenshot(`review theme ${theme}`);
		}
	});

	it('is kept to its policy: what it does not name is refused and seen', async () => {
		const { editor } = open();
		await editor.openPackage('plain.aext');
		const before = violations.length;
		const frame = await reviewFrame(editor.page);
		const refused = await frame.evaluate(
			`new Promise(done => {
				document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective), { once: true });
				const image = document.createElement('img');
				image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
				document.body.append(image);
			})`,
		);
		assert.equal(refused, 'img-src');
		assert.equal(before, 0);
		violations = [];
	});
});

const [, oldest] = TESTED_VERSIONS;
const restricted = {
	restricted: true,
	versions: [oldest],
	workspace: () => workspace({ files: { 'hostile.aext': samplePackage('hostile-look-alike') } }),
};

inWindow('the review of a package in Restricted Mode', restricted, open => {
	it('is the same, and leads into the package', async () => {
		const { editor } = open();
		await editor.page.getByText('Restricted Mode').first().waitFor();
		const page = await editor.openPackage('hostile.aext');
		assert.equal((await page.locator('h1').textContent())?.trim(), 'Do not install');
		await page.locator('.finding button.link').filter({ hasText: 'scripts/setup.sh' }).first().click();
		await editor.activeTab('setup.sh').waitFor();
	});
});

async function writeSettings(folder: string, theme: string): Promise<void> {
	await mkdir(path.join(folder, '.vscode'), { recursive: true });
	await writeFile(
		path.join(folder, '.vscode', 'settings.json'),
		JSON.stringify({ 'workbench.colorTheme': theme }),
	);
}
