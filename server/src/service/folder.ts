import { directoryOf } from '../base/files';
import type { Limits } from '../base/limits';
import { pathBelow } from '../base/uris';
import type { FileSystem, ListedEntry, Listing } from '../host/model';
import { findExtensionRoots, owningRoot } from './discovery';

/** What lies below one root: the extension's entries, without those of extensions nested in it. */
export interface RootListing {
	/** Relative to the folder; `''` is the folder itself. */
	readonly root: string;
	/** Paths relative to the root, sorted by code units. */
	readonly entries: readonly ListedEntry[];
	readonly unlisted: Listing['unlisted'];
}

/** The listing of one folder, kept until something in it changes, divided among the extensions found. */
export class FolderListing {
	private listing: Promise<Listing> | undefined;
	private divided: readonly RootListing[] | undefined;
	/** Open documents that the disk does not have yet, by path relative to the folder. */
	private readonly unsaved = new Set<string>();

	/**
	 * @param uri canonical URI of the folder.
	 * @param wholeFolder the folder is an extension even when nothing in it says so.
	 */
	constructor(
		readonly uri: string,
		private readonly files: FileSystem,
		private readonly limits: Limits,
		private readonly wholeFolder: boolean,
	) {}

	/** Forgets the listing; the next question reads the disk again. */
	invalidate(): void {
		this.listing = undefined;
		this.divided = undefined;
	}

	/** Notes that a document below the folder is open, so that it counts even when it is not on disk. */
	noteOpen(uri: string): void {
		const path = pathBelow(this.uri, uri);
		if (path === undefined || path === '' || this.unsaved.has(path)) return;
		this.unsaved.add(path);
		this.divided = undefined;
	}

	noteClosed(uri: string): void {
		const path = pathBelow(this.uri, uri);
		if (path !== undefined && this.unsaved.delete(path)) this.divided = undefined;
	}

	/** The extensions in the folder, sorted by root. Rejects with `HostError` when the folder cannot be listed. */
	async roots(signal?: AbortSignal): Promise<readonly RootListing[]> {
		if (this.divided) return this.divided;
		this.listing ??= this.files.list(this.uri, this.limits, signal).catch(error => {
			this.listing = undefined;
			throw error;
		});
		const listing = await this.listing;
		this.divided ??= this.divide(listing);
		return this.divided;
	}

	private divide(listing: Listing): readonly RootListing[] {
		const entries = new Map(listing.entries.map(entry => [entry.path, entry]));
		for (const path of this.unsaved) {
			if (!entries.has(path)) entries.set(path, { path, type: 'file', size: 0 });
		}
		const found = findExtensionRoots(entries.keys());
		const roots = new Set(found.length === 0 && this.wholeFolder ? [''] : found);
		const parts = new Map(
			[...roots].map(root => [
				root,
				{ entries: [] as ListedEntry[], unlisted: [] as Listing['unlisted'][number][] },
			]),
		);
		for (const entry of entries.values()) {
			const root = owningRoot(directoryOf(entry.path), roots);
			if (root !== undefined) parts.get(root)?.entries.push({ ...entry, path: relative(root, entry.path) });
		}
		for (const gap of listing.unlisted) {
			// A gap at or above a root may hide any part of it.
			const owner = owningRoot(gap.path, roots);
			for (const [root, part] of parts) {
				if (root === owner) part.unlisted.push({ ...gap, path: relative(root, gap.path) });
				else if (gap.path === '') part.unlisted.push(gap);
			}
		}
		return [...parts].map(([root, part]) => ({
			root,
			entries: part.entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
			unlisted: part.unlisted,
		}));
	}
}

function relative(root: string, path: string): string {
	return root === '' ? path : path.slice(root.length + 1);
}
