/** Bounds on the work for one text. What is left out when one is reached is reported as unparsed. */
export const LIMITS = {
	/** Simple commands executed, repetitions by loops and calls included. */
	commands: 60_000,
	/** Characters that expansions produce. */
	expanded: 24 * 1024 * 1024,
	/** Characters of code found in strings, files and decoded text. */
	innerCode: 2 * 1024 * 1024,
	/** Depth of code in code, and of function calls. */
	nesting: 24,
	/** Loop rounds executed one by one. */
	rounds: 2_000,
	/** Different calls of one function that are followed. */
	callsPerFunction: 8,
	/** Values of a variable that branches leave open. */
	alternatives: 4,
	/** Fields one word expands to. */
	fields: 256,
	/** Uses, and flows, reported for one text. */
	facts: 20_000,
};

/** What has been spent; one for a whole analysis, decoded layers included. */
export class Budget {
	commands = 0;
	expanded = 0;
	innerCode = 0;
	rounds = 0;
	/** Which bound was hit first, in words. */
	exhausted: string | null = null;

	command(): boolean {
		return this.#spend(++this.commands <= LIMITS.commands, 'it runs too many commands');
	}

	expand(length: number): boolean {
		this.expanded += length;
		return this.#spend(this.expanded <= LIMITS.expanded, 'its expansions are too large');
	}

	code(length: number): boolean {
		this.innerCode += length;
		return this.#spend(this.innerCode <= LIMITS.innerCode, 'it builds too much code at run time');
	}

	round(): boolean {
		return ++this.rounds <= LIMITS.rounds;
	}

	#spend(within: boolean, reason: string): boolean {
		if (!within) this.exhausted ??= reason;
		return within;
	}
}
