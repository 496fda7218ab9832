import { spawn } from 'node:child_process';

export interface Outcome {
	readonly code: number | null;
	/** Standard output and error as they came. */
	readonly output: string;
}

/** Runs a program to its end. Rejects only when it cannot be started. */
export function run(
	program: string,
	args: readonly string[],
	options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly shell?: boolean } = {},
): Promise<Outcome> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
		const chunks: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
		child.on('error', reject);
		child.on('close', code => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }));
	});
}

/** Runs npm, the one that started this process if one did. */
export function npm(args: readonly string[], cwd: string): Promise<Outcome> {
	const own = process.env.npm_execpath;
	if (own?.endsWith('.js')) return run(process.execPath, [own, ...args], { cwd });
	return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd });
}
