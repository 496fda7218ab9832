import type { Command } from '../command';
import { audit } from './audit';
import { init } from './init';
import { lsp } from './lsp';
import { manifest } from './manifest';
import { explain, rules } from './rules';
import { version } from './version';

/** Every command by its name, in the order of the help. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
	[audit, rules, explain, manifest, init, lsp, version].map(command => [command.name, command]),
);

/** What `aext --help` prints. */
export function overview(): string {
	const width = Math.max(...[...COMMANDS.keys()].map(name => name.length));
	const rows = [...COMMANDS.values()].map(command => `  ${command.name.padEnd(width)}  ${command.summary}`);
	return [
		'aext: what an agent extension declares, what it really does, and whether to trust it.',
		'',
		'Usage: aext <command> [options]',
		'',
		...rows,
		'',
		'aext <command> --help tells more about one.',
		'',
	].join('\n');
}
