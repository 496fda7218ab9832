import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inWindow } from './harness/in-window';
import { workspace } from './harness/workspace';

const manifest = (domains: readonly string[], shell: boolean) =>
	`${JSON.stringify(
		{
			schema: 'aessf.dev/aem/v0',
			id: 'com.example.fetcher',
			type: 'skill',
			version: '1.0.0',
			permissions: {
				files: { read: [], write: [] },
				network: { domains, allow_ip_literals: false },
				process: { allow_shell: shell, allow_subprocess: false },
			},
		},
		undefined,
		2,
	)}\n`;

const skill = (name: string, command: string) =>
	`---\nname: ${name}\ndescription: Fetches a page for the test. Use when it is asked for.\n---\n\n# Fetch\n\n` +
	`\`\`\`bash\n${command}\n\`\`\`\n`;

const CURL = 'curl --fail https://api.example.org/data';

const files = {
	'README.md': '# Project\n',
	'without/SKILL.md': skill('without', CURL),
	'wide/SKILL.md': skill('wide', CURL),
	'wide/aem.json': manifest(['api.example.org', 'unused.example.com'], true),
	'narrow/SKILL.md': skill('narrow', CURL),
	'narrow/aem.json': manifest([], true),
};

function domainsIn(file: string): readonly string[] {
	return JSON.parse(readFileSync(file, 'utf8')).permissions.network.domains;
}

inWindow('a command', { workspace: () => workspace({ files }) }, open => {
	afterEach(() => open().editor.clearNotifications());

	it('Audit Folder ends in a count, and leads to the problems', async () => {
		const { editor } = open();
		await editor.statusItem().waitFor();
		await editor.runCommand('AEXT: Audit Folder');
		const result = await editor.notification(/Findings: \d+ \(.*\)\. Agent extensions: 3\./);
		await editor.pressButton(result, 'Show Problems');
		await editor.problemsView().waitFor();
		await editor.problem('unused.example.com');
	});

	it('Create Manifest from Use writes the least that covers what is done', async () => {
		const { editor, workspace: folder } = open();
		await editor.openFile('without/SKILL.md');
		await editor.runCommand('AEXT: Create Manifest from Use');
		await editor.notification('declares what was found');
		await editor.activeTab('aem.json').waitFor();
		assert.deepEqual(domainsIn(path.join(folder, 'without/aem.json')), ['api.example.org']);
	});

	it('Create Manifest from Use leaves one that exists as it is, and offers to narrow it without a question', async () => {
		const { editor, workspace: folder } = open();
		const before = readFileSync(path.join(folder, 'wide/aem.json'), 'utf8');
		await editor.openFile('wide/SKILL.md');
		await editor.runCommand('AEXT: Create Manifest from Use');
		const notification = await editor.notification('exists already');
		assert.equal(readFileSync(path.join(folder, 'wide/aem.json'), 'utf8'), before);
		await editor.pressButton(notification, 'Sync Manifest');
		await editor.notification('wide/aem.json is in line');
		assert.deepEqual(domainsIn(path.join(folder, 'wide/aem.json')), ['api.example.org']);
	});

	it('Sync Manifest shows what it would widen, and does so when it is ticked and applied', async () => {
		const { editor, workspace: folder } = open();
		const file = path.join(folder, 'narrow/aem.json');
		await editor.openFile('narrow/SKILL.md');
		await editor.runCommand('AEXT: Sync Manifest');
		await editor.refactorPreview().waitFor();
		assert.deepEqual(domainsIn(file), [], 'nothing is written before it is confirmed');
		await editor.confirmRefactoring();
		await editor.notification('narrow/aem.json is in line');
		assert.deepEqual(domainsIn(file), ['api.example.org']);
	});

	it('Show Log opens the log', async () => {
		const { editor } = open();
		await editor.runCommand('AEXT: Show Log');
		await editor.outputOf('AEXT').waitFor();
	});

	it('Restart Server ends with a server that answers', async () => {
		const { editor } = open();
		await editor.runCommand('AEXT: Restart Server');
		await editor.page.getByText('AEXT has been restarted.').first().waitFor();
		await editor.openFile('wide/SKILL.md');
		await editor.runCommand('AEXT: Sync Manifest');
		await editor.notification('already declares what is used');
	});
});
