import { spawn } from 'node:child_process';
import path from 'node:path';
import { run } from './run';

const NAMES = ['code', 'code-insiders', 'codium'];
/** On Windows these are batch files, which only a shell can start. */
const SHELL = process.platform === 'win32';

/** Name of a desktop VS Code's command that works here; `undefined`: there is none, or no screen to show it on. */
export async function desktopVSCode(): Promise<string | undefined> {
	const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
	if (!screen) return undefined;
	for (const name of NAMES) {
		const answer = await run(name, ['--version'], { shell: SHELL }).catch(() => undefined);
		if (answer?.code === 0) return name;
	}
	return undefined;
}

export interface DesktopOptions {
	readonly vsix: string;
	/** Folder for a profile of its own, so that the person's is left alone. */
	readonly data: string;
	readonly workspace: string;
	readonly file: string;
}

/** Opens a window and resolves with the exit code when it is closed. */
export async function openDesktop(code: string, options: DesktopOptions): Promise<number> {
	const profile = [
		...['--user-data-dir', path.join(options.data, 'user')],
		...['--extensions-dir', path.join(options.data, 'extensions')],
	];
	const install = await run(code, [...profile, '--install-extension', options.vsix, '--force'], {
		shell: SHELL,
	});
	if (install.code !== 0) throw new Error(`The extension could not be installed:\n${install.output}`);
	return new Promise((resolve, reject) => {
		const args = [...profile, '--disable-workspace-trust', '--new-window', '--wait'];
		const child = spawn(code, [...args, options.workspace, options.file], { stdio: 'inherit', shell: SHELL });
		child.on('error', reject);
		child.on('close', exit => resolve(exit ?? 1));
	});
}
