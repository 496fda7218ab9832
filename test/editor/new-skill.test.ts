import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TESTED_VERSIONS } from '../../scripts/vscode/web-build';
import { inWindow } from './harness/in-window';
import { workspace } from './harness/workspace';

const files = { 'README.md': '# Project\n', '.claude/skills/taken/SKILL.md': '# Taken\n' };

const options = { versions: TESTED_VERSIONS, workspace: () => workspace({ files }) };

inWindow('AEXT: New Skill', options, open => {
	it('asks for what it needs and writes a skill with a manifest that permits nothing', async () => {
		const { editor, workspace: folder } = open();
		await editor.runCommand('AEXT: New Skill');
		await editor.pick('.claude/skills');
		await editor.inputMessage().filter({ hasText: 'Name of the skill' }).waitFor();
		for (const [name, words] of [
			['Bad Name', 'Only the letters'],
			['two--hyphens', 'No hyphen'],
			['taken', 'There is a folder of this name already.'],
		]) {
			await editor.quickInput().fill(name ?? '');
			await editor
				.inputMessage()
				.filter({ hasText: words ?? '' })
				.waitFor();
		}
		await editor.quickInput().fill('release-notes');
		await editor.inputMessage().filter({ hasText: 'Name of the skill' }).waitFor();
		await editor.page.keyboard.press('Enter');
		await editor.answer('What it does', 'Writes release notes: what changed, and for whom.');
		await editor.pick('skill');
		await editor.notification('Created');

		const skill = path.join(folder, '.claude/skills/release-notes');
		assert.deepEqual(readdirSync(skill).sort(), ['SKILL.md', 'aem.json']);
		assert.match(
			readFileSync(path.join(skill, 'SKILL.md'), 'utf8'),
			/^---\nname: release-notes\ndescription: "Writes release notes: what changed, and for whom\."\n---\n/,
		);
		const { id, permissions } = JSON.parse(readFileSync(path.join(skill, 'aem.json'), 'utf8'));
		assert.equal(id, 'com.example.release-notes');
		assert.deepEqual(permissions.network.domains, []);
		assert.equal(permissions.process.allow_shell, false);
	});

	it('leads to the manifest, in which nothing is wrong', async () => {
		const { editor } = open();
		await editor.pressButton(await editor.notification('Created'), 'Open Manifest');
		await editor.activeTab('aem.json').waitFor();
		await editor.statusItem().filter({ hasText: 'AEXT' }).waitFor();
		assert.equal(await editor.squiggles('error').count(), 0);
	});

	it('can be given up at every step, leaving nothing', async () => {
		const { editor, workspace: folder } = open();
		const before = readdirSync(folder, { recursive: true });
		await editor.runCommand('AEXT: New Skill');
		await editor.pick('.github/skills');
		await editor.inputMessage().filter({ hasText: 'Name of the skill' }).waitFor();
		await editor.page.keyboard.press('Escape');
		await editor.quickInput().waitFor({ state: 'hidden' });
		assert.deepEqual(readdirSync(folder, { recursive: true }), before);
	});
});
