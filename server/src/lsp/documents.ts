import type { DidChangeTextDocumentParams, Position, Range, TextDocumentItem } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { canonicalUri } from '../base/uris';
import { offsetInLine, type PositionEncoding } from './positions';

/** A document open in the client. */
export interface OpenDocument {
	/** As the client spells it; answers use the same spelling. */
	readonly uri: string;
	readonly languageId: string;
	readonly version: number;
	readonly text: string;
}

/** The documents open in the client, by canonical URI, kept in step by incremental changes. */
export class Documents {
	private readonly open = new Map<string, TextDocument>();
	private opened = 0;

	constructor(private readonly encoding: PositionEncoding) {}

	/** Equal as long as the same documents are open. */
	get openings(): number {
		return this.opened;
	}

	/** By a URI in any spelling. */
	get(uri: string): OpenDocument | undefined {
		const document = this.open.get(canonicalUri(uri));
		if (!document) return undefined;
		const { languageId, version } = document;
		return { uri: document.uri, languageId, version, text: document.getText() };
	}

	/** All of them, in the order in which they were opened. */
	*all(): Iterable<OpenDocument> {
		for (const uri of this.open.keys()) {
			const document = this.get(uri);
			if (document) yield document;
		}
	}

	didOpen({ uri, languageId, version, text }: TextDocumentItem): void {
		this.opened++;
		this.open.set(canonicalUri(uri), TextDocument.create(uri, languageId, version, text));
	}

	/** Applies changes in their order; gives the new text, `undefined` when the document is not open. */
	didChange({ textDocument, contentChanges }: DidChangeTextDocumentParams): string | undefined {
		const document = this.open.get(canonicalUri(textDocument.uri));
		if (!document) return undefined;
		for (const change of contentChanges) {
			// One at a time: each is in the coordinates of the text that the one before it left.
			const inUnits = 'range' in change ? { ...change, range: this.inUtf16(document, change.range) } : change;
			TextDocument.update(document, [inUnits], textDocument.version);
		}
		return document.getText();
	}

	didClose(uri: string): void {
		this.opened++;
		this.open.delete(canonicalUri(uri));
	}

	private inUtf16(document: TextDocument, { start, end }: Range): Range {
		if (this.encoding === 'utf-16') return { start, end };
		const text = document.getText();
		const position = ({ line, character }: Position): Position => {
			const from = document.offsetAt({ line, character: 0 });
			return { line, character: offsetInLine(text, from, text.length, character) - from };
		};
		return { start: position(start), end: position(end) };
	}
}
