import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, ruleOf, skill, write } from './files';

describe('activation', () => {
	const extension = vscode.extensions.getExtension('aext.aext');

	it('does not happen where there is no agent extension', async () => {
		assert.ok(extension, 'the packaged extension is installed');
		await vscode.workspace.openTextDocument(await write('NOTES.md', '# Notes\n'));
		assert.equal(extension.isActive, false);
	});

	it('registers every command that the manifest names', async () => {
		await extension?.activate();
		const registered = new Set(await vscode.commands.getCommands(true));
		assert.ok(extension);
		for (const { command } of extension.packageJSON.contributes.commands)
			assert.ok(registered.has(command), command);
	});

	it('serves a skill that is opened', async () => {
		const uri = await write('served/SKILL.md', skill('served', 'Text.'));
		const found = await diagnosticsOf(uri, all => all.some(each => ruleOf(each) === 'manifest-missing'));
		for (const { code } of found) {
			assert.ok(typeof code === 'object', 'a rule has a page');
			assert.match((await vscode.workspace.openTextDocument(code.target)).getText(), /^# /m);
		}
	});
});
