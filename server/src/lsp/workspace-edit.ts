import type {
	AnnotatedTextEdit,
	ChangeAnnotation,
	CreateFile,
	RenameFile,
	TextDocumentEdit,
	TextEdit,
	WorkspaceEdit,
} from 'vscode-languageserver';
import type { Fix } from '../base/finding';
import { uriBelow } from '../base/uris';
import type { ExtensionReport } from '../service/model';
import { Places } from './places';
import type { Session } from './session';

const WIDENS = 'widens';

/** A change to the files of an extension. */
export type Change = Pick<Fix, 'effect' | 'edits' | 'create' | 'rename'>;

/** Whether the client can carry out a change at all. */
export function canApply({ client }: Session, { create = [], rename = [] }: Change): boolean {
	if (create.length > 0 && !(client.documentChanges && client.createsFiles)) return false;
	return rename.length === 0 || (client.documentChanges && client.renamesFiles);
}

/**
 * A change as the client applies it. One that adds a permission is to be confirmed by the person, where the client
 * can ask.
 */
export async function workspaceEdit(
	session: Session,
	report: ExtensionReport,
	change: Change,
): Promise<WorkspaceEdit> {
	const { client } = session;
	const places = await Places.of(
		session,
		report,
		change.edits.map(edit => edit.path),
	);
	const byPath = new Map<string, TextEdit[]>();
	for (const { path, range, newText } of change.edits) {
		const edits = byPath.get(path) ?? [];
		byPath.set(path, [...edits, { range: places.range(path, range), newText }]);
	}
	if (!client.documentChanges) {
		return { changes: Object.fromEntries([...byPath].map(([path, edits]) => [places.uri(path), edits])) };
	}
	const ask = change.effect === 'widens' && client.confirmsChanges;
	const annotated = (edit: TextEdit): TextEdit | AnnotatedTextEdit =>
		ask ? { ...edit, annotationId: WIDENS } : edit;
	const documentChanges: (CreateFile | RenameFile | TextDocumentEdit)[] = [];
	for (const { path, text } of change.create ?? []) {
		const uri = uriBelow(report.root, path);
		const start = { line: 0, character: 0 };
		documentChanges.push(
			{
				kind: 'create',
				uri,
				options: { overwrite: false, ignoreIfExists: false },
				...(ask && { annotationId: WIDENS }),
			},
			{
				textDocument: { uri, version: null },
				edits: [annotated({ range: { start, end: start }, newText: text })],
			},
		);
	}
	for (const [path, edits] of byPath) {
		const textDocument = { uri: places.uri(path), version: places.version(path) };
		documentChanges.push({ textDocument, edits: edits.map(annotated) });
	}
	for (const { from, to } of change.rename ?? []) {
		documentChanges.push({
			kind: 'rename',
			oldUri: uriBelow(report.root, from),
			newUri: uriBelow(report.root, to),
			options: { overwrite: false },
		});
	}
	return { documentChanges, ...(ask && { changeAnnotations: { [WIDENS]: CONFIRM } }) };
}

const CONFIRM: ChangeAnnotation = {
	label: 'Adds permissions',
	description: 'The extension may do more than before.',
	needsConfirmation: true,
};
