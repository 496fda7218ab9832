import type { DidChangeTextDocumentParams, TextDocumentItem } from 'vscode-languageserver';
import { DEFAULT_LIMITS, type Limits } from '../base/limits';
import { canonicalUri, pathBelow } from '../base/uris';
import type { PackageHost } from '../host/model';
import type { Review, Settings } from '../protocol';
import type { ExtensionReport } from '../service/model';
import { Workspace } from '../service/workspace';
import { VERSION } from '../version';
import type { ClientSupport } from './client-support';
import { Documents } from './documents';
import { isInPackage, Reviews } from './reviews';

/** What happened that may change a judgement. */
export type Change =
	| { readonly kind: 'opened' | 'edited' | 'closed' | 'saved'; readonly uri: string }
	| { readonly kind: 'files' | 'folders' | 'settings' | 'trust' | 'review' };

const MEBIBYTE = 1024 * 1024;

/** One client's session: its open documents, its folders and settings, and the workspace that judges them. */
export class Session {
	readonly documents: Documents;
	/** Packages reviewed last, for the documents inside them. */
	readonly reviews = new Reviews();
	private readonly listeners: ((change: Change) => void)[] = [];
	private readonly running = new Map<AbortController, string>();
	private folders: readonly string[];
	private trusted: boolean;
	private current: Settings = {};
	private limits: Limits = DEFAULT_LIMITS;
	private judging: Workspace;
	private changes = 0;

	constructor(
		readonly client: ClientSupport,
		readonly host: PackageHost,
		folders: readonly string[],
	) {
		this.documents = new Documents(client.encoding);
		this.folders = folders;
		this.trusted = client.options.trusted ?? true;
		this.judging = this.newWorkspace();
	}

	/** Ask for it anew each time: other limits mean another workspace. */
	get workspace(): Workspace {
		return this.judging;
	}

	get settings(): Settings {
		return this.current;
	}

	/** Canonical URIs of the workspace folders. */
	get workspaceFolders(): readonly string[] {
		return this.folders.map(canonicalUri);
	}

	/** Equal as long as nothing happened that may change a judgement; the day counts, for waivers that expire. */
	get state(): string {
		return `${this.changes} ${this.host.now().toISOString().slice(0, 10)}`;
	}

	/** Calls `listener` after each change, with the workspace already up to date. */
	onDidChange(listener: (change: Change) => void): void {
		this.listeners.push(listener);
	}

	didOpen(item: TextDocumentItem): void {
		this.documents.didOpen(item);
		// What lies in a package is read by the worker alone.
		if (!isInPackage(item.uri)) this.judging.openDocument(item.uri, item.text);
		this.tell({ kind: 'opened', uri: item.uri });
	}

	didChange(params: DidChangeTextDocumentParams): void {
		const { uri } = params.textDocument;
		const text = this.documents.didChange(params);
		if (text === undefined || isInPackage(uri)) return;
		this.judging.changeDocument(uri, text);
		const canonical = canonicalUri(uri);
		for (const [run, about] of this.running) if (about === canonical) run.abort();
		this.tell({ kind: 'edited', uri });
	}

	didSave(uri: string): void {
		// A client that cannot watch files at least tells when it wrote one.
		if (!this.client.watchesFiles) this.judging.filesChanged();
		this.tell({ kind: 'saved', uri });
	}

	didClose(uri: string): void {
		this.documents.didClose(uri);
		if (!isInPackage(uri)) this.judging.closeDocument(uri);
		this.tell({ kind: 'closed', uri });
	}

	filesChanged(uris: readonly string[]): void {
		this.judging.filesChanged(uris);
		this.tell({ kind: 'files' });
	}

	/** A package was reviewed: documents inside it are judged by that. */
	reviewed(review: Review): void {
		this.reviews.add(review);
		this.tell({ kind: 'review' });
	}

	foldersChanged(added: readonly string[], removed: readonly string[]): void {
		const gone = new Set(removed.map(canonicalUri));
		const kept = this.folders.filter(folder => !gone.has(canonicalUri(folder)));
		this.folders = [...kept, ...added];
		this.judging.setFolders(this.folders);
		this.tell({ kind: 'folders' });
	}

	trust(trusted: boolean): void {
		if (trusted === this.trusted) return;
		this.trusted = trusted;
		this.judging.setTrusted(trusted);
		this.tell({ kind: 'trust' });
	}

	configure(settings: Settings): void {
		if (JSON.stringify(settings) === JSON.stringify(this.current)) return;
		const limits = limitsOf(settings);
		const changedLimits = limits.files !== this.limits.files || limits.fileBytes !== this.limits.fileBytes;
		this.current = settings;
		this.limits = limits;
		if (changedLimits) this.judging = this.newWorkspace();
		this.tell({ kind: 'settings' });
	}

	/** The report about a document and its path in it; no report when it belongs to no extension. */
	async reportAt(
		uri: string,
		signal: AbortSignal,
	): Promise<{ readonly report: ExtensionReport; readonly path: string } | undefined> {
		const report = await this.workspace.reportFor(uri, signal);
		const path = report && pathBelow(report.root, canonicalUri(uri));
		return report && path !== undefined ? { report, path } : undefined;
	}

	/** Runs work on a document; its signal is aborted when the request is cancelled or the document edited. */
	async run<Result>(
		uri: string,
		signal: AbortSignal,
		work: (signal: AbortSignal) => Promise<Result>,
	): Promise<Result> {
		const run = new AbortController();
		const abort = () => run.abort();
		if (signal.aborted) abort();
		signal.addEventListener('abort', abort);
		this.running.set(run, canonicalUri(uri));
		try {
			// Lets in what has arrived meanwhile: the edit or cancellation that makes this work useless.
			await this.host.breathe();
			return await work(run.signal);
		} finally {
			this.running.delete(run);
			signal.removeEventListener('abort', abort);
		}
	}

	private newWorkspace(): Workspace {
		const workspace = new Workspace(this.host, {
			limits: this.limits,
			rulesVersion: VERSION,
			trusted: this.trusted,
		});
		workspace.setFolders(this.folders);
		for (const { uri, text } of this.documents.all()) {
			if (!isInPackage(uri)) workspace.openDocument(uri, text);
		}
		return workspace;
	}

	private tell(change: Change): void {
		this.changes++;
		for (const listener of this.listeners) listener(change);
	}
}

function limitsOf({ limits }: Settings): Limits {
	return {
		...DEFAULT_LIMITS,
		...(limits?.files !== undefined && { files: limits.files }),
		...(limits?.fileSize !== undefined && { fileBytes: limits.fileSize * MEBIBYTE }),
	};
}
