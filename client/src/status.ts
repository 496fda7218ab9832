import * as vscode from 'vscode';
import type { Status } from '../../server/src/protocol';
import { breakdown, total } from './counts';
import type { Server } from './server';

/** The one status item, on the right: "AEXT 2", with what the number stands for in its tooltip. */
export function registerStatusItem(server: Server): vscode.Disposable {
	const item = vscode.window.createStatusBarItem('aext.status', vscode.StatusBarAlignment.Right);
	item.name = 'AEXT';
	let last: Status | undefined;

	const show = () => {
		if (server.state === 'failed') {
			item.text = 'AEXT $(warning)';
			item.tooltip = vscode.l10n.t('The language server is not running. Select to open the log.');
			item.command = 'aext.showLog';
			item.show();
		} else if (last !== undefined && last.extensions.length > 0) {
			const found = total(last.findings);
			item.text = found > 0 || last.complete ? `AEXT ${found}` : 'AEXT $(question)';
			item.tooltip = tooltip(last, found);
			item.command = 'workbench.actions.view.problems';
			item.show();
		} else {
			item.hide();
		}
	};
	return vscode.Disposable.from(
		item,
		server.onDidChangeState(show),
		server.onDidChangeStatus(status => {
			last = status;
			show();
		}),
		vscode.workspace.onDidGrantWorkspaceTrust(show),
	);
}

function tooltip(status: Status, found: number): string {
	const lines = [
		found > 0
			? vscode.l10n.t('Findings: {0} ({1})', found, breakdown(status.findings))
			: vscode.l10n.t('Findings: none'),
		vscode.l10n.t('Agent extensions: {0}', status.extensions.length),
	];
	if (!status.complete) lines.push(vscode.l10n.t('Not everything could be examined.'));
	if (!vscode.workspace.isTrusted) {
		lines.push(vscode.l10n.t('Restricted Mode: waivers of this workspace are not honoured.'));
	}
	return lines.join('\n');
}
