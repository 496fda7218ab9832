import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { PackageFolder } from '../../../../server/src/protocol';
import type { Command } from '../command';
import { nameOf } from './choose';
import { withProgress } from './progress';

export const packageFolder: Command = {
	id: 'aext.packageFolder',
	attempted: () => vscode.l10n.t('The folder could not be packed.'),
	async run({ server, folders, log }, target) {
		const { l10n } = vscode;
		const folder = await folders.choose(target);
		if (folder === undefined) return;
		const result = await withProgress(l10n.t('Packing {0}', nameOf(folder)), async (token, progress) => {
			const workDoneToken = randomUUID();
			let reported = 0;
			const listening = server.onProgress(workDoneToken, (percentage = reported) => {
				progress.report({ increment: percentage - reported });
				reported = percentage;
			});
			try {
				return await server.request(PackageFolder, { folder: folder.toString(), workDoneToken }, token);
			} finally {
				listening.dispose();
			}
		});
		if (result.status === 'refused') {
			for (const { code, message } of result.refused) log.warn(`${nameOf(folder)}: ${code}: ${message}`);
			const [first] = result.refused;
			const showLog = l10n.t('Show Log');
			const words = l10n.t('Nothing was packed. {0}', first?.message ?? '');
			const more = result.refused.length - 1;
			const others = more === 0 ? '' : ` ${l10n.t('The log has {0} more reasons.', more)}`;
			const picked = await vscode.window.showErrorMessage(words + others, showLog);
			if (picked === showLog) log.show();
			return;
		}
		for (const { path, reason } of result.leftOut) log.info(`${nameOf(folder)}: left out ${path}: ${reason}`);
		const uri = vscode.Uri.parse(result.package, true);
		const sign = l10n.t('Sign Package');
		const review = l10n.t('Review');
		const words = l10n.t('Packed {0} files into {1}.', result.files, nameOf(uri));
		const picked = await vscode.window.showInformationMessage(words, sign, review);
		if (picked === sign) await vscode.commands.executeCommand('aext.signPackage', uri);
		if (picked === review) await vscode.commands.executeCommand('vscode.open', uri);
	},
};
