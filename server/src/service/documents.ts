import type { TextChange } from '../formats/skill/model';

/** The text of a document that an editor has open; it stands for the file's content, saved or not. */
export interface OpenDocument {
	readonly text: string;
	/** Counts up with every change of any document; never repeats for one URI. */
	readonly revision: number;
	/** Edits since a given revision, oldest first; `undefined` when they are no longer known. */
	changesSince(revision: number): readonly TextChange[] | undefined;
}

/** Edits that are remembered per document, for incremental parsing. */
const REMEMBERED_EDITS = 64;

interface Edit {
	/** The document's revision after this edit. */
	readonly revision: number;
	readonly change: TextChange;
}

/** The documents an editor has open, by canonical URI. */
export class OpenDocuments {
	private readonly documents = new Map<string, Document>();
	private revision = 0;

	get(uri: string): OpenDocument | undefined {
		return this.documents.get(uri);
	}

	/** Canonical URIs of all open documents. */
	uris(): Iterable<string> {
		return this.documents.keys();
	}

	open(uri: string, text: string): void {
		this.store(uri, text, []);
	}

	/**
	 * Replaces the text.
	 * @param changes what was edited, each in the coordinates of the text before it; `undefined`: everything.
	 */
	change(uri: string, text: string, changes?: readonly TextChange[]): void {
		const previous = this.documents.get(uri);
		const next = this.revision + 1;
		const edits = [
			...(previous?.edits ?? []),
			...(changes ?? []).map(change => ({ revision: next, change })),
		];
		if (previous && changes && edits.length <= REMEMBERED_EDITS) this.store(uri, text, edits, previous.since);
		else this.store(uri, text, []);
	}

	close(uri: string): void {
		this.documents.delete(uri);
	}

	private store(uri: string, text: string, edits: readonly Edit[], since?: number): void {
		this.revision++;
		this.documents.set(uri, new Document(text, this.revision, edits, since ?? this.revision));
	}
}

class Document implements OpenDocument {
	constructor(
		readonly text: string,
		readonly revision: number,
		readonly edits: readonly Edit[],
		/** The oldest revision from which every edit is remembered. */
		readonly since: number,
	) {}

	changesSince(revision: number): readonly TextChange[] | undefined {
		if (revision < this.since) return undefined;
		return this.edits.filter(edit => edit.revision > revision).map(edit => edit.change);
	}
}
