import * as vscode from 'vscode';
import { SignPackage } from '../../../../server/src/protocol';
import type { Command } from '../command';
import { choosePackage, nameOf } from './choose';
import { chooseKey } from './keys';
import { withProgress } from './progress';

export const signPackage: Command = {
	id: 'aext.signPackage',
	attempted: () => vscode.l10n.t('The package could not be signed.'),
	async run({ server, keys }, target) {
		const { l10n } = vscode;
		const uri = await choosePackage(target);
		if (uri === undefined) return;
		const key = await chooseKey(keys);
		if (key === undefined) return;
		const result = await withProgress(l10n.t('Signing {0}', nameOf(uri)), token =>
			server.requestUntraced(SignPackage, { package: uri.toString(), secret: key.secret }, token),
		);
		if (result.status === 'refused') throw new Error(result.problems.map(each => each.message).join(' '));
		const exportKey = l10n.t('Export Public Key');
		const signature = nameOf(vscode.Uri.parse(result.signature, true));
		const words = l10n.t('Signed with {0}. Give {1} away together with the package.', key.name, signature);
		const picked = await vscode.window.showInformationMessage(words, exportKey);
		if (picked === exportKey) await vscode.commands.executeCommand('aext.exportPublicKey');
	},
};
