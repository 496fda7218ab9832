import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { ExtensionFolders } from './folders';
import { SigningKeys } from './keys';
import { registerReview } from './review/register';
import { registerRuleDocs } from './rule-docs';
import { Server } from './server';
import { registerStatusItem } from './status';
import { registerTrust } from './trust';

let server: Server | undefined;

/** Registers everything and starts the language server without waiting for it. */
export function activate(context: vscode.ExtensionContext): void {
	const log = vscode.window.createOutputChannel('AEXT', { log: true });
	server = new Server(context, log);
	const folders = new ExtensionFolders(server);
	context.subscriptions.push(
		log,
		server,
		folders,
		registerRuleDocs(context.extensionUri),
		registerReview(context.extensionUri, server, log),
		registerStatusItem(server),
		registerTrust(server),
		...registerCommands({ server, folders, keys: new SigningKeys(context.secrets), log }),
	);
	void vscode.commands.executeCommand('setContext', 'aext.active', true);
	void server.start();
}

export function deactivate(): Promise<void> | undefined {
	return server?.stop();
}
