import * as vscode from 'vscode';
import type { Server } from './server';

/** Lets the server honour the workspace's waivers once the person trusts the workspace. */
export function registerTrust(server: Server): vscode.Disposable {
	return vscode.workspace.onDidGrantWorkspaceTrust(() => void server.setTrust(true));
}
