import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { skill, write } from './files';

describe('settings that come with the extension', () => {
	it('show invisible characters where the language is skill, where VS Code hides them', async () => {
		const uri = await write('visible/SKILL.md', skill('visible', 'Text.'));
		const document = await vscode.workspace.openTextDocument(uri);
		// Before 1.109 it is markdown, whose settings are not ours to change.
		if (document.languageId !== 'skill') return;
		const editor = vscode.workspace.getConfiguration('editor.unicodeHighlight', document);
		assert.notEqual(editor.get('invisibleCharacters'), false);
	});

	it('cannot be set by a workspace where they bound the work', () => {
		for (const name of ['limits.files', 'limits.fileSize']) {
			const inspected = vscode.workspace.getConfiguration('aext').inspect(name);
			assert.ok(typeof inspected?.defaultValue === 'number', name);
		}
	});
});

describe('the page of a rule', () => {
	it('can be opened without a network', async () => {
		const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('aext-rule:/pipe-to-shell.md'));
		assert.match(page.getText(), /pipe-to-shell/);
		assert.equal(page.languageId, 'markdown');
	});

	it('says so when there is none', async () => {
		for (const name of ['no-such-rule', '../../package']) {
			const page = await vscode.workspace.openTextDocument(vscode.Uri.parse(`aext-rule:/${name}.md`));
			assert.match(page.getText(), /^There is no (page|rule)/);
		}
	});
});
