import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ClientSupport } from './client-support';
import { COMMANDS } from './commands';
import { SOURCE } from './diagnostics/diagnostic';

/** Kind of the action that applies every fix that adds no permission. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.${SOURCE}`;

export function capabilitiesFor(client: ClientSupport): ServerCapabilities {
	const commands = COMMANDS.filter(command => !client.options.commands?.includes(command));
	return {
		positionEncoding: client.encoding,
		textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
		...(client.pullsDiagnostics && {
			diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true },
		}),
		hoverProvider: true,
		completionProvider: { triggerCharacters: ['"', ':', ' '] },
		codeLensProvider: {},
		...(client.codeActionLiterals && {
			codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true },
		}),
		...(client.applyEdit && commands.length > 0 && { executeCommandProvider: { commands } }),
		workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
	};
}
