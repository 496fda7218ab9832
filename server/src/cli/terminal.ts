/** The process's streams and surroundings, as the commands see them. */
export interface Terminal {
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Whether standard output is a terminal that shows colours. */
	readonly colours: boolean;
	/** Columns of the terminal, 80 where unknown. */
	readonly columns: number;
	/** Writes to standard output; resolves when the text was handed over, so that nothing is lost at exit. */
	out(text: string): Promise<void>;
	/** Writes a line to standard error. */
	error(line: string): void;
}

/** Exit codes of every command. */
export const EXIT = {
	clean: 0,
	findings: 1,
	usage: 2,
	internal: 3,
} as const;

/** A mistake of the person at the keyboard: told without a stack trace, exit code 2. */
export class UsageError extends Error {
	constructor(
		message: string,
		/** What to do, on a line of its own. */
		readonly hint?: string,
	) {
		super(message);
		this.name = 'UsageError';
	}
}
