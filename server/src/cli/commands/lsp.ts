import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Command } from '../command';
import { EXIT, UsageError } from '../terminal';

export const lsp: Command = {
	name: 'lsp',
	summary: 'Serve an editor over the Language Server Protocol.',
	usage: '--stdio',
	details: 'Speaks on standard input and output until the editor ends the session.',
	options: { stdio: { type: 'boolean', help: 'Use standard input and output (the only transport).' } },
	async run(given) {
		if (!given.flag('stdio')) throw new UsageError('Name the transport: aext lsp --stdio.');
		// A bundle of its own beside this one: other commands do not pay for loading it.
		const server = spawn(process.execPath, [path.join(__dirname, 'server.cjs'), '--stdio'], {
			stdio: 'inherit',
		});
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
			process.on(signal, () => server.kill(signal));
		return new Promise((resolve, reject) => {
			server.on('error', reject);
			server.on('exit', code => resolve(code ?? EXIT.internal));
		});
	},
};
