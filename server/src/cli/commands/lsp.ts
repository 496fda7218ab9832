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
		// Its own bundle beside this one, so that other commands do not pay for loading it. It reads --stdio itself
		// and ends the process when the editor does.
		const { ended } = await import('../../lsp/main');
		await ended;
		return EXIT.clean;
	},
};
