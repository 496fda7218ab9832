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

const DEADLINE_MS = 15_000;

/** Opens a file and resolves with its diagnostics as soon as `enough` says so of them; rejects with those there are. */
export async function diagnosticsOf(
	uri: vscode.Uri,
	enough: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
	await vscode.window.showTextDocument(uri);
	let listener: vscode.Disposable | undefined;
	let deadline: NodeJS.Timeout | undefined;
	try {
		return await new Promise((resolve, reject) => {
			const look = () => {
				const diagnostics = vscode.languages.getDiagnostics(uri);
				if (enough(diagnostics)) resolve(diagnostics);
			};
			deadline = setTimeout(() => {
				const seen = vscode.languages.getDiagnostics(uri).map(each => `${each.source}: ${each.message}`);
				reject(new Error(`Only these diagnostics came:\n${seen.join('\n')}`));
			}, DEADLINE_MS);
			listener = vscode.languages.onDidChangeDiagnostics(look);
			look();
		});
	} finally {
		listener?.dispose();
		clearTimeout(deadline);
	}
}

/** Rule of a finding of ours; `undefined` for other extensions' diagnostics. */
export function ruleOf(diagnostic: vscode.Diagnostic): string | undefined {
	if (diagnostic.source !== 'aext') return undefined;
	return typeof diagnostic.code === 'object' ? String(diagnostic.code.value) : String(diagnostic.code);
}
