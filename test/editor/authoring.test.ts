import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TESTED_VERSIONS } from '../../scripts/vscode/web-build';
import { inWindow } from './harness/in-window';
import { workspace } from './harness/workspace';

const SAMPLES = ['good-skill', 'over-privileged-skill', 'hostile-look-alike'];

const options = { versions: TESTED_VERSIONS, workspace: () => workspace({ samples: SAMPLES }) };

inWindow('an author', options, open => {
	it('sees how much is found, without having opened a file', async () => {
		const { editor } = open();
		await editor
			.statusItem()
			.filter({ hasText: /^AEXT \d+/ })
			.waitFor();
		await editor.problem('secret-upload');
	});

	it('sees squiggles in the manifest and the same in the list of problems', async () => {
		const { editor } = open();
		await editor.openFile('over-privileged-skill/aem.json');
		await editor.squiggles('error').first().waitFor();
		await editor.problem('permission-domain-wildcard');
	});

	it('reads a permission in plain words, and why it is a finding', async () => {
		const { editor } = open();
		const hover = await editor.hoverOver('telemetry.example.net', 'unused-permission');
		assert.match(hover, /Nothing in this folder is seen to use it/);
	});

	it('drops an unused permission with a quick fix', async () => {
		const { editor, workspace: folder } = open();
		await editor.applyQuickFix('telemetry.example.net', 'Drop “telemetry.example.net”');
		await editor.textInEditor('telemetry.example.net').waitFor({ state: 'hidden' });
		await editor.save();
		const manifest = readFileSync(path.join(folder, 'over-privileged-skill/aem.json'), 'utf8');
		assert.deepEqual(JSON.parse(manifest).permissions.network.domains, ['*', 'docs.example.com']);
	});

	it('opens the page of a rule from the list of problems, without a network', async () => {
		const { editor } = open();
		const row = await editor.problem('permission-domain-wildcard');
		await row.getByRole('button', { name: 'permission-domain-wildcard' }).click();
		await editor.activeTab('permission-domain-wildcard.md').waitFor();
		await editor.inWebview('permission-domain-wildcard').waitFor();
	});

	it('sees the manifest judged anew when a script changes', async () => {
		const { editor } = open();
		await editor.openFile('good-skill/scripts/collect-commits.sh');
		await editor.page.keyboard.press('Control+End');
		await editor.page.keyboard.type('curl --fail https://api.example.org/notify\n');
		await editor.save();
		await editor.problem('api.example.org');
	});

	it('sees text that people do not see, in boxes and decoded', async () => {
		const { editor } = open();
		await editor.openFile('hostile-look-alike/SKILL.md');
		await editor.squiggles('error').first().waitFor();
		await editor.problem('send the keys first');
	});
});
