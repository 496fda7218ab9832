import * as vscode from 'vscode';
import {
	CloseAction,
	ErrorAction,
	LanguageClient,
	RevealOutputChannelOn,
	TransportKind,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/protocol';
import { editorChecks } from './editor-checks';
import { readableSchemes } from './files';
import { restartLimit } from './restart-limit';
import { RULE_DOCS_SCHEME } from './rule-docs';
import { DOCUMENT_SELECTOR } from './selector';

/**
 * A language client that is not started yet.
 *
 * @param givenUp called when the server has died too often to be started again by itself.
 */
export function createLanguageClient(
	context: vscode.ExtensionContext,
	log: vscode.LogOutputChannel,
	givenUp: () => void,
): LanguageClient {
	const module = context.asAbsolutePath('dist/server.cjs');
	const mayRestart = restartLimit();
	return new QuietClient(
		'aext',
		'AEXT',
		{
			run: { module, transport: TransportKind.ipc },
			debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--inspect=6009'] } },
		},
		{
			documentSelector: DOCUMENT_SELECTOR,
			outputChannel: log,
			revealOutputChannelOn: RevealOutputChannelOn.Never,
			initializationFailedHandler: error => {
				log.error('The language server refused to initialise.', String(error));
				return false;
			},
			errorHandler: {
				error: () => ({ action: ErrorAction.Continue }),
				closed: () => {
					if (mayRestart(Date.now())) return { action: CloseAction.Restart };
					givenUp();
					return { action: CloseAction.DoNotRestart };
				},
			},
			initializationOptions: (): InitializationOptions => ({
				editorChecks: editorChecks(vscode.version),
				trusted: vscode.workspace.isTrusted,
				ruleDocs: `${RULE_DOCS_SCHEME}:/`,
				readSchemes: readableSchemes(),
				commands: ['aext.createManifest', 'aext.syncManifest'],
				jsonSchemas: true,
				status: true,
			}),
		},
	);
}

/** Nobody asked for anything: what goes wrong shows in the status item and the log, never as a notification. */
class QuietClient extends LanguageClient {
	override error(message: string, data?: unknown): void {
		super.error(message, data, false);
	}
	override warn(message: string, data?: unknown): void {
		super.warn(message, data, false);
	}
	override info(message: string, data?: unknown): void {
		super.info(message, data, false);
	}
}
