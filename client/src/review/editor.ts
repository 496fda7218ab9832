import * as vscode from 'vscode';
import type { ReviewPlace } from '../../../server/src/protocol';
import { type Act, type FromPage, readFromPage, type ToPage } from '../page/messages';
import { RULE_DOCS_SCHEME } from '../rule-docs';
import type { Server } from '../server';
import { ReviewDocument } from './document';
import { pageHtml } from './html';
import type { PackageFiles } from './package-files';
import { packageFileUri } from './uris';

export const REVIEW_VIEW = 'aext.review';

/** The read-only editor of `.aext` files: a page, of which the extension knows all that it shows. */
export class ReviewEditor implements vscode.CustomReadonlyEditorProvider<ReviewDocument> {
	private readonly open = new Map<vscode.WebviewPanel, ReviewDocument>();

	constructor(
		private readonly extension: vscode.Uri,
		private readonly server: Server,
		private readonly packageFiles: PackageFiles,
		private readonly log: vscode.LogOutputChannel,
		private readonly acts: (document: ReviewDocument, act: Act) => Promise<void>,
	) {}

	register(): vscode.Disposable {
		return vscode.window.registerCustomEditorProvider(REVIEW_VIEW, this, {
			supportsMultipleEditorsPerDocument: true,
			webviewOptions: { enableFindWidget: true },
		});
	}

	/** The review in the active editor, and a way to tell its page something. */
	active(): { readonly document: ReviewDocument; tell(message: ToPage): void } | undefined {
		for (const [panel, document] of this.open) {
			if (panel.active) return { document, tell: message => void panel.webview.postMessage(message) };
		}
		return undefined;
	}

	openCustomDocument(uri: vscode.Uri): ReviewDocument {
		const document = new ReviewDocument(uri, this.server, this.packageFiles, this.log);
		void document.load();
		return document;
	}

	resolveCustomEditor(document: ReviewDocument, panel: vscode.WebviewPanel): void {
		const { webview } = panel;
		webview.options = {
			enableScripts: true,
			enableCommandUris: false,
			localResourceRoots: [vscode.Uri.joinPath(this.extension, 'dist')],
		};
		this.open.set(panel, document);
		const tell = (message: ToPage) => void webview.postMessage(message);
		const listening = [
			document.onDidChange(tell),
			webview.onDidReceiveMessage((raw: unknown) => {
				const message = readFromPage(raw);
				if (!message) this.log.warn('The review page sent a message that is none of its own.');
				else if (message.kind === 'ready') tell(document.state);
				else void this.follow(document, message);
			}),
		];
		panel.onDidDispose(() => {
			this.open.delete(panel);
			for (const each of listening) each.dispose();
		});
		const { path } = document.uri;
		webview.html = pageHtml(webview, this.extension, path.slice(path.lastIndexOf('/') + 1));
	}

	/** Carries out what the page asks for; an index that names nothing is nothing to do. */
	private async follow(
		document: ReviewDocument,
		message: Exclude<FromPage, { kind: 'ready' }>,
	): Promise<void> {
		const { review } = document;
		switch (message.kind) {
			case 'act':
				return this.acts(document, message.act);
			case 'violation':
				this.log.error(`The review page was kept from what its policy does not allow: ${message.directive}.`);
				return;
			case 'rule': {
				const rule = review?.findings[message.index]?.rule;
				if (rule === undefined) return;
				const uri = vscode.Uri.from({ scheme: RULE_DOCS_SCHEME, path: `/${rule}.md` });
				await vscode.commands.executeCommand('vscode.open', uri, { viewColumn: vscode.ViewColumn.Beside });
				return;
			}
			case 'finding':
				return this.show(document, review?.findings[message.index]?.place);
			case 'related':
				return this.show(document, review?.findings[message.index]?.related[message.related]?.place);
			case 'evidence':
				return this.show(document, review?.permissions[message.index]?.evidence[message.evidence]?.place);
			case 'file': {
				const start = { line: 0, character: 0 };
				return this.show(document, { file: message.index, range: { start, end: start } });
			}
			case 'change':
				return this.showChange(document, message.index);
		}
	}

	private async show({ review }: ReviewDocument, place: ReviewPlace | undefined): Promise<void> {
		const path = place && review?.files[place.file]?.path;
		if (!review || !place || path === undefined) return;
		const { start, end } = place.range;
		const selection = new vscode.Range(start.line, start.character, end.line, end.character);
		try {
			await vscode.window.showTextDocument(packageFileUri(review.digest, path), {
				selection,
				viewColumn: vscode.ViewColumn.Beside,
				preview: true,
			});
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			await vscode.window.showErrorMessage(vscode.l10n.t('The file could not be shown. {0}', reason));
		}
	}

	private async showChange({ review }: ReviewDocument, index: number): Promise<void> {
		const file = review?.changes?.files[index];
		const other = review?.changes?.digest;
		if (!review || !file || other === undefined) return;
		const mine = packageFileUri(review.digest, file.path);
		const theirs = packageFileUri(other, file.path);
		if (file.change === 'changed') {
			const title = `${file.path.slice(-60)} (${review.changes?.since ?? ''} ↔ ${review.identity.version ?? ''})`;
			await vscode.commands.executeCommand('vscode.diff', theirs, mine, title);
		} else {
			await vscode.commands.executeCommand('vscode.open', file.change === 'added' ? mine : theirs);
		}
	}
}
