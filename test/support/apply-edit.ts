import type { Position, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol/node';

/** How a client counts characters on a line. */
export type Encoding = 'utf-8' | 'utf-16';

/**
 * The files after a workspace edit, by URI, as a client makes it. Throws for what a client would refuse: an edit of a
 * file that is not there, a new one in the place of another, a place outside the text.
 */
export function applyEdit(
	files: ReadonlyMap<string, string>,
	edit: WorkspaceEdit,
	encoding: Encoding,
): ReadonlyMap<string, string> {
	const after = new Map(files);
	for (const change of edit.documentChanges ?? []) {
		if (!('kind' in change)) {
			const { uri } = change.textDocument;
			const edits = change.edits.filter((each): each is TextEdit => 'newText' in each);
			after.set(uri, editText(existing(after, uri), edits, encoding));
		} else if (change.kind === 'create') {
			if (after.has(change.uri)) throw new Error(`${change.uri} exists already.`);
			after.set(change.uri, '');
		} else if (change.kind === 'rename') {
			for (const [uri, text] of [...after]) {
				if (uri !== change.oldUri && !uri.startsWith(`${change.oldUri}/`)) continue;
				after.delete(uri);
				after.set(change.newUri + uri.slice(change.oldUri.length), text);
			}
		} else {
			throw new Error(`Nothing deletes ${change.uri}.`);
		}
	}
	return after;
}

/** The text after edits that are all given in its own positions. */
export function editText(text: string, edits: readonly TextEdit[], encoding: Encoding): string {
	return edits
		.map(({ range, newText }) => ({
			start: offsetAt(text, range.start, encoding),
			end: offsetAt(text, range.end, encoding),
			newText,
		}))
		.sort((a, b) => b.start - a.start)
		.reduce((whole, { start, end, newText }) => whole.slice(0, start) + newText + whole.slice(end), text);
}

function offsetAt(text: string, { line, character }: Position, encoding: Encoding): number {
	let start = 0;
	for (let passed = 0; passed < line; passed++) {
		start = text.indexOf('\n', start) + 1;
		if (start === 0) throw new Error(`There is no line ${line}.`);
	}
	const end = text.indexOf('\n', start);
	const words = text.slice(start, end < 0 ? undefined : end);
	const before = encoding === 'utf-16' ? words.slice(0, character) : bytesOf(words, character);
	if (character > (encoding === 'utf-16' ? words.length : Buffer.byteLength(words)))
		throw new Error(`Line ${line} has no character ${character}.`);
	return start + before.length;
}

function bytesOf(words: string, count: number): string {
	return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(words).subarray(0, count));
}

function existing(files: ReadonlyMap<string, string>, uri: string): string {
	const text = files.get(uri);
	if (text === undefined) throw new Error(`${uri} is edited and does not exist.`);
	return text;
}
