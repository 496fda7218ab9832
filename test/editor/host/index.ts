import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import * as vscode from 'vscode';

/** Called by VS Code in the extension host. Leaves the results beside the workspace folder. */
export async function run(): Promise<void> {
	const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: 'min' });
	mocha.suite.emit('pre-require', globalThis, '', mocha);
	await import('./activation');
	await import('./editor-settings');
	await import('./code-lens');
	await import('./no-doubles');
	const results: { title: string; failure?: string; milliseconds: number }[] = [];
	await new Promise<void>(resolve => {
		const runner = mocha.run(() => resolve());
		runner.on('pass', test => results.push({ title: test.fullTitle(), milliseconds: test.duration ?? 0 }));
		runner.on('fail', (test, error: Error) => {
			const failure = error.stack ?? error.message;
			results.push({ title: test.fullTitle(), failure, milliseconds: test.duration ?? 0 });
		});
	});
	const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
	writeFileSync(path.join(path.dirname(folder), 'results.json'), JSON.stringify(results));
}
