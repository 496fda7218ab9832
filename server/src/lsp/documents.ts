import type {
	DidChangeTextDocumentParams,
	Position,
	Range,
	TextDocumentContentChangeEvent,
	TextDocumentItem,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { canonicalUri } from '../base/uris';
import { offsetInLine, type PositionEncoding } from './positions';

/** One edit in offsets: into the text before it, then where the new text ends. */
export interface Edit {
	readonly start: number;
	readonly oldEnd: number;
	readonly newEnd: number;
}

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

	/**
	 * Applies changes in their order.
	 * @returns the new text and what was edited, each in the coordinates of the text before it; no edits when the
	 * whole text was replaced; `undefined` when the document is not open.
	 */
	didChange({
		textDocument,
		contentChanges,
	}: DidChangeTextDocumentParams): { readonly text: string; readonly edits?: readonly Edit[] } | undefined {
		const document = this.open.get(canonicalUri(textDocument.uri));
		if (!document) return undefined;
		const edits: Edit[] = [];
		let replaced = false;
		for (const change of contentChanges) {
			const edit = this.apply(document, change, textDocument.version);
			if (edit) edits.push(edit);
			else replaced = true;
		}
		const text = document.getText();
		return replaced ? { text } : { text, edits };
	}

	didClose(uri: string): void {
		this.opened++;
		this.open.delete(canonicalUri(uri));
	}

	private apply(
		document: TextDocument,
		change: TextDocumentContentChangeEvent,
		version: number,
	): Edit | undefined {
		if (!('range' in change)) {
			TextDocument.update(document, [change], version);
			return undefined;
		}
		const range = this.inUtf16(document, change.range);
		const [start, oldEnd] = [document.offsetAt(range.start), document.offsetAt(range.end)].sort(
			(a, b) => a - b,
		) as [number, number];
		TextDocument.update(document, [{ range, text: change.text }], version);
		return { start, oldEnd, newEnd: start + change.text.length };
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
