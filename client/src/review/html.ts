import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { escapeForDisplay } from '../../../server/src/base/display';

/** The page before anything is known. It may load its own script and style, and nothing else from anywhere. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, packageName: string): string {
	const nonce = randomBytes(16).toString('base64');
	const dist = (name: string) =>
		webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', name)).toString();
	const policy = [
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		`style-src 'nonce-${nonce}'`,
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');
	const name = escapeForDisplay(packageName, 200);
	return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width">
<title>${escaped(name)}</title>
<link rel="stylesheet" nonce="${nonce}" href="${escaped(dist('review-style.css'))}">
</head>
<body data-name="${escaped(name)}" data-texts="${escaped(JSON.stringify(vscode.l10n.bundle ?? {}))}">
<div id="status" role="status"></div>
<script nonce="${nonce}" src="${escaped(dist('review.js'))}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
