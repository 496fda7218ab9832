import * as vscode from 'vscode';
import type { Server } from './server';

const EXTENSION_FILES = new Set(['SKILL.md', 'aem.json']);

/** The extension folders the server knows of, and which of them a command means. */
export class ExtensionFolders implements vscode.Disposable {
	private known: readonly vscode.Uri[] = [];
	private readonly listener: vscode.Disposable;

	constructor(server: Server) {
		this.listener = server.onDidChangeStatus(status => {
			this.known = status.extensions.map(root => vscode.Uri.parse(root, true));
			// For the explorer's menu: `resourcePath in aext.extensionFolders`, a path of the one form or the other.
			const paths = this.known.flatMap(root => [root.fsPath, root.path]);
			void vscode.commands.executeCommand('setContext', 'aext.extensionFolders', paths);
		});
	}

	/**
	 * The extension folder that a command is for: the one it was invoked on, else the active editor's, else the only
	 * one there is, else the one the person picks. `undefined` when they pick none.
	 *
	 * @param target what VS Code or a code lens passed as the command's first argument.
	 */
	async choose(target: unknown): Promise<vscode.Uri | undefined> {
		const given = folderOf(target);
		if (given !== undefined) return given;
		const active = this.active();
		if (active !== undefined) return active;
		if (this.known.length === 1) return this.known[0];
		return pickFolder(vscode.l10n.t('Which agent extension?'), this.known);
	}

	/** As `choose`, where any folder will do: the choice is between the active editor's extension and the workspace. */
	async chooseAny(target: unknown): Promise<vscode.Uri | undefined> {
		const given = folderOf(target);
		if (given !== undefined) return given;
		const active = this.active();
		const workspace = (vscode.workspace.workspaceFolders ?? []).map(folder => folder.uri);
		const all = [...(active === undefined ? [] : [active]), ...workspace];
		const distinct = [...new Map(all.map(uri => [uri.toString(), uri])).values()];
		if (distinct.length === 1) return distinct[0];
		return pickFolder(vscode.l10n.t('Which folder?'), distinct);
	}

	dispose(): void {
		this.listener.dispose();
	}

	/** The extension folder that the active editor's file lies in: the innermost one. */
	private active(): vscode.Uri | undefined {
		const uri = vscode.window.activeTextEditor?.document.uri;
		if (uri === undefined) return undefined;
		const file = uri.toString();
		const holding = this.known
			.filter(root => file.startsWith(`${root.toString()}/`))
			.sort((a, b) => b.path.length - a.path.length);
		return holding[0] ?? (EXTENSION_FILES.has(fileName(uri)) ? parentOf(uri) : undefined);
	}
}

/** The folder that a command's argument stands for: a folder's URI, or that of a file that makes one an extension. */
function folderOf(target: unknown): vscode.Uri | undefined {
	const uri = typeof target === 'string' ? vscode.Uri.parse(target, true) : target;
	if (!(uri instanceof vscode.Uri)) return undefined;
	return EXTENSION_FILES.has(fileName(uri)) ? parentOf(uri) : uri;
}

async function pickFolder(title: string, folders: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
	const roots = new Set(vscode.workspace.workspaceFolders?.map(folder => folder.uri.toString()));
	const items = folders.map(uri => ({
		label: fileName(uri),
		description: roots.has(uri.toString())
			? vscode.l10n.t('workspace folder')
			: vscode.workspace.asRelativePath(uri),
		uri,
	}));
	const other = { label: vscode.l10n.t('Another folder…'), description: '', uri: undefined };
	const picked = await vscode.window.showQuickPick([...items, other], { title, matchOnDescription: true });
	if (picked !== other) return picked?.uri;
	const chosen = await vscode.window.showOpenDialog({
		title,
		canSelectFiles: false,
		canSelectFolders: true,
		openLabel: vscode.l10n.t('Select Folder'),
	});
	return chosen?.[0];
}

function fileName(uri: vscode.Uri): string {
	return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function parentOf(uri: vscode.Uri): vscode.Uri {
	return vscode.Uri.joinPath(uri, '..');
}
