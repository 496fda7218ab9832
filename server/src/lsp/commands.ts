import type { Connection, ExecuteCommandParams, WorkspaceEdit } from 'vscode-languageserver';
import { escapeForDisplay } from '../base/display';
import { draftManifest, MANIFEST_FILE, syncManifest } from '../service/manifest-sync';
import type { ExtensionReport } from '../service/model';
import { type Answering, InvalidParams } from './answering';
import type { Session } from './session';
import { type Change, canApply, workspaceEdit } from './workspace-edit';

export const SYNC_MANIFEST = 'aext.syncManifest';
export const CREATE_MANIFEST = 'aext.createManifest';

/** Commands that the server carries out for editors that have none of their own. Each takes an extension's folder. */
export const COMMANDS: readonly string[] = [SYNC_MANIFEST, CREATE_MANIFEST];

/** What a command does, or why there is nothing to do. */
type Outcome = { readonly change: Change; readonly done: string } | { readonly nothing: string };

export function serveCommands(connection: Connection, session: Session, answering: Answering): void {
	connection.onExecuteCommand(
		answering.request('workspace/executeCommand', async (params: ExecuteCommandParams, signal) => {
			const [folder] = params.arguments ?? [];
			if (typeof folder !== 'string') throw new InvalidParams('The command takes the URI of a folder.');
			const report = await session.workspace.reportFor(folder, signal);
			if (!report) throw new InvalidParams(`There is no agent extension at ${escapeForDisplay(folder)}.`);
			const outcome = outcomeOf(params.command, report);
			if ('nothing' in outcome) {
				connection.window.showInformationMessage(outcome.nothing);
			} else if (!canApply(session, outcome.change)) {
				connection.window.showWarningMessage('This editor cannot create files for a language server.');
			} else {
				await apply(connection, await workspaceEdit(session, report, outcome.change), outcome.done);
			}
			return null;
		}),
	);
}

function outcomeOf(command: string, { facts }: ExtensionReport): Outcome {
	if (command === CREATE_MANIFEST) {
		if (facts.manifest) return { nothing: `There is an ${MANIFEST_FILE} already.` };
		const { text, notes } = draftManifest(facts);
		return {
			change: { effect: 'widens', edits: [], create: [{ path: MANIFEST_FILE, text }] },
			done: [`${MANIFEST_FILE} declares what was found. Read it before you publish.`, ...notes].join(' '),
		};
	}
	if (command !== SYNC_MANIFEST) throw new InvalidParams(`Unknown command ${escapeForDisplay(command)}.`);
	const sync = syncManifest(facts);
	if (!sync) return { nothing: `There is no ${MANIFEST_FILE} that can be read.` };
	if (sync.edits.length === 0) return { nothing: `${MANIFEST_FILE} already declares what is used.` };
	const effect = sync.widens ? 'widens' : 'narrows';
	return { change: { effect, edits: sync.edits }, done: `${MANIFEST_FILE}: ${sync.summary}.` };
}

async function apply(connection: Connection, edit: WorkspaceEdit, done: string): Promise<void> {
	const { applied, failureReason } = await connection.workspace.applyEdit(edit);
	if (applied) connection.window.showInformationMessage(done);
	else connection.window.showWarningMessage(`Not applied: ${failureReason ?? 'the editor refused it'}.`);
}
