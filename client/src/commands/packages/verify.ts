import * as vscode from 'vscode';
import { VerifyPackage } from '../../../../server/src/protocol';
import type { Command } from '../command';
import { choosePackage, nameOf } from './choose';
import { withProgress } from './progress';

export const verifyPackage: Command = {
	id: 'aext.verifyPackage',
	attempted: () => vscode.l10n.t('The package could not be verified.'),
	async run({ server, log }, target) {
		const { l10n } = vscode;
		const uri = await choosePackage(target);
		if (uri === undefined) return;
		const { ok, outcome, message, problems } = await withProgress(
			l10n.t('Verifying {0}', nameOf(uri)),
			token => server.request(VerifyPackage, { package: uri.toString() }, token),
		);
		for (const problem of problems) log.warn(`${nameOf(uri)}: ${problem.code}: ${problem.message}`);
		const install = l10n.t('Install Package');
		const pin = l10n.t('Pin Publisher Key');
		// Sentences of the engine, as the review page and the terminal show them.
		const words = `${nameOf(uri)}: ${[message, ...problems.slice(0, 1).map(each => each.message)].join(' ')}`;
		const accepted = problems.length === 0;
		const picked = ok
			? await vscode.window.showInformationMessage(words, install)
			: await vscode.window.showWarningMessage(
					words,
					...(outcome === 'unknown-key' && accepted ? [pin] : []),
				);
		if (picked === install) await vscode.commands.executeCommand('aext.installPackage', uri);
		if (picked === pin) await vscode.commands.executeCommand('aext.pinKey', uri);
	},
};
