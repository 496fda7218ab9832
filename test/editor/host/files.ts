import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The workspace folder, which is empty but for a README.md when the tests begin. */
export function root(): vscode.Uri {
	const folder = vscode.workspace.workspaceFolders?.[0];
	assert.ok(folder);
	return folder.uri;
}

/** Writes a file of the workspace; its URI. */
export async function write(path: string, text: string): Promise<vscode.Uri> {
	const uri = vscode.Uri.joinPath(root(), path);
	await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
	return uri;
}

/** A skill whose one line of Markdown body is `body`. */
export function skill(name: string, body: string): string {
	return `---\nname: ${name}\ndescription: Does one thing for the test. Use when it is asked for.\n---\n\n${body}\n`;
}

/** Opens a file and resolves with its diagnostics as soon as `enough` says so of them. */
export async function diagnosticsOf(
	uri: vscode.Uri,
	enough: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
	await vscode.window.showTextDocument(uri);
	return new Promise(resolve => {
		const look = () => {
			const diagnostics = vscode.languages.getDiagnostics(uri);
			if (!enough(diagnostics)) return;
			listener.dispose();
			resolve(diagnostics);
		};
		const listener = vscode.languages.onDidChangeDiagnostics(look);
		look();
	});
}

/** Rule of a finding of ours; `undefined` for other extensions' diagnostics. */
export function ruleOf(diagnostic: vscode.Diagnostic): string | undefined {
	if (diagnostic.source !== 'aext') return undefined;
	return typeof diagnostic.code === 'object' ? String(diagnostic.code.value) : String(diagnostic.code);
}
