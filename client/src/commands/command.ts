import type * as vscode from 'vscode';
import type { ExtensionFolders } from '../folders';
import type { SigningKeys } from '../keys';
import type { Server } from '../server';

/** What commands work with. */
export interface CommandContext {
	readonly server: Server;
	readonly folders: ExtensionFolders;
	readonly keys: SigningKeys;
	readonly log: vscode.LogOutputChannel;
}

/** A palette command. `run` gets what VS Code passes: from the explorer, the URI it was invoked on. */
export interface Command {
	readonly id: string;
	/** Completes "… did not work": what a person is told was attempted, when `run` rejects. */
	readonly attempted: () => string;
	run(context: CommandContext, target: unknown): Promise<void> | void;
}
