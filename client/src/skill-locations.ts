import * as vscode from 'vscode';
import { exists } from './create-files';

/** Where agents look for a project's skills, relative to a workspace folder, and which of them look there. */
const LOCATIONS: readonly { readonly path: string; readonly agents: string }[] = [
	{ path: '.claude/skills', agents: 'Claude Code, VS Code' },
	{ path: '.github/skills', agents: 'VS Code' },
	{ path: '.agents/skills', agents: 'Codex, VS Code' },
	{ path: '.codex/skills', agents: 'Codex' },
	{ path: '.gemini/skills', agents: 'Gemini CLI' },
	{ path: '.cursor/skills', agents: 'Cursor' },
	{ path: 'skills', agents: 'OpenClaw' },
];

/**
 * The folder in which a new skill's own folder is made: the one the command was invoked on, or one the person picks
 * from where agents look, those that exist first. `undefined` when they pick none.
 */
export async function pickSkillLocation(title: string, target: unknown): Promise<vscode.Uri | undefined> {
	if (target instanceof vscode.Uri) return target;
	const { l10n } = vscode;
	const folders = vscode.workspace.workspaceFolders ?? [];
	const items = await Promise.all(
		folders.flatMap(folder =>
			LOCATIONS.map(async ({ path, agents }) => {
				const uri = vscode.Uri.joinPath(folder.uri, path);
				const present = await exists(uri);
				return {
					label: folders.length > 1 ? `${folder.name}/${path}` : path,
					description: agents,
					...(present ? { detail: l10n.t('exists') } : {}),
					present,
					uri,
				};
			}),
		),
	);
	items.sort((a, b) => Number(b.present) - Number(a.present));
	const other = { label: l10n.t('Another folder…'), description: '', uri: undefined };
	const picked = await vscode.window.showQuickPick([...items, other], {
		title,
		placeHolder: l10n.t('Where agents look for skills'),
		ignoreFocusOut: true,
	});
	if (picked !== other) return picked?.uri;
	const chosen = await vscode.window.showOpenDialog({
		title,
		canSelectFiles: false,
		canSelectFolders: true,
		openLabel: l10n.t('Select Folder'),
	});
	return chosen?.[0];
}
