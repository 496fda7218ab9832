import * as vscode from 'vscode';
import { ExportReview } from '../../../server/src/protocol';
import type { Act } from '../page/messages';
import type { Server } from '../server';
import type { ReviewDocument } from './document';

/** Commands for packages anywhere, each with questions of its own; `pin` shows the fingerprint and asks. */
const PACKAGE_COMMANDS = {
	verify: 'aext.verifyPackage',
	pin: 'aext.pinKey',
	install: 'aext.installPackage',
} as const;

/** Carries out what a person asks for about an opened package. Rejects with what is to be told of a failure. */
export async function carryOut(
	act: Act,
	document: ReviewDocument,
	server: Server,
	log: vscode.LogOutputChannel,
): Promise<void> {
	switch (act) {
		case 'verify':
		case 'pin':
			await vscode.commands.executeCommand(PACKAGE_COMMANDS[act], document.uri);
			// What the person trusts may be another by now.
			return document.load(document.comparedWith);
		case 'install':
			await vscode.commands.executeCommand(PACKAGE_COMMANDS[act], document.uri);
			return;
		case 'reload':
			return document.load(document.comparedWith);
		case 'cancel':
			return document.cancel();
		case 'showLog':
			return log.show();
		case 'copyDigest':
			return copyDigest(document);
		case 'compare':
			return compare(document);
		case 'export':
			return exportReview(document, server);
	}
}

async function copyDigest({ review }: ReviewDocument): Promise<void> {
	if (!review || review.digest === '') return;
	await vscode.env.clipboard.writeText(review.digest);
	vscode.window.setStatusBarMessage(vscode.l10n.t('The digest has been copied.'), 5000);
}

/** Asks what to compare with and reads the package anew. */
async function compare(document: ReviewDocument): Promise<void> {
	const { l10n } = vscode;
	const picked = await vscode.window.showQuickPick(
		[
			{ label: l10n.t('Installed copy'), what: 'installed' as const },
			{ label: l10n.t('Another package…'), what: 'package' as const },
			{ label: l10n.t('A folder…'), what: 'folder' as const },
		],
		{ title: l10n.t('Compare Package'), placeHolder: l10n.t('With what') },
	);
	if (!picked) return;
	if (picked.what === 'installed') return document.load();
	const [other] =
		(await vscode.window.showOpenDialog({
			title: l10n.t('Compare Package'),
			openLabel: l10n.t('Compare'),
			defaultUri: vscode.Uri.joinPath(document.uri, '..'),
			canSelectFolders: picked.what === 'folder',
			canSelectFiles: picked.what === 'package',
			...(picked.what === 'package' && { filters: { [l10n.t('Packages')]: ['aext'] } }),
		})) ?? [];
	if (other) await document.load(other);
}

async function exportReview(document: ReviewDocument, server: Server): Promise<void> {
	const picked = await vscode.window.showQuickPick(
		[
			{ label: 'Markdown', format: 'markdown' as const, language: 'markdown' },
			{ label: 'SARIF', format: 'sarif' as const, language: 'json' },
			{ label: 'JSON', format: 'json' as const, language: 'json' },
		],
		{ title: vscode.l10n.t('Export Review'), placeHolder: vscode.l10n.t('As what') },
	);
	if (!picked) return;
	const { text } = await server.request(ExportReview, {
		package: document.uri.toString(),
		format: picked.format,
		...(document.comparedWith && { compareWith: document.comparedWith.toString() }),
		...(document.review && { digest: document.review.digest }),
	});
	const exported = await vscode.workspace.openTextDocument({ content: text, language: picked.language });
	await vscode.window.showTextDocument(exported, { viewColumn: vscode.ViewColumn.Beside });
}
