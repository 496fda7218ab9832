/** The text of a document that an editor has open; it stands for the file's content, saved or not. */
export interface OpenDocument {
	readonly text: string;
	/** Counts up with every change of any document; never repeats for one URI. */
	readonly revision: number;
}

/** The documents an editor has open, by canonical URI. */
export class OpenDocuments {
	private readonly documents = new Map<string, OpenDocument>();
	private revision = 0;

	get(uri: string): OpenDocument | undefined {
		return this.documents.get(uri);
	}

	/** Canonical URIs of all open documents. */
	uris(): Iterable<string> {
		return this.documents.keys();
	}

	/** Opens a document, or replaces the text of an open one. */
	set(uri: string, text: string): void {
		this.revision++;
		this.documents.set(uri, { text, revision: this.revision });
	}

	close(uri: string): void {
		this.documents.delete(uri);
	}
}
