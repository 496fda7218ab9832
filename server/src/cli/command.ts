import { COMMON_OPTIONS, type Options, type ParsedArguments } from './arguments';
import type { Terminal } from './terminal';

/** One verb of the command line. */
export interface Command {
	readonly name: string;
	/** One line for the list of commands. */
	readonly summary: string;
	/** What follows `aext <name>` in the help. */
	readonly usage: string;
	/** Further paragraphs of the help. */
	readonly details?: string;
	readonly options: Options;
	/** Does the work; resolves with the exit code. Throws `UsageError` for mistakes of the person. */
	run(given: ParsedArguments, terminal: Terminal): Promise<number>;
}

/** The help text of a command. */
export function helpOf(command: Command): string {
	const lines = [`Usage: aext ${command.name} ${command.usage}`.trimEnd(), '', command.summary];
	if (command.details) lines.push('', command.details);
	lines.push('', 'Options:', ...optionLines({ ...command.options, ...COMMON_OPTIONS }));
	return `${lines.join('\n')}\n`;
}

function optionLines(options: Options): readonly string[] {
	const rows = Object.entries(options).map(([name, option]) => {
		const short = option.short ? `-${option.short}, ` : '    ';
		const value = option.value ? ` ${option.value}` : '';
		return [`  ${short}--${name}${value}`, option.help] as const;
	});
	const width = Math.max(...rows.map(([left]) => left.length));
	return rows.map(([left, help]) => `${left.padEnd(width)}  ${help}`);
}
