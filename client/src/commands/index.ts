import * as vscode from 'vscode';
import { tellFailure } from '../failure';
import { auditFolder } from './audit-folder';
import type { Command, CommandContext } from './command';
import { createManifest } from './create-manifest';
import { newSkill } from './new-skill';
import { installPackage } from './packages/install';
import { installedExtensions } from './packages/installed';
import { createKey, exportPublicKey } from './packages/keys';
import { packageFolder } from './packages/package-folder';
import { signPackage } from './packages/sign';
import { pinKey, revoke } from './packages/trust';
import { verifyPackage } from './packages/verify';
import { restartServer } from './restart-server';
import { showLog } from './show-log';
import { syncManifest } from './sync-manifest';

const COMMANDS: readonly Command[] = [
	newSkill,
	createManifest,
	syncManifest,
	auditFolder,
	packageFolder,
	createKey,
	exportPublicKey,
	signPackage,
	verifyPackage,
	pinKey,
	revoke,
	installPackage,
	installedExtensions,
	showLog,
	restartServer,
];

export function registerCommands(context: CommandContext): vscode.Disposable[] {
	return COMMANDS.map(command =>
		vscode.commands.registerCommand(command.id, async (target: unknown) => {
			try {
				await command.run(context, target);
			} catch (error) {
				await tellFailure(context.log, command.attempted(), error);
			}
		}),
	);
}
