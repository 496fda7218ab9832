import * as vscode from 'vscode';
import { SyncManifest } from '../../../server/src/protocol';
import type { Command } from './command';

export const syncManifest: Command = {
	id: 'aext.syncManifest',
	attempted: () => vscode.l10n.t('The manifest could not be brought into line with what is used.'),
	async run({ server, folders }, target) {
		const { l10n } = vscode;
		const folder = await folders.choose(target);
		if (folder === undefined) return;
		const change = await vscode.window.withProgress(
			{
				location: vscode.ProgressLocation.Notification,
				title: l10n.t('Looking at what {0} does', vscode.workspace.asRelativePath(folder)),
				cancellable: true,
			},
			(_progress, token) => server.request(SyncManifest, { folder: folder.toString() }, token),
		);
		if (change.uri === null) return offerToCreate(folder);
		const uri = vscode.Uri.parse(change.uri, true);
		const name = vscode.workspace.asRelativePath(uri);
		if (change.edits.length === 0) {
			await vscode.window.showInformationMessage(l10n.t('{0} already declares what is used.', name));
			return;
		}
		const document = await vscode.workspace.openTextDocument(uri);
		if (change.version !== null && change.version !== document.version) {
			throw new Error(l10n.t('It was edited meanwhile. Try again.'));
		}
		const unsaved = document.isDirty;
		const before = document.version;
		await vscode.window.showTextDocument(document);
		if (!(await vscode.workspace.applyEdit(editOf(uri, change), { isRefactoring: true }))) return;
		// In the preview nothing may have been ticked.
		if (document.version === before) return;
		// Changes of the person's own that were not saved yet stay theirs to save.
		if (!unsaved) await document.save();
		const undo = l10n.t('Undo');
		const words = l10n.t('{0} is in line with what is used: {1}.', name, change.summary);
		if ((await vscode.window.showInformationMessage(words, undo)) !== undo) return;
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand('undo');
	},
};

/** An edit that adds a permission is shown in the refactoring preview, to be confirmed there. */
function editOf(uri: vscode.Uri, change: ReturnType<typeof SyncManifest.result.parse>): vscode.WorkspaceEdit {
	const edit = new vscode.WorkspaceEdit();
	const confirmation: vscode.WorkspaceEditEntryMetadata = {
		needsConfirmation: true,
		label: vscode.l10n.t('Adds permissions'),
		description: change.summary,
	};
	for (const { range, newText } of change.edits) {
		const { start, end } = range;
		const place = new vscode.Range(start.line, start.character, end.line, end.character);
		edit.replace(uri, place, newText, change.widens ? confirmation : undefined);
	}
	return edit;
}

async function offerToCreate(folder: vscode.Uri): Promise<void> {
	const create = vscode.l10n.t('Create Manifest from Use');
	const name = vscode.workspace.asRelativePath(folder);
	const words = vscode.l10n.t('{0} has no aem.json that can be read.', name);
	const picked = await vscode.window.showInformationMessage(words, create);
	if (picked === create) await vscode.commands.executeCommand('aext.createManifest', folder);
}
