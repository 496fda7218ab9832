import * as vscode from 'vscode';

/** Runs work that can be cancelled, with a progress notification. */
export function withProgress<Result>(
	title: string,
	work: (
		token: vscode.CancellationToken,
		progress: vscode.Progress<{ message?: string; increment?: number }>,
	) => Promise<Result>,
): Thenable<Result> {
	return vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Notification, title, cancellable: true },
		(progress, token) => work(token, progress),
	);
}
