import * as vscode from 'vscode';
import { CreateKey } from '../../../../server/src/protocol';
import { exists } from '../../create-files';
import type { SigningKey, SigningKeys } from '../../keys';
import type { Command } from '../command';
import { nameOf, uriFrom } from './choose';

export const createKey: Command = {
	id: 'aext.createKey',
	attempted: () => vscode.l10n.t('The key could not be created.'),
	async run({ server, keys }) {
		const { l10n } = vscode;
		const taken = new Set((await keys.all()).map(each => each.name));
		const name = await vscode.window.showInputBox({
			title: l10n.t('Create Signing Key'),
			prompt: l10n.t('Your name for the key'),
			ignoreFocusOut: true,
			validateInput(value) {
				if (value.trim() === '') return l10n.t('A key needs a name.');
				return taken.has(value.trim()) ? l10n.t('There is a key of this name already.') : undefined;
			},
		});
		if (name === undefined) return;
		const { secret, publicKey, fingerprint } = await server.requestUntraced(CreateKey, {});
		await keys.add({ name: name.trim(), secret, publicKey, fingerprint });
		const exportKey = l10n.t('Export Public Key');
		const words = l10n.t(
			'The key is kept where VS Code keeps secrets. Tell those who will trust it its fingerprint: {0}',
			fingerprint,
		);
		const picked = await vscode.window.showInformationMessage(words, exportKey);
		if (picked === exportKey) await vscode.commands.executeCommand('aext.exportPublicKey');
	},
};

export const exportPublicKey: Command = {
	id: 'aext.exportPublicKey',
	attempted: () => vscode.l10n.t('The public key could not be exported.'),
	async run({ keys }, target) {
		const { l10n } = vscode;
		const key = await chooseKey(keys);
		if (key === undefined) return;
		const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
		const uri =
			uriFrom(target) ??
			(await vscode.window.showSaveDialog({
				title: l10n.t('Export Public Key'),
				...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${key.name}.pub.json`) }),
			}));
		if (uri === undefined) return;
		if (uriFrom(target) !== undefined && (await exists(uri))) {
			throw new Error(l10n.t('{0} exists already and is left as it is.', nameOf(uri)));
		}
		await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(key.publicKey));
		await vscode.window.showInformationMessage(l10n.t('The public key is in {0}.', nameOf(uri)));
	},
};

/** The only key, the one that is picked, or, where there is none, what the person creates. */
export async function chooseKey(keys: SigningKeys): Promise<SigningKey | undefined> {
	const { l10n } = vscode;
	const all = await keys.all();
	if (all.length === 0) {
		const create = l10n.t('Create Signing Key');
		const picked = await vscode.window.showInformationMessage(l10n.t('You have no signing key yet.'), create);
		if (picked !== create) return undefined;
		await vscode.commands.executeCommand('aext.createKey');
		return (await keys.all())[0];
	}
	if (all.length === 1) return all[0];
	const items = all.map(key => ({ label: key.name, description: key.fingerprint, key }));
	return (await vscode.window.showQuickPick(items, { title: l10n.t('Which key?') }))?.key;
}
