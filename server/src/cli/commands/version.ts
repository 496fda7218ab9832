import { VERSION } from '../../version';
import type { Command } from '../command';
import { EXIT } from '../terminal';

export const version: Command = {
	name: 'version',
	summary: 'Print the version of the program and its rule set.',
	usage: '',
	options: {},
	async run(_given, terminal) {
		await terminal.out(`${VERSION}\n`);
		return EXIT.clean;
	},
};
