import * as vscode from 'vscode';

/** Tells the person who asked for something why it could not be done, and offers the log, which has the details. */
export async function tellFailure(
	log: vscode.LogOutputChannel,
	attempted: string,
	error: unknown,
): Promise<void> {
	if (error instanceof vscode.CancellationError) return;
	const reason = error instanceof Error ? error.message : String(error);
	log.error(attempted, error instanceof Error ? (error.stack ?? reason) : reason);
	const showLog = vscode.l10n.t('Show Log');
	const picked = await vscode.window.showErrorMessage(`${attempted} ${reason}`, showLog);
	if (picked === showLog) log.show();
}
