import * as vscode from 'vscode';
import type { Command } from './command';

export const restartServer: Command = {
	id: 'aext.restartServer',
	attempted: () => vscode.l10n.t('The language server could not be restarted.'),
	async run({ server }) {
		await vscode.window.withProgress(
			{ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Restarting AEXT…') },
			() => server.restart(),
		);
		if (server.state === 'failed') throw new Error(vscode.l10n.t('The log says why it did not start.'));
		vscode.window.setStatusBarMessage(vscode.l10n.t('AEXT has been restarted.'), 5000);
	},
};
