import type { Range } from '../../base/range';
import type { Confidence } from '../../base/severity';
import type {
	AgentConfigUse,
	DynamicCodeUse,
	EnvironmentUse,
	FileUse,
	NetworkUse,
	PackageUse,
	PersistenceUse,
	SafetyUse,
	ScriptLanguage,
} from '../model';
import type { ParsedArguments } from './argv';
import type { State } from './state';
import type { Taint, Value } from './value';

/** A word of a command after expansion. */
export interface Argument {
	readonly value: Value;
	readonly range: Range;
}

/** A simple command about to run. */
export interface Call {
	/** Base name, in lower case for programs that Windows or macOS also know in other cases. */
	readonly program: string;
	readonly arguments: readonly Argument[];
	/** The whole command. */
	readonly range: Range;
	/** What is piped or redirected in; `null`: nothing, or a terminal. */
	readonly stdin: Value | null;
	readonly elevated: boolean;
}

/** A use without what every use of the running command has in common. */
type Told<Kind> = Omit<Kind, 'range' | 'via' | 'confidence' | 'how'> & {
	readonly how: string;
	readonly confidence?: Confidence;
};

export type ToldUse =
	| Told<NetworkUse>
	| Told<FileUse>
	| Told<EnvironmentUse>
	| Told<PackageUse>
	| Told<DynamicCodeUse>
	| Told<PersistenceUse>
	| Told<AgentConfigUse>
	| Told<SafetyUse>;

/** Where a command connects to. */
export interface Target {
	readonly host: string | null;
	readonly scheme: string | null;
	readonly port: number | null;
	readonly url: string | null;
	/** Lower for placeholders and unknown parts. */
	readonly confidence: Confidence;
}

/** What models of commands can do and ask; the interpreter behind it. */
export interface Shell {
	readonly state: State;
	/** Records a use at the range. */
	tell(range: Range, use: ToldUse): void;

	/** A target from a URL or `host[:port]`, with the scheme that the program assumes when there is none. */
	target(value: Value, assumedScheme: string | null): Target;
	/** Records a connection. */
	connect(range: Range, target: Target, action: NetworkUse['action'], how: string): void;
	/** What comes from there. */
	received(range: Range, target: Target, what: string): Value;
	/** Reports data that leaves, when it is of a kind to be told of. */
	sent(range: Range, data: Value, target: Target, channel: string, what: string): void;

	/** Records that the file is read and gives what it holds as far as known. */
	read(path: Argument, how: string, confidence?: Confidence): Value;
	/** What the file holds, without recording anything. */
	contentOf(path: Argument): Value;
	/** Records that the file is written, and remembers what it holds then. */
	write(path: Argument, content: Value, how: string, append?: boolean): void;
	/** Records that the file is deleted. */
	remove(path: Argument, how: string): void;
	/** Makes everything below the directory come from these sources. */
	fill(directory: Argument | null, taints: readonly Taint[]): void;
	/** A path as the script sees it from where it began, home folded; `null` when unknown. */
	resolve(path: Value): string | null;

	/** The data after a decoder, marked as hidden under that encoding. */
	decoded(range: Range, data: Value, encoding: string): Value;

	/** Reports that the data is run. */
	executed(range: Range, data: Value, by: string, what: string): void;
	/** Runs a value as shell code, in the present state or (`apart`) as another process. Gives its output. */
	runShell(code: Value, range: Range, by: string, apart: boolean, stdin: Value | null): Value;
	/** Analyses a value as a program of another language. */
	runProgram(language: ScriptLanguage, code: Value, range: Range, by: string, stdin: Value | null): void;
	/** Runs a file: what is known of its content as code, and the reference to it. */
	runFile(
		path: Argument,
		by: string,
		language: ScriptLanguage | null,
		apart: boolean,
		stdin: Value | null,
	): Value;
	/** An unknown text that is equal to no other. */
	fresh(): string;
	/** Reports a part that was not looked into. */
	skipped(range: Range, reason: string): void;
	/** Follows commands that run on another machine or in a container. */
	elsewhere<Result>(run: () => Result): Result;
	/** Follows commands that the mechanism will run again and again. */
	later<Result>(mechanism: PersistenceUse['mechanism'], run: () => Result): Result;
	/** From now on git runs what stands in this directory. */
	hooksIn(directory: Value): void;
	/** Runs the words as a command. */
	runCommand(words: readonly Argument[], call: Pick<Call, 'stdin' | 'elevated' | 'range'>): Value;
}

/** A model: what the command does. Gives its standard output; `undefined`: unknown, made from its input. */
export type Run = (call: Call, args: ParsedArguments, shell: Shell) => Value | undefined;
