import type { CancellationToken } from 'vscode-languageserver';

/** Runs work with a signal that is aborted when the client cancels the request. */
export async function withSignal<Result>(
	token: CancellationToken,
	work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
	const controller = new AbortController();
	if (token.isCancellationRequested) controller.abort();
	const listener = token.onCancellationRequested(() => controller.abort());
	try {
		return await work(controller.signal);
	} finally {
		listener.dispose();
	}
}
