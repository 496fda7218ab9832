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
	/** What was asked for was refused or failed, for a reason that was told. */
	failed: 1,
	usage: 2,
	internal: 3,
	/** Signatures: see `docs/packages.md`. */
	unknownKey: 10,
	otherKey: 11,
	changed: 12,
	malformed: 13,
	unsupported: 14,
	notSigned: 15,
	withdrawn: 16,
	outOfScope: 17,
	/** The archive itself is refused. */
	archiveRefused: 18,
	/** Installing. */
	refused: 20,
	notConfirmed: 21,
	refusedByPolicy: 22,
	quarantined: 23,
	/** As shells have it for a program that Ctrl+C ended. */
	interrupted: 130,
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
