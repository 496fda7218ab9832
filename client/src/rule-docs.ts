import * as vscode from 'vscode';

/** `aext-rule:/pipe-to-shell.md` is the page of that rule, shipped with the extension: links work without a network. */
export const RULE_DOCS_SCHEME = 'aext-rule';

export function registerRuleDocs(extension: vscode.Uri): vscode.Disposable {
	const pages = vscode.Uri.joinPath(extension, 'docs', 'rules');
	return vscode.workspace.registerTextDocumentContentProvider(RULE_DOCS_SCHEME, {
		async provideTextDocumentContent(uri) {
			// Links come from diagnostics, and so does nothing but a rule's id from us; anything else names no page.
			const name = /^\/([a-z0-9-]+)\.md$/.exec(uri.path)?.[1];
			if (name === undefined) return vscode.l10n.t('There is no rule of this name.');
			try {
				const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(pages, `${name}.md`));
				return new TextDecoder().decode(bytes);
			} catch {
				return vscode.l10n.t('There is no page for the rule "{0}" in this version of AEXT.', name);
			}
		},
	});
}
