import * as vscode from 'vscode';
import { tellFailure } from '../failure';
import type { Act } from '../page/messages';
import type { Server } from '../server';
import { carryOut } from './acts';
import type { ReviewDocument } from './document';
import { ReviewEditor } from './editor';
import { PackageFiles } from './package-files';

/** The acts that are commands too, for the review in the active editor. */
const COMMANDS = ['compare', 'export', 'copyDigest', 'reload'] as const;

/** Registers the editor of packages, the file system of what is in them, and the commands of a review. */
export function registerReview(
	extension: vscode.Uri,
	server: Server,
	log: vscode.LogOutputChannel,
): vscode.Disposable {
	const packageFiles = new PackageFiles(server);
	const act = async (document: ReviewDocument, name: Act) => {
		try {
			await carryOut(name, document, server, log);
		} catch (error) {
			await tellFailure(log, vscode.l10n.t('That could not be done.'), error);
		}
	};
	const editor = new ReviewEditor(extension, server, packageFiles, log, act);
	return vscode.Disposable.from(
		packageFiles.register(),
		editor.register(),
		...COMMANDS.map(name =>
			vscode.commands.registerCommand(`aext.review.${name}`, async () => {
				const document = editor.active()?.document;
				if (document) await act(document, name);
			}),
		),
		vscode.commands.registerCommand('aext.review.nextFinding', () =>
			editor.active()?.tell({ kind: 'nextFinding' }),
		),
	);
}
