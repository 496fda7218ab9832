import * as vscode from 'vscode';
import { CreateManifest } from '../../../server/src/protocol';
import { createFiles } from '../create-files';
import type { Command } from './command';

export const createManifest: Command = {
	id: 'aext.createManifest',
	attempted: () => vscode.l10n.t('The manifest could not be created.'),
	async run({ server, folders }, target) {
		const { l10n } = vscode;
		const folder = await folders.choose(target);
		if (folder === undefined) return;
		const draft = await vscode.window.withProgress(
			{
				location: vscode.ProgressLocation.Notification,
				title: l10n.t('Looking at what {0} does', vscode.workspace.asRelativePath(folder)),
				cancellable: true,
			},
			(_progress, token) => server.request(CreateManifest, { folder: folder.toString() }, token),
		);
		const uri = vscode.Uri.parse(draft.uri, true);
		const name = vscode.workspace.asRelativePath(uri);
		const sync = l10n.t('Sync Manifest');
		if (draft.exists) {
			const picked = await vscode.window.showInformationMessage(l10n.t('{0} exists already.', name), sync);
			if (picked === sync) await vscode.commands.executeCommand('aext.syncManifest', folder);
			return;
		}
		await createFiles([{ uri, text: draft.text }]);
		await vscode.window.showTextDocument(uri);
		const words = l10n.t('{0} declares what was found. Read it before you publish.', name);
		await vscode.window.showInformationMessage([words, ...draft.notes].join(' '));
	},
};
