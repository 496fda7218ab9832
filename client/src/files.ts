import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { ListFolder, ReadFile, type Request, StatFile } from '../../server/src/protocol';
import { listFolder } from './listing';

/** Schemes of the workspace's folders that the server's own process cannot read. */
export function readableSchemes(): string[] {
	const schemes = (vscode.workspace.workspaceFolders ?? []).map(folder => folder.uri.scheme);
	return [...new Set(schemes)].filter(scheme => scheme !== 'file');
}

/** Reads files for the server where only the editor can: virtual workspaces. */
export function serveFiles(client: LanguageClient): vscode.Disposable[] {
	return [
		serve(client, ListFolder, ({ uri, files, depth }, token) =>
			listFolder(vscode.Uri.parse(uri, true), { files, depth }, token),
		),
		serve(client, ReadFile, ({ uri, maxBytes }) => readFile(vscode.Uri.parse(uri, true), maxBytes)),
		serve(client, StatFile, ({ uri }) => stat(vscode.Uri.parse(uri, true))),
	];
}

function serve<Params, Result>(
	client: LanguageClient,
	message: Request<Params, Result>,
	answer: (params: Params, token: vscode.CancellationToken) => Promise<Result>,
): vscode.Disposable {
	return client.onRequest<unknown, void>(message.method, (raw: unknown, token: vscode.CancellationToken) =>
		answer(message.params.parse(raw), token),
	);
}

async function readFile(
	uri: vscode.Uri,
	maxBytes: number,
): Promise<ReturnType<typeof ReadFile.result.parse>> {
	try {
		const { size } = await vscode.workspace.fs.stat(uri);
		if (size > maxBytes) return { error: 'too-large' };
		const bytes = await vscode.workspace.fs.readFile(uri);
		if (bytes.byteLength > maxBytes) return { error: 'too-large' };
		return { base64: Buffer.from(bytes).toString('base64') };
	} catch (error) {
		return { error: reasonOf(error) };
	}
}

async function stat(uri: vscode.Uri): Promise<ReturnType<typeof StatFile.result.parse>> {
	try {
		const found = await vscode.workspace.fs.stat(uri);
		const stamp = `${found.mtime}:${found.size}`;
		if ((found.type & vscode.FileType.SymbolicLink) !== 0) return { type: 'other', stamp };
		if (found.type === vscode.FileType.Directory) return { type: 'folder', stamp };
		return { type: found.type === vscode.FileType.File ? 'file' : 'other', stamp };
	} catch (error) {
		if (reasonOf(error) === 'not-found') return null;
		throw error;
	}
}

function reasonOf(error: unknown): 'not-found' | 'no-permission' | 'not-readable' {
	if (!(error instanceof vscode.FileSystemError)) return 'not-readable';
	if (error.code === 'FileNotFound') return 'not-found';
	return error.code === 'NoPermissions' ? 'no-permission' : 'not-readable';
}
