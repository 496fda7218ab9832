import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { AuditFolder, type AuditSummary } from '../../../server/src/protocol';
import { breakdown, total } from '../counts';
import type { Command } from './command';

export const auditFolder: Command = {
	id: 'aext.auditFolder',
	attempted: () => vscode.l10n.t('The folder could not be audited.'),
	async run({ server, folders, log }, target) {
		const folder = await folders.chooseAny(target);
		if (folder === undefined) return;
		const summary = await vscode.window.withProgress(
			{
				location: vscode.ProgressLocation.Notification,
				title: vscode.l10n.t('Auditing {0}', vscode.workspace.asRelativePath(folder)),
				cancellable: true,
			},
			async (progress, token) => {
				const workDoneToken = randomUUID();
				let reported = 0;
				const listening = server.onProgress(workDoneToken, (percentage = reported, message) => {
					progress.report({
						increment: percentage - reported,
						...(message === undefined ? {} : { message }),
					});
					reported = percentage;
				});
				try {
					return await server.request(AuditFolder, { folder: folder.toString(), workDoneToken }, token);
				} finally {
					listening.dispose();
				}
			},
		);
		log.info(`Audited ${folder.toString()}: ${JSON.stringify(summary)}`);
		await tellResult(folder, summary);
	},
};

async function tellResult(folder: vscode.Uri, summary: AuditSummary): Promise<void> {
	const { l10n } = vscode;
	if (summary.extensions === 0) {
		const newSkill = l10n.t('New Skill');
		const words = l10n.t('There is no agent extension in {0}: no SKILL.md and no aem.json.', folder.fsPath);
		const picked = await vscode.window.showInformationMessage(words, newSkill);
		if (picked === newSkill) await vscode.commands.executeCommand('aext.newSkill', folder);
		return;
	}
	const problems = l10n.t('Show Problems');
	const log = l10n.t('Show Log');
	const buttons = total(summary.findings) > 0 ? [problems, log] : [log];
	const serious = summary.findings.critical + summary.findings.high > 0;
	const show = serious ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
	const picked = await show(resultOf(summary), ...buttons);
	if (picked === problems) await vscode.commands.executeCommand('workbench.actions.view.problems');
	if (picked === log) await vscode.commands.executeCommand('aext.showLog');
}

/** "Findings: 3 (1 high, 2 low). Agent extensions: 2." and what else has to be known with it. */
function resultOf(summary: AuditSummary): string {
	const { l10n } = vscode;
	const found = total(summary.findings);
	const sentences: string[] = [];
	if (found > 0) {
		const severities = breakdown(summary.findings);
		sentences.push(
			l10n.t('Findings: {0} ({1}). Agent extensions: {2}.', found, severities, summary.extensions),
		);
	} else if (summary.complete) {
		sentences.push(l10n.t('Nothing found. Agent extensions: {0}.', summary.extensions));
	} else {
		sentences.push(l10n.t('Nothing was found in what could be examined.'));
	}
	if (summary.waived > 0) sentences.push(l10n.t('Waived: {0}.', summary.waived));
	if (summary.notExamined > 0) {
		sentences.push(l10n.t('Files not examined, or not wholly: {0}.', summary.notExamined));
	}
	return sentences.join(' ');
}
