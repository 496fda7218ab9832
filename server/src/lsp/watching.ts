import {
	type Connection,
	DidChangeWatchedFilesNotification,
	type Disposable,
	type FileSystemWatcher,
} from 'vscode-languageserver';
import type { Answering } from './answering';
import type { Session } from './session';
import { Debounced } from './timing';

/** Files that make a folder an extension, or apply to a whole workspace folder. */
const MARKERS = '**/{[sS][kK][iI][lL][lL].[mM][dD],aem.json,plugin.json,policy.json,aext-waivers.json}';

/** New extensions are looked for after changes have come to rest. */
const SETTLE_MS = 500;

/**
 * Keeps the client watching: the files that mark an extension, anywhere, and everything inside the extensions known.
 * A client that cannot watch relative to a folder watches everything.
 *
 * @returns what to do once the client is initialised.
 */
export function watchFiles(connection: Connection, session: Session, answering: Answering): () => void {
	connection.onDidChangeWatchedFiles(
		answering.notification('workspace/didChangeWatchedFiles', ({ changes }) => {
			session.filesChanged(changes.map(change => change.uri));
		}),
	);
	if (!session.client.watchesFiles) return () => {};
	let watched = '';
	let registration: Disposable | undefined;
	const watch = answering.action('client/registerCapability', async () => {
		const roots = session.client.relativePatterns ? await session.workspace.roots() : [];
		const watchers = watchersFor(roots, session.client.relativePatterns);
		const wanted = JSON.stringify(watchers);
		if (wanted === watched) return;
		watched = wanted;
		const previous = registration;
		registration = await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
		previous?.dispose();
	});
	const settled = new Debounced(SETTLE_MS, watch);
	session.onDidChange(({ kind }) => {
		if (kind !== 'edited' && kind !== 'saved') settled.request();
	});
	return () => settled.request();
}

function watchersFor(roots: readonly string[], relative: boolean): FileSystemWatcher[] {
	if (!relative) return [{ globPattern: '**/*' }];
	return [
		{ globPattern: MARKERS },
		...roots.map(root => ({ globPattern: { baseUri: root, pattern: '**/*' } })),
	];
}
