import { type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { PackageHost } from '../host/model';
import { VERSION } from '../version';
import { Answering } from './answering';
import { capabilitiesFor } from './capabilities';
import { sessionFiles } from './client-files';
import { type ClientSupport, clientSupport } from './client-support';
import { serveCodeActions } from './code-actions';
import { serveCodeLenses } from './code-lens';
import { serveCommands } from './commands';
import { serveCompletion } from './completion';
import { DiagnosticsMaker } from './diagnostics/file-diagnostics';
import { Judge } from './diagnostics/judge';
import { servePulls } from './diagnostics/pull';
import { servePushes } from './diagnostics/push';
import { serveHover } from './hover';
import { servePackages } from './packages';
import { serveRequests } from './requests';
import { serveReviews } from './review';
import { Session } from './session';
import { followSettings } from './settings';
import { tellStatus } from './status';
import { watchFiles } from './watching';

/**
 * Serves one client until it says `exit`.
 * @param ruleDocs prefix of the rules' pages for clients that name none: `${ruleDocs}${id}.md`.
 */
export function startServer(connection: Connection, host: PackageHost, ruleDocs: string): void {
	const answering = new Answering(host);
	let started = false;
	connection.onRequest(method => {
		if (started) throw new ResponseError(ErrorCodes.MethodNotFound, `There is no method ${method}.`);
		throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The first request must be initialize.');
	});
	connection.onInitialize(params => {
		if (started) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialised already.');
		started = true;
		const client = clientSupport(params, message => host.log('warn', message));
		const files = sessionFiles(host.files, connection, client.options.readSchemes ?? []);
		const folders = params.workspaceFolders?.map(folder => folder.uri) ?? [params.rootUri ?? []].flat();
		serve(connection, client, new Session(client, { ...host, files }, folders), answering, ruleDocs);
		return { capabilities: capabilitiesFor(client), serverInfo: { name: 'aext', version: VERSION } };
	});
	connection.onShutdown(() => answering.close());
	connection.listen();
}

/** Everything that is served, wired in one place. */
function serve(
	connection: Connection,
	client: ClientSupport,
	session: Session,
	answering: Answering,
	ruleDocs: string,
): void {
	const docs = client.options.ruleDocs ?? ruleDocs;
	const judge = new Judge(session, new DiagnosticsMaker(session, docs));

	followDocuments(connection, session, answering);
	if (client.pullsDiagnostics) servePulls(connection, session, judge, answering);
	else servePushes(connection, session, judge, answering);
	serveHover(connection, session, answering, docs);
	serveCompletion(connection, session, answering);
	serveCodeLenses(connection, session, answering);
	serveCodeActions(connection, session, answering);
	serveCommands(connection, session, answering);
	serveRequests(connection, session, answering);
	serveReviews(connection, session, answering);
	servePackages(connection, session, answering);

	const begin = [
		followSettings(connection, session, answering),
		watchFiles(connection, session, answering),
		tellStatus(connection, session, judge, answering),
	];
	connection.onInitialized(
		answering.notification('initialized', async () => {
			if (client.workspaceFolders) {
				connection.workspace.onDidChangeWorkspaceFolders(
					answering.notification('workspace/didChangeWorkspaceFolders', ({ added, removed }) =>
						session.foldersChanged(
							added.map(folder => folder.uri),
							removed.map(folder => folder.uri),
						),
					),
				);
			}
			for (const start of begin) await start();
		}),
	);
}

function followDocuments(connection: Connection, session: Session, answering: Answering): void {
	connection.onDidOpenTextDocument(
		answering.notification('textDocument/didOpen', ({ textDocument }) => session.didOpen(textDocument)),
	);
	connection.onDidChangeTextDocument(
		answering.notification('textDocument/didChange', params => session.didChange(params)),
	);
	connection.onDidSaveTextDocument(
		answering.notification('textDocument/didSave', ({ textDocument }) => session.didSave(textDocument.uri)),
	);
	connection.onDidCloseTextDocument(
		answering.notification('textDocument/didClose', ({ textDocument }) => session.didClose(textDocument.uri)),
	);
}
