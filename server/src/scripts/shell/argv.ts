import { listOf } from '../word-list';
import type { Argument } from './shell';
import { UNKNOWN } from './value';

/** What a command's arguments are, read as `getopt_long` does. */
export interface ParsedArguments {
	readonly options: ReadonlyMap<string, readonly Argument[]>;
	/** Arguments that belong to no option, in order. */
	readonly operands: readonly Argument[];
	/** Whether one of the options is given, with or without a value. */
	has(...names: readonly string[]): boolean;
	/** The value of the last of these options. */
	value(...names: readonly string[]): Argument | undefined;
	/** All values of these options, in order of the names. */
	values(...names: readonly string[]): readonly Argument[];
}

/** How a command writes its options. */
export interface OptionStyle {
	/** Options that take a value: `-o`, `--output`. */
	readonly valued: ReadonlySet<string>;
	/** Options with one dash and many letters (`-out file`, as openssl and java have them). */
	readonly singleDashWords: boolean;
	/** The first operand ends the options: the rest belongs to another command. */
	readonly stopsAtOperand: boolean;
}

export const NO_OPTIONS: OptionStyle = { valued: new Set(), singleDashWords: false, stopsAtOperand: false };

/** An option style from a list of the options that take a value. */
export function optionStyle(valued: string, extra: Partial<Omit<OptionStyle, 'valued'>> = {}): OptionStyle {
	return { valued: new Set(listOf(valued)), singleDashWords: false, stopsAtOperand: false, ...extra };
}

class Parsed implements ParsedArguments {
	readonly options = new Map<string, Argument[]>();
	readonly operands: Argument[] = [];

	has(...names: readonly string[]): boolean {
		return names.some(name => this.options.has(name));
	}

	value(...names: readonly string[]): Argument | undefined {
		return this.values(...names).at(-1);
	}

	values(...names: readonly string[]): readonly Argument[] {
		return names.flatMap(name => this.options.get(name) ?? []);
	}

	add(name: string, value?: Argument): void {
		const values = this.options.get(name) ?? [];
		if (value !== undefined) values.push(value);
		this.options.set(name, values);
	}
}

/** Reads the arguments of a command. Never fails: what is no option is an operand. */
export function parseArguments(args: readonly Argument[], style: OptionStyle): ParsedArguments {
	const parsed = new Parsed();
	for (let at = 0; at < args.length; at++) {
		const argument = args[at]!;
		const { text } = argument.value;
		if (text === '--') {
			for (const operand of args.slice(at + 1)) parsed.operands.push(operand);
			break;
		}
		if (text.length < 2 || !text.startsWith('-') || text.charAt(1) === UNKNOWN) {
			if (style.stopsAtOperand) {
				for (const operand of args.slice(at)) parsed.operands.push(operand);
				break;
			}
			parsed.operands.push(argument);
			continue;
		}
		if (text.startsWith('--') || style.singleDashWords) at += addLong(parsed, argument, args[at + 1], style);
		else at += addCluster(parsed, argument, args[at + 1], style);
	}
	return parsed;
}

/** `--name`, `--name=value`, `--name value`; how many further arguments were taken. */
function addLong(parsed: Parsed, argument: Argument, next: Argument | undefined, style: OptionStyle): number {
	const { text } = argument.value;
	const equals = text.indexOf('=');
	if (equals > 0) {
		parsed.add(text.slice(0, equals), partOf(argument, equals + 1));
		return 0;
	}
	if (!style.valued.has(text) || next === undefined) {
		parsed.add(text);
		return 0;
	}
	parsed.add(text, next);
	return 1;
}

/** `-abc`, where the first letter with a value takes the rest or the next argument. */
function addCluster(
	parsed: Parsed,
	argument: Argument,
	next: Argument | undefined,
	style: OptionStyle,
): number {
	const { text } = argument.value;
	for (let index = 1; index < Math.min(text.length, 64); index++) {
		const name = `-${text.charAt(index)}`;
		if (!style.valued.has(name)) {
			parsed.add(name);
			continue;
		}
		if (index + 1 < text.length) {
			parsed.add(name, partOf(argument, index + 1));
			return 0;
		}
		if (next === undefined) parsed.add(name);
		else parsed.add(name, next);
		return next === undefined ? 0 : 1;
	}
	return 0;
}

/** The argument from a position of its text on, e.g. the value in `--name=value`. */
export function partOf(argument: Argument, from: number): Argument {
	const { value, range } = argument;
	const text = value.text.slice(from);
	const part =
		value.origin === undefined
			? { text, taints: value.taints }
			: { text, taints: value.taints, origin: value.origin + from };
	return { value: part, range };
}
