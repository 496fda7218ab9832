import type { CodeLens, Command, Connection } from 'vscode-languageserver';
import { nameOfUri } from '../base/uris';
import { HostError } from '../host/model';
import { isExtensionDocument } from '../service/discovery';
import type { ExtensionReport } from '../service/model';
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
	// With its command at once, not resolved later: an editor that asks anew while a lens is being resolved may drop
	// the answer, and the line above the document with it.
	connection.onCodeLens(
		answering.request(
			'textDocument/codeLens',
			async ({ textDocument: { uri } }, signal): Promise<CodeLens[]> => {
				const enabled = session.settings.codeLens?.enable ?? true;
				if (!enabled || !isExtensionDocument(nameOfUri(uri))) return [];
				const found = await settledReport(session, uri, signal);
				return found ? [{ range: FIRST_LINE, command: commandFor(found.report) }] : [];
			},
		),
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
		// A document opened while the server starts may have been asked about before there was an answer.
		if (kind !== 'closed') refresh.request();
	});
}

const ATTEMPTS = 5;

/**
 * The report about a document. Work that is shared with a request that was given up ends with it: it is begun again,
 * since an editor that is refused a lens does not ask for it a second time.
 */
async function settledReport(session: Session, uri: string, signal: AbortSignal) {
	for (let attempt = 1; ; attempt++) {
		try {
			return await session.reportAt(uri, signal);
		} catch (error) {
			const givenUp = error instanceof HostError && error.code === 'cancelled' && !signal.aborted;
			if (!givenUp || attempt === ATTEMPTS) throw error;
		}
	}
}

function commandFor(report: ExtensionReport): Command {
	const { words, action } = summariseUse(report);
	const { root } = report;
	if (action === 'sync') {
		return { title: `${words} · Sync manifest`, command: SYNC_MANIFEST, arguments: [root] };
	}
	if (action === 'create') {
		return { title: `${words} · Create manifest`, command: CREATE_MANIFEST, arguments: [root] };
	}
	// A lens that does nothing when selected.
	return { title: words, command: '' };
}
