import { inspect } from 'node:util';
import { HostError } from '../host/model';
import { readArguments } from './arguments';
import { helpOf } from './command';
import { COMMANDS, overview } from './commands';
import { withPaths } from './file-argument';
import { processTerminal } from './process-terminal';
import { EXIT, UsageError } from './terminal';

/** Runs one command line and resolves with its exit code. */
async function main(words: readonly string[]): Promise<number> {
	const terminal = processTerminal(words.includes('--no-color'));
	const [name, ...rest] = words.filter(word => word !== '--no-color');
	if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
		const load = name === 'help' ? COMMANDS.get(rest[0] ?? '') : undefined;
		await terminal.out(load ? helpOf(await load()) : await overview());
		return name === undefined ? EXIT.usage : EXIT.clean;
	}
	const load = COMMANDS.get(name === '--version' || name === '-v' ? 'version' : name);
	if (!load) {
		terminal.error(`aext: there is no command "${name}".\naext --help lists them.`);
		return EXIT.usage;
	}
	const command = await load();
	try {
		const given = readArguments(rest, command.options);
		if (given.flag('help')) {
			await terminal.out(helpOf(command));
			return EXIT.clean;
		}
		return await command.run(given, terminal);
	} catch (error) {
		if (error instanceof UsageError) {
			terminal.error(`aext ${command.name}: ${error.message}`);
			terminal.error(error.hint ?? `aext ${command.name} --help tells how it is used.`);
			return EXIT.usage;
		}
		if (error instanceof HostError) {
			terminal.error(`aext ${command.name}: ${withPaths(error.message)}`);
			return error.code === 'cancelled' ? EXIT.interrupted : EXIT.failed;
		}
		terminal.error(`aext ${command.name}: internal error, please report it.\n${inspect(error)}`);
		return EXIT.internal;
	}
}

main(process.argv.slice(2)).then(
	code => {
		// Not process.exit: what is still on its way to a pipe must arrive.
		process.exitCode = code;
	},
	error => {
		process.stderr.write(`aext: internal error, please report it.\n${inspect(error)}\n`);
		process.exitCode = EXIT.internal;
	},
);
