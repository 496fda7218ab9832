import { baseName, directoryOf } from '../base/files';
import { DEFAULT_LIMITS, type Limits } from '../base/limits';
import { canonicalUri, nameOfUri, parentUri, pathBelow, uriBelow } from '../base/uris';
import { Analyser } from '../facts/analyser';
import type { FileFacts } from '../facts/model';
import { WAIVERS_FILE, type WaiverEntry } from '../formats/waivers/model';
import type { Host } from '../host/model';
import { isExtensionDocument, isLooseDocument } from './discovery';
import { OpenDocuments } from './documents';
import { type JudgedExtension, judge } from './extension-report';
import { FileStore } from './file-store';
import { FolderListing, type RootListing } from './folder';
import type { AuditReport, ExtensionReport, WaiversReport } from './model';
import { type LoadedWaivers, WaiversFile } from './waivers-file';

export interface WorkspaceOptions {
	readonly limits?: Limits;
	/** Version of the rule set, for reports. */
	readonly rulesVersion: string;
	/** Whether the workspace's own waivers are honoured: not while the person does not trust the workspace. */
	readonly trusted: boolean;
	/**
	 * URI of the one waivers file that applies to everything below its folder; `false`: none applies.
	 * Absent: the waivers file in each workspace folder, for that folder.
	 */
	readonly waivers?: string | false;
	/** Judge a folder in which nothing marks an extension as one, whole. For folders named one by one. */
	readonly wholeFolders?: boolean;
}

/** What an audit tells while it runs. */
export interface AuditProgress {
	readonly root: string;
	readonly files: number;
	readonly of: number;
}

interface Cached {
	readonly listing: RootListing;
	readonly files: readonly FileFacts[];
	readonly waivers: LoadedWaivers | undefined;
	readonly today: string;
	readonly judged: JudgedExtension;
}

/** Files listed for a document opened from outside the workspace folders: its folder may be anything. */
const VISITED_FILES = 2000;

/**
 * The extensions in some folders and the documents open in an editor, judged on demand. Everything is computed
 * from the current state when asked for and kept until that state changes; nothing happens in between.
 * URIs may come in any spelling; those given back are canonical.
 */
export class Workspace {
	private readonly documents = new OpenDocuments();
	private readonly store: FileStore;
	private readonly limits: Limits;
	private folders: FolderListing[] = [];
	/** Folders of open documents outside the workspace folders. */
	private readonly visiting = new Map<string, FolderListing>();
	private readonly cached = new Map<string, Cached>();
	private readonly waivers: WaiversFile;
	private trusted: boolean;

	constructor(
		private readonly host: Host,
		private readonly options: WorkspaceOptions,
	) {
		this.limits = options.limits ?? DEFAULT_LIMITS;
		this.trusted = options.trusted;
		this.store = new FileStore(host, this.documents, new Analyser({ limits: this.limits }), this.limits);
		this.waivers = new WaiversFile(host, this.documents);
	}

	/** The workspace folders; earlier ones that are not named again are forgotten. */
	setFolders(uris: readonly string[]): void {
		const known = new Map(this.folders.map(folder => [folder.uri, folder]));
		this.folders = [...new Set(uris.map(canonicalUri))].map(
			uri => known.get(uri) ?? this.newFolder(uri, this.options.wholeFolders ?? false),
		);
		for (const uri of this.documents.uris()) this.noteOpen(uri);
	}

	setTrusted(trusted: boolean): void {
		this.trusted = trusted;
	}

	openDocument(uri: string, text: string): void {
		const canonical = canonicalUri(uri);
		this.documents.set(canonical, text);
		this.noteOpen(canonical);
	}

	changeDocument(uri: string, text: string): void {
		this.documents.set(canonicalUri(uri), text);
	}

	closeDocument(uri: string): void {
		const canonical = canonicalUri(uri);
		this.documents.close(canonical);
		for (const folder of this.folders) folder.noteClosed(canonical);
		for (const [parent, folder] of this.visiting) {
			folder.noteClosed(canonical);
			if (![...this.documents.uris()].some(open => pathBelow(parent, open) !== undefined)) {
				this.visiting.delete(parent);
			}
		}
		this.store.forget(canonical);
	}

	/** Text of an open document, `undefined` when it is not open. */
	openText(uri: string): string | undefined {
		return this.documents.get(canonicalUri(uri))?.text;
	}

	/** Something on disk changed, appeared or went away. Without arguments: anything may have. */
	filesChanged(uris?: readonly string[]): void {
		for (const folder of [...this.folders, ...this.visiting.values()]) {
			const touched = uris?.some(uri => pathBelow(folder.uri, canonicalUri(uri)) !== undefined) ?? true;
			if (touched) folder.invalidate();
		}
		for (const uri of uris ?? []) this.store.forget(canonicalUri(uri));
	}

	/** Roots of all extensions known: those in the folders and those of open documents. Sorted. */
	async roots(signal?: AbortSignal): Promise<readonly string[]> {
		const roots: string[] = [];
		for (const folder of this.allFolders()) {
			for (const { root } of await folder.roots(signal)) roots.push(uriBelow(folder.uri, root));
		}
		return [...new Set(roots)].sort();
	}

	/** The report of the extension that a file belongs to; `undefined` when it belongs to none. */
	async reportFor(uri: string, signal?: AbortSignal): Promise<ExtensionReport | undefined> {
		const canonical = canonicalUri(uri);
		const folder = this.folderOf(canonical);
		const path = folder && pathBelow(folder.uri, canonical);
		if (!folder || path === undefined) return undefined;
		const owner = (await folder.roots(signal))
			.filter(listing => listing.root === '' || path === listing.root || path.startsWith(`${listing.root}/`))
			.sort((a, b) => b.root.length - a.root.length)[0];
		const alone = owner ?? this.alone(path);
		return alone && (await this.judged(folder, alone, signal)).report;
	}

	/** What is wrong with the waivers file of a workspace folder; `undefined` when it has none. */
	async waiversReport(folder: string, signal?: AbortSignal): Promise<WaiversReport | undefined> {
		const file = this.waiversFileOf(canonicalUri(folder));
		const loaded = file === undefined ? undefined : await this.waivers.load(file, signal);
		return loaded && this.waivers.report(loaded, this.today());
	}

	/**
	 * Judges every extension of the given folders, by default of all workspace folders.
	 * Rejects with `HostError` when a folder cannot be listed.
	 */
	async audit(
		folders?: readonly string[],
		signal?: AbortSignal,
		onProgress?: (progress: AuditProgress) => void,
	): Promise<AuditReport> {
		const extensions: ExtensionReport[] = [];
		const waivers: WaiversReport[] = [];
		const chosen = folders?.map(uri => this.folderNamed(canonicalUri(uri))) ?? this.folders;
		const used = new Map<string, Set<WaiverEntry>>();
		for (const folder of chosen) {
			const file = this.waiversFileOf(folder.uri);
			const usedHere = (file !== undefined && used.get(file)) || new Set<WaiverEntry>();
			if (file !== undefined) used.set(file, usedHere);
			for (const listing of await folder.roots(signal)) {
				const judged = await this.judged(folder, listing, signal, onProgress);
				extensions.push(judged.report);
				for (const entry of judged.usedWaivers) usedHere.add(entry);
			}
		}
		for (const [file, entries] of used) {
			const loaded = await this.waivers.load(file, signal);
			if (loaded) waivers.push(this.waivers.report(loaded, this.today(), entries));
		}
		return { extensions, waivers, rulesVersion: this.options.rulesVersion };
	}

	private async judged(
		folder: FolderListing,
		listing: RootListing,
		signal?: AbortSignal,
		onProgress?: (progress: AuditProgress) => void,
	): Promise<JudgedExtension> {
		const root = uriBelow(folder.uri, listing.root);
		const files = await this.store.factsOf(root, listing.entries, signal, done =>
			onProgress?.({ root, files: done, of: listing.entries.length }),
		);
		const file = this.trusted ? this.waiversFileOf(folder.uri) : undefined;
		const waivers = file === undefined ? undefined : await this.waivers.load(file, signal);
		const today = this.today();
		const cached = this.cached.get(root);
		const current =
			cached?.listing === listing &&
			cached.waivers === waivers &&
			cached.today === today &&
			sameItems(cached.files, files);
		if (current) return cached.judged;
		const prefix = waivers && pathBelow(waivers.folder, root);
		const inForce =
			waivers && prefix !== undefined
				? { entries: waivers.document.entries, prefix, today }
				: { entries: [], prefix: '', today };
		const judged = judge(folder.uri, listing, files, inForce);
		this.cached.set(root, { listing, files, waivers, today, judged });
		return judged;
	}

	/** The folder that a document is judged in: the innermost workspace folder, else its own while it is open. */
	private folderOf(uri: string): FolderListing | undefined {
		return [...this.allFolders()]
			.filter(folder => pathBelow(folder.uri, uri) !== undefined)
			.sort((a, b) => b.uri.length - a.uri.length)[0];
	}

	private folderNamed(uri: string): FolderListing {
		const known = this.folders.find(folder => folder.uri === uri);
		return known ?? this.newFolder(uri, true);
	}

	private noteOpen(uri: string): void {
		if (!this.folderOf(uri) && isExtensionDocument(nameOfUri(uri))) {
			const parent = parentUri(uri);
			const limits = { ...this.limits, files: Math.min(this.limits.files, VISITED_FILES) };
			this.visiting.set(parent, new FolderListing(parent, this.host.files, limits, false));
		}
		for (const folder of this.allFolders()) folder.noteOpen(uri);
	}

	/** A policy outside every extension is still checked, on its own. */
	private alone(path: string): RootListing | undefined {
		if (!isLooseDocument(path)) return undefined;
		const root = directoryOf(path);
		const entry = { path: baseName(path), type: 'file', size: 0 } as const;
		return { root, entries: [entry], unlisted: [] };
	}

	private waiversFileOf(folder: string): string | undefined {
		const { waivers } = this.options;
		if (waivers === false) return undefined;
		return waivers === undefined ? uriBelow(folder, WAIVERS_FILE) : canonicalUri(waivers);
	}

	private today(): string {
		return this.host.now().toISOString().slice(0, 10);
	}

	private newFolder(uri: string, whole: boolean): FolderListing {
		return new FolderListing(uri, this.host.files, this.limits, whole);
	}

	private *allFolders(): Iterable<FolderListing> {
		yield* this.folders;
		yield* this.visiting.values();
	}
}

function sameItems<Item>(a: readonly Item[], b: readonly Item[]): boolean {
	return a.length === b.length && a.every((item, index) => item === b[index]);
}
