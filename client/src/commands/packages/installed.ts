import * as vscode from 'vscode';
import { type Installed, ListInstalled, Uninstall } from '../../../../server/src/protocol';
import type { Command, CommandContext } from '../command';
import { withProgress } from './progress';

export const installedExtensions: Command = {
	id: 'aext.installedExtensions',
	attempted: () => vscode.l10n.t('The installed extensions could not be listed.'),
	async run(context) {
		const { l10n } = vscode;
		const { extensions, unreadable } = await withProgress(l10n.t('Comparing what is installed'), token =>
			context.server.request(ListInstalled, {}, token),
		);
		for (const uri of unreadable) context.log.warn(`The receipt ${uri} could not be read.`);
		if (extensions.length === 0) {
			const install = l10n.t('Install Package');
			const picked = await vscode.window.showInformationMessage(l10n.t('Nothing is installed yet.'), install);
			if (picked === install) await vscode.commands.executeCommand('aext.installPackage');
			return;
		}
		const items = extensions.map(each => ({
			label: `${each.id} ${each.version}`,
			description: stateOf(each),
			detail: vscode.Uri.parse(each.target, true).fsPath,
			each,
		}));
		const picked = await vscode.window.showQuickPick(items, {
			title: l10n.t('Installed Extensions'),
			matchOnDetail: true,
			placeHolder: l10n.t('Choose one to remove it'),
		});
		if (picked !== undefined) await offerToUninstall(context, picked.each);
	},
};

function stateOf({ state, changed, missing, added, withdrawn }: Installed): string {
	const { l10n } = vscode;
	const [first] = withdrawn;
	if (first) return l10n.t('withdrawn on {0}: {1}', first.date, first.reason);
	if (state === 'intact') return l10n.t('as installed');
	if (state === 'gone') return l10n.t('its folder is gone');
	return l10n.t('files changed: {0}, missing: {1}, added: {2}', changed.length, missing.length, added.length);
}

async function offerToUninstall({ server }: CommandContext, each: Installed): Promise<void> {
	const { l10n } = vscode;
	const uninstall = l10n.t('Uninstall');
	const picked = await vscode.window.showWarningMessage(
		l10n.t('Uninstall {0}?', each.id),
		{
			modal: true,
			detail: `${vscode.Uri.parse(each.target, true).fsPath}

${l10n.t('Files that were changed or added since are kept.')}`,
		},
		uninstall,
	);
	if (picked !== uninstall) return;
	const { removed, kept } = await server.request(Uninstall, { target: each.target });
	const words = l10n.t('{0} is uninstalled. Files removed: {1}, kept: {2}.', each.id, removed, kept.length);
	await vscode.window.showInformationMessage(words);
}
