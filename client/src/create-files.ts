import * as vscode from 'vscode';

/**
 * Creates files with their content as one edit that can be undone; rejects, having written nothing, when one of
 * them exists.
 */
export async function createFiles(
	files: readonly { readonly uri: vscode.Uri; readonly text: string }[],
): Promise<void> {
	for (const { uri } of files) {
		if (await exists(uri)) {
			const name = vscode.workspace.asRelativePath(uri);
			throw new Error(vscode.l10n.t('{0} exists already and is left as it is.', name));
		}
	}
	const edit = new vscode.WorkspaceEdit();
	const encoder = new TextEncoder();
	for (const { uri, text } of files) edit.createFile(uri, { contents: encoder.encode(text) });
	if (!(await vscode.workspace.applyEdit(edit))) {
		throw new Error(vscode.l10n.t('The editor refused to write it. Is the folder read-only?'));
	}
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
	try {
		await vscode.workspace.fs.stat(uri);
		return true;
	} catch (error) {
		if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
		throw error;
	}
}
