import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Ran {
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
}

export interface RunOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
}

/** Starts the bundled program as its user would, nobody at the keyboard. */
export function startAext(args: readonly string[], options: RunOptions = {}) {
	const program = path.resolve('dist/cli.cjs');
	return spawn(process.execPath, [program, ...args], {
		cwd: options.cwd ?? process.cwd(),
		env: { ...process.env, FORCE_COLOR: '', NO_COLOR: '', ...options.env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
}

/** Runs the bundled program to its end. */
export function aext(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
	return new Promise((resolve, reject) => {
		const child = startAext(args, options);
		const out: Buffer[] = [];
		const err: Buffer[] = [];
		child.stdout.on('data', chunk => out.push(chunk));
		child.stderr.on('data', chunk => err.push(chunk));
		child.on('error', reject);
		child.on('close', code =>
			resolve({ code, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') }),
		);
	});
}

/** A folder with the given files, for one test. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'aext-cli-'));
	for (const [name, content] of Object.entries(files)) {
		const target = path.join(folder, name);
		await mkdir(path.dirname(target), { recursive: true });
		await writeFile(target, content);
	}
	made.push(folder);
	return folder;
}

const made: string[] = [];

after(async () => {
	for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});
