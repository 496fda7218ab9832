import assert from 'node:assert/strict';
import { inWindow } from './harness/in-window';
import { workspace } from './harness/workspace';

const WAIVERS = JSON.stringify({
	schema: 'aext/waivers/v1',
	waivers: [
		{
			rule: 'permission-domain-wildcard',
			path: '**',
			reason: 'Whoever wrote this workspace would like it so.',
			owner: 'them',
			expires: '2099-01-01',
		},
	],
});

const content = {
	samples: ['over-privileged-skill'],
	files: { 'aext-waivers.json': WAIVERS, '.vscode/settings.json': '{ "aext.codeLens.enable": false }' },
};

inWindow('in Restricted Mode', { restricted: true, workspace: () => workspace(content) }, open => {
	it('findings are shown, and the workspace can waive none of them', async () => {
		const { editor } = open();
		await editor.page.getByText('Restricted Mode').first().waitFor();
		await editor.problem('permission-domain-wildcard');
	});

	it('the workspace cannot switch off what is said above the manifest', async () => {
		const { editor } = open();
		await editor.openFile('over-privileged-skill/aem.json');
		await editor.codeLens(/^Uses/).waitFor();
	});
});

inWindow('in a trusted workspace', { workspace: () => workspace(content) }, open => {
	it('its waivers and settings count', async () => {
		const { editor } = open();
		await editor.openFile('over-privileged-skill/aem.json');
		assert.ok(await editor.noProblem('permission-domain-wildcard', 'permission-files-everything'));
		assert.equal(await editor.codeLens(/^Uses/).count(), 0);
	});
});
