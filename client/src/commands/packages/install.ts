import * as vscode from 'vscode';
import { INSTALL_AGENTS, InstallPackage } from '../../../../server/src/protocol';
import type { Server } from '../../server';
import type { Command } from '../command';
import { choosePackage, nameOf } from './choose';
import { withProgress } from './progress';

type Request = ReturnType<typeof InstallPackage.params.parse>;
type Answer = ReturnType<typeof InstallPackage.result.parse>;

const AGENT_NAMES: Readonly<Record<(typeof INSTALL_AGENTS)[number], string>> = {
	claude: 'Claude',
	vscode: 'VS Code',
	codex: 'Codex',
	gemini: 'Gemini',
	cursor: 'Cursor',
	openclaw: 'OpenClaw',
};

export const installPackage: Command = {
	id: 'aext.installPackage',
	attempted: () => vscode.l10n.t('The package could not be installed.'),
	async run({ server, log }, target) {
		const { l10n } = vscode;
		const uri = await choosePackage(target);
		if (uri === undefined) return;
		const place = await chooseTarget();
		if (place === undefined) return;
		const request: Request = { package: uri.toString(), target: place };
		let answer = await send(server, uri, request);
		if (answer.status === 'ask') {
			const { digest, reasons } = answer;
			const install = l10n.t('Install');
			const question = l10n.t('Install {0} nevertheless?', nameOf(uri));
			const detail = reasons.map(reason => `• ${reason}`).join('\n');
			const picked = await vscode.window.showWarningMessage(question, { modal: true, detail }, install);
			if (picked !== install) return;
			answer = await send(server, uri, { ...request, agreed: { digest, reasons } });
		}
		await tell(answer, uri, log);
	},
};

function send(server: Server, uri: vscode.Uri, request: Request): Thenable<Answer> {
	return withProgress(vscode.l10n.t('Looking into {0}', nameOf(uri)), token =>
		server.request(InstallPackage, request, token),
	);
}

async function tell(answer: Answer, uri: vscode.Uri, log: vscode.LogOutputChannel): Promise<void> {
	const { l10n } = vscode;
	const showLog = l10n.t('Show Log');
	switch (answer.status) {
		case 'installed': {
			const list = l10n.t('Installed Extensions');
			const folder = vscode.Uri.parse(answer.target, true).fsPath;
			const words = l10n.t('{0} {1} is installed in {2}.', answer.id, answer.version, folder);
			const picked = await vscode.window.showInformationMessage(words, list);
			if (picked === list) await vscode.commands.executeCommand('aext.installedExtensions');
			return;
		}
		case 'quarantined': {
			const words = l10n.t('Your policy keeps {0} in quarantine. {1}', nameOf(uri), answer.reasons.join(' '));
			await vscode.window.showWarningMessage(words);
			return;
		}
		case 'ask':
			throw new Error(l10n.t('What speaks against it changed meanwhile. Try again.'));
		case 'refused': {
			for (const reason of answer.reasons) log.warn(`${nameOf(uri)}: ${reason}`);
			const words = l10n.t('{0} was not installed. {1}', nameOf(uri), answer.message);
			const picked = await vscode.window.showErrorMessage(words, showLog);
			if (picked === showLog) log.show();
		}
	}
}

async function chooseTarget(): Promise<Request['target'] | undefined> {
	const { l10n } = vscode;
	const title = l10n.t('Install Package');
	const agents = INSTALL_AGENTS.map(agent => ({ label: AGENT_NAMES[agent], agent }));
	const other = { label: l10n.t('A folder of your choice…'), agent: undefined };
	const picked = await vscode.window.showQuickPick([...agents, other], {
		title,
		placeHolder: l10n.t('For which agent?'),
	});
	if (picked === undefined) return undefined;
	if (picked.agent === undefined) {
		const chosen = await vscode.window.showOpenDialog({
			title: l10n.t('The empty folder that the extension becomes'),
			canSelectFiles: false,
			canSelectFolders: true,
			openLabel: l10n.t('Select Folder'),
		});
		return chosen?.[0] && { folder: chosen[0].toString() };
	}
	const { agent } = picked;
	const scopes = [
		{ label: l10n.t('For you, in every project'), target: { agent, scope: 'user' } as const },
		// Whoever wrote a workspace that is not trusted must not be installed into.
		...(vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : []).map(({ name, uri }) => ({
			label: l10n.t('In the project {0}', name),
			target: { agent, scope: 'project', project: uri.toString() } as const,
		})),
	];
	if (scopes.length === 1) return scopes[0]?.target;
	return (await vscode.window.showQuickPick(scopes, { title, placeHolder: l10n.t('Where?') }))?.target;
}
