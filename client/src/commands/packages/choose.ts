import * as vscode from 'vscode';

const MOST_LISTED = 200;

/** A command's argument as a URI, `undefined` when it is none. */
export function uriFrom(target: unknown): vscode.Uri | undefined {
	if (typeof target === 'string') return vscode.Uri.parse(target, true);
	return target instanceof vscode.Uri ? target : undefined;
}

/** The package that a command is for: its argument, the one that is open, one of the workspace's, or a chosen file. */
export async function choosePackage(target: unknown): Promise<vscode.Uri | undefined> {
	const given = uriFrom(target) ?? openPackage();
	if (given !== undefined) return given;
	const found = await vscode.workspace.findFiles('**/*.aext', undefined, MOST_LISTED);
	const items = found.map(uri => ({ label: vscode.workspace.asRelativePath(uri), uri }));
	const other = { label: vscode.l10n.t('Another file…'), uri: undefined };
	const picked = await vscode.window.showQuickPick([...items, other], {
		title: vscode.l10n.t('Which package?'),
	});
	if (picked !== other) return picked?.uri;
	const chosen = await vscode.window.showOpenDialog({
		title: vscode.l10n.t('Which package?'),
		filters: { [vscode.l10n.t('Packages')]: ['aext'] },
	});
	return chosen?.[0];
}

/** The package whose review is in front. */
export function openPackage(): vscode.Uri | undefined {
	const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
	if (!(input instanceof vscode.TabInputCustom)) return undefined;
	return input.uri.path.endsWith('.aext') ? input.uri : undefined;
}

/** Name of a file or folder for a message. */
export function nameOf(uri: vscode.Uri): string {
	return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
