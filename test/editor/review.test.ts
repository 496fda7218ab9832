import assert from 'node:assert/strict';
import { inWindow } from './harness/in-window';
import { PLAIN_SKILL, packageOf, recipePackage, samplePackage } from './harness/packages';
import { workspace } from './harness/workspace';

const files = () => ({
	'hostile.aext': samplePackage('hostile-look-alike'),
	'wide.aext': samplePackage('over-privileged-skill'),
	'plain.aext': packageOf(PLAIN_SKILL),
	'parent.aext': recipePackage('name-parent'),
	'nothing.aext': recipePackage('not-a-zip'),
});

inWindow('the review of a package', { workspace: () => workspace({ files: files() }) }, open => {
	for (const [name, verdict] of [
		['hostile.aext', 'Do not install'],
		['wide.aext', 'Review needed'],
		['plain.aext', 'Nothing found beyond what it declares'],
		['parent.aext', 'Do not install'],
		['nothing.aext', 'Cannot judge'],
	] as const) {
		it(`of ${name} says ${verdict}`, async () => {
			const { editor } = open();
			const page = await editor.openPackage(name);
			assert.equal((await page.locator('h1').textContent())?.trim(), verdict);
			assert.equal(await page.getByRole('heading', { name: /^Not examined/ }).count(), 1);
			await editor.screenshot(`review ${name}`);
		});
	}
});
