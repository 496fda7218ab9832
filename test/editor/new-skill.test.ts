import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TESTED_VERSIONS } from '../../scripts/vscode/web-build';
import { openEditor } from './harness/editor';
import type { Workbench } from './harness/workbench';
import { workspace } from './harness/workspace';

for (const version of TESTED_VERSIONS) {
	describe(`New Skill in VS Code ${version}`, function () {
		this.timeout(120_000);
		let folder: string;
		let editor: Workbench;

		before(async function () {
			folder = await workspace({ files: { 'README.md': '# Project\n' } });
			editor = await openEditor(this, { version }, folder);
		});

		afterEach(async function () {
			await editor?.screenshot(`${version} ${this.currentTest?.title}`);
		});

		after(() => editor?.close());

		it('asks for what it needs and writes a skill with a manifest that permits nothing', async () => {
			await editor.runCommand('AEXT: New Skill');
			await editor.pick('.claude/skills');
			await editor.inputMessage().filter({ hasText: 'Name of the skill' }).waitFor();
			await editor.quickInput().fill('Bad Name');
			await editor.inputMessage().filter({ hasText: 'Only the letters' }).waitFor();
			await editor.quickInput().fill('changelog-writer');
			await editor.page.keyboard.press('Enter');
			await editor.answer('What it does', 'Writes a changelog from the commits since the last release.');
			await editor.pick('skill');
			await editor.notification('Created').waitFor();

			const skill = path.join(folder, '.claude/skills/changelog-writer');
			assert.match(readFileSync(path.join(skill, 'SKILL.md'), 'utf8'), /^---\nname: changelog-writer\n/);
			const manifest = JSON.parse(readFileSync(path.join(skill, 'aem.json'), 'utf8'));
			assert.equal(manifest.permissions.process.allow_shell, false);
			assert.ok(!existsSync(path.join(skill, 'devkey.json')));
		});
	});
}
