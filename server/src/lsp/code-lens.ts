import type { CodeLens, Command, Connection } from 'vscode-languageserver';
import { nameOfUri } from '../base/uris';
import { isExtensionDocument } from '../service/discovery';
import { summariseUse } from '../service/use-summary';
import type { Answering } from './answering';
import { CREATE_MANIFEST, SYNC_MANIFEST } from './commands';
import type { Session } from './session';
import { Debounced } from './timing';

/** Lenses are asked for again after changes have come to rest. */
const REFRESH_MS = 250;

const FIRST_LINE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** One line above a manifest or skill: what it uses and declares, and the command that brings these together. */
export function serveCodeLenses(connection: Connection, session: Session, answering: Answering): void {
	connection.onCodeLens(
		answering.request('textDocument/codeLens', ({ textDocument: { uri } }): CodeLens[] => {
			const enabled = session.settings.codeLens?.enable ?? true;
			return enabled && isExtensionDocument(nameOfUri(uri)) ? [{ range: FIRST_LINE, data: { uri } }] : [];
		}),
	);
	connection.onCodeLensResolve(
		answering.request('codeLens/resolve', async (lens: CodeLens, signal): Promise<CodeLens> => {
			const uri = uriIn(lens.data);
			const found = uri === undefined ? undefined : await session.reportAt(uri, signal);
			if (!found) return { ...lens, command: words('Not part of an agent extension') };
			const { words: summary, action } = summariseUse(found.report);
			const { root } = found.report;
			if (action === 'sync')
				return { ...lens, command: command(summary, 'Sync manifest', SYNC_MANIFEST, root) };
			if (action === 'create') {
				return { ...lens, command: command(summary, 'Create manifest', CREATE_MANIFEST, root) };
			}
			return { ...lens, command: words(summary) };
		}),
	);
	if (!session.client.refreshesCodeLenses) return;
	const refresh = new Debounced(
		REFRESH_MS,
		answering.action('workspace/codeLens/refresh', () =>
			connection.sendRequest('workspace/codeLens/refresh'),
		),
	);
	session.onDidChange(({ kind }) => {
		// Edits of a document make the client ask again by itself, for that document; other lenses may depend on it.
		if (kind !== 'opened' && kind !== 'closed') refresh.request();
	});
}

function command(summary: string, action: string, name: string, root: string): Command {
	return { title: `${summary} · ${action}`, command: name, arguments: [root] };
}

/** A lens that does nothing when selected. */
function words(title: string): Command {
	return { title, command: '' };
}

function uriIn(data: unknown): string | undefined {
	if (typeof data !== 'object' || data === null || !('uri' in data)) return undefined;
	return typeof data.uri === 'string' ? data.uri : undefined;
}
