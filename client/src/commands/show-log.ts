import * as vscode from 'vscode';
import type { Command } from './command';

export const showLog: Command = {
	id: 'aext.showLog',
	attempted: () => vscode.l10n.t('The log could not be shown.'),
	run: ({ log }) => log.show(),
};
