import type { SourceFile } from '../base/files';
import type { Limits } from '../base/limits';
import { uriBelow } from '../base/uris';
import { analyseFile } from '../facts/analyse-file';
import type { Analyser } from '../facts/analyser';
import type { FileFacts } from '../facts/model';
import { type Host, HostError, type ListedEntry } from '../host/model';
import type { OpenDocuments } from './documents';

/** What is known of a file, and of which state of it. */
interface Known {
	readonly facts: FileFacts;
	/** Stamp of the file on disk, or revision of the open document. */
	readonly state: string | number;
}

/** Files that are read from disk at the same time. */
const READ_BATCH = 8;

/**
 * Facts of files by URI, computed again only when the file changed. Open documents stand for what is on disk; the
 * byte order mark, which editors hide, is remembered from the disk.
 */
export class FileStore {
	private readonly known = new Map<string, Known>();
	private readonly withBom = new Set<string>();

	constructor(
		private readonly host: Host,
		private readonly documents: OpenDocuments,
		private readonly analyser: Analyser,
		private readonly limits: Limits,
	) {}

	/** Forgets a file, so that it is read again even if its stamp did not change. */
	forget(uri: string): void {
		this.known.delete(uri);
	}

	/**
	 * Facts of all entries below a root, in their order. What could not be read is among them, saying why.
	 * @param onFile called with the number of files done after each one that took work.
	 */
	async factsOf(
		root: string,
		entries: readonly ListedEntry[],
		signal?: AbortSignal,
		onFile?: (done: number) => void,
	): Promise<readonly FileFacts[]> {
		const facts: FileFacts[] = [];
		let bytes = 0;
		for (let at = 0; at < entries.length; ) {
			const ready = this.readyFacts(root, entries[at] as ListedEntry);
			if (ready) {
				facts.push(ready);
				at++;
				continue;
			}
			const batch = this.staleFrom(root, entries, at);
			const room = this.limits.totalBytes - bytes;
			const files = await Promise.all(batch.map(entry => this.read(root, entry, room, signal)));
			if (signal?.aborted) throw new HostError('cancelled', 'The analysis was cancelled.');
			for (const [index, file] of files.entries()) {
				facts.push(this.analyse(root, batch[index] as ListedEntry, file));
				bytes += file.bytes?.byteLength ?? 0;
				onFile?.(facts.length);
			}
			at += batch.length;
			await this.host.breathe();
		}
		return facts;
	}

	/** The run of entries from `at` on that must be read, at most a batch. */
	private staleFrom(root: string, entries: readonly ListedEntry[], at: number): readonly ListedEntry[] {
		const batch: ListedEntry[] = [];
		for (let next = at; next < entries.length && batch.length < READ_BATCH; next++) {
			const entry = entries[next] as ListedEntry;
			if (batch.length > 0 && this.readyFacts(root, entry)) break;
			batch.push(entry);
		}
		return batch;
	}

	/** Facts that need no reading: unchanged ones, and those of open documents. */
	private readyFacts(root: string, entry: ListedEntry): FileFacts | undefined {
		const uri = uriBelow(root, entry.path);
		const known = this.known.get(uri);
		const document = this.documents.get(uri);
		if (document) {
			const samePath = known?.facts.path === entry.path;
			if (known && samePath && known.state === document.revision) return known.facts;
			if (!known && !this.withBom.has(uri) && entry.stamp !== undefined) return undefined;
			const file: SourceFile = { ...entry, text: document.text, bom: this.withBom.has(uri) };
			const facts = analyseFile(file, this.analyser, samePath ? known?.facts : undefined);
			this.known.set(uri, { facts, state: document.revision });
			return facts;
		}
		const unchanged = known && entry.stamp !== undefined && known.state === entry.stamp;
		return unchanged && known.facts.path === entry.path ? known.facts : undefined;
	}

	private async read(
		root: string,
		entry: ListedEntry,
		room: number,
		signal?: AbortSignal,
	): Promise<SourceFile> {
		if (entry.type !== 'file') return entry;
		if (entry.size > this.limits.fileBytes) {
			return {
				...entry,
				unread: `it has ${entry.size} bytes, more than the ${this.limits.fileBytes} that are read`,
			};
		}
		if (entry.size > room) {
			return { ...entry, unread: `the files before it already hold ${this.limits.totalBytes} bytes` };
		}
		try {
			const bytes = await this.host.files.read(uriBelow(root, entry.path), this.limits.fileBytes, signal);
			return { ...entry, bytes };
		} catch (error) {
			if (!(error instanceof HostError)) throw error;
			return { ...entry, unread: error.message };
		}
	}

	private analyse(root: string, entry: ListedEntry, file: SourceFile): FileFacts {
		const uri = uriBelow(root, entry.path);
		const facts = analyseFile(file, this.analyser);
		if (facts.bom) this.withBom.add(uri);
		else this.withBom.delete(uri);
		const document = this.documents.get(uri);
		if (!document) {
			this.known.set(uri, { facts, state: entry.stamp ?? '' });
			return facts;
		}
		// The disk was read only for its byte order mark; the editor's text is what counts.
		const open = analyseFile({ ...entry, text: document.text, bom: facts.bom }, this.analyser);
		this.known.set(uri, { facts: open, state: document.revision });
		return open;
	}
}
