import { listOf } from '../../word-list';
import { NO_OPTIONS, type OptionStyle, optionStyle } from '../argv';
import type { Argument, Call, Run, Shell } from '../shell';
import { concat, EMPTY, type Value } from '../value';

/** What is known of some commands that behave alike. */
export interface CommandModel {
	readonly names: readonly string[];
	readonly style: OptionStyle;
	readonly run: Run;
	/** The command only runs another one (`sudo`, `env`): that one is reported as the process. */
	readonly transparent?: boolean;
}

/**
 * @param names of the commands, separated by commas.
 * @param options those that take a value, separated by commas, or a whole style.
 */
export function model(names: string, options: string | OptionStyle, run: Run): CommandModel {
	const style = typeof options === 'string' ? (options === '' ? NO_OPTIONS : optionStyle(options)) : options;
	return { names: listOf(names), style, run };
}

/** A command that runs the command in its arguments. */
export function wrapper(names: string, valued: string, run: Run): CommandModel {
	return {
		names: listOf(names),
		style: optionStyle(valued, { stopsAtOperand: true }),
		run,
		transparent: true,
	};
}

/** What a file operand gives, `-` being standard input. */
export function input(call: Call, path: Argument, shell: Shell, how: string): Value {
	if (path.value.text === '-' || path.value.text === '/dev/stdin') return call.stdin ?? EMPTY;
	return shell.read(path, how);
}

/** The content of all operands, or standard input when there are none, as filters read it. */
export function inputs(call: Call, paths: readonly Argument[], shell: Shell, how: string): Value {
	if (paths.length === 0) return call.stdin ?? EMPTY;
	return paths.reduce((all, path) => concat(all, input(call, path, shell, how)), EMPTY);
}
