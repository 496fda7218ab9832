import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './terminal';

/** One option of a command, as its help shows it. */
export interface Option {
	readonly type: 'string' | 'boolean';
	readonly short?: string;
	readonly multiple?: boolean;
	/** Placeholder of the value in the help, e.g. `<file>`. */
	readonly value?: string;
	readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;

export interface ParsedArguments {
	readonly positionals: readonly string[];
	/** Value of a string option, `undefined` when it was not given. */
	text(name: string): string | undefined;
	/** Every value of an option that may be given several times. */
	texts(name: string): readonly string[];
	/** Whether a boolean option was given. */
	flag(name: string): boolean;
	/** Value of a string option that must be one of some words. */
	choice<Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word;
}

/** Options that every command has. */
export const COMMON_OPTIONS: Options = {
	help: { type: 'boolean', short: 'h', help: 'Show this help.' },
	'no-color': { type: 'boolean', help: 'No colours, even on a terminal.' },
};

/** Reads a command's arguments. Throws `UsageError` for unknown options and missing values. */
export function readArguments(words: readonly string[], options: Options): ParsedArguments {
	const config: NonNullable<ParseArgsConfig['options']> = {};
	for (const [name, { type, short, multiple }] of Object.entries({ ...COMMON_OPTIONS, ...options })) {
		config[name] = { type, ...(short && { short }), ...(multiple && { multiple }) };
	}
	const { values, positionals } = parsed(
		words.map(word => withTwoHyphens(word, config)),
		config,
	);
	const text = (name: string) => {
		const value = values[name];
		return typeof value === 'string' ? value : undefined;
	};
	return {
		positionals,
		text,
		texts(name) {
			const value = values[name];
			return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
		},
		flag: name => values[name] === true,
		choice(name, choices, otherwise) {
			const given = text(name);
			if (given === undefined) return otherwise;
			const found = choices.find(choice => choice === given);
			if (found === undefined) {
				throw new UsageError(`--${name} takes ${choices.join(', ')}, not "${given}".`);
			}
			return found;
		},
	};
}

/** The reference tool takes `-out` for `--out`, and so do the scripts that its users have. */
function withTwoHyphens(word: string, options: NonNullable<ParseArgsConfig['options']>): string {
	const [, name] = /^-([a-z][a-z-]+)(?:=|$)/.exec(word) ?? [];
	return name !== undefined && Object.hasOwn(options, name) ? `-${word}` : word;
}

function parsed(words: readonly string[], options: NonNullable<ParseArgsConfig['options']>) {
	try {
		return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
	} catch (error) {
		// parseArgs reports every mistake of the person as a TypeError with a clear first sentence.
		if (!(error instanceof TypeError)) throw error;
		throw new UsageError(error.message.split(/\. (?=To specify)/)[0] ?? error.message);
	}
}
