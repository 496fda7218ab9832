/** Bounds on the work for one text. What is left out when one is reached is reported as unparsed. */
export const LIMITS = {
	/** Units of work for a long text: about ten microseconds each. */
	work: 25_000,
	/** Units for the shortest text, and for each character more. */
	leastWork: 2_000,
	workPerCharacter: 4,
	/** Depth of code in code, and of function calls. */
	nesting: 24,
	/** Commands that run commands that run commands. */
	wrapping: 40,
	/** Loop rounds executed one by one. */
	rounds: 2_000,
	/** Calls of one function that are followed. */
	callsPerFunction: 500,
	/** Values of a variable that branches leave open. */
	alternatives: 4,
	/** Fields one word expands to. */
	fields: 256,
	/** Elements an array keeps. */
	elements: 1_024,
	/** Uses, and flows, reported for one text. */
	facts: 10_000,
	/** Characters of one script that are read; what follows is usually no script but data. */
	source: 1_500_000,
};

/** What has been spent; one for a whole analysis, decoded layers included. */
export class Budget {
	readonly #limit: number;
	#spent = 0;
	#rounds = 0;
	/** Why the analysis stops, once it has to. */
	exhausted: string | null = null;

	constructor(textLength: number) {
		this.#limit = Math.min(LIMITS.work, LIMITS.leastWork + LIMITS.workPerCharacter * textLength);
	}

	/** Takes some units; whether there were any left. */
	spend(units: number, reason = 'it runs too many commands'): boolean {
		this.#spent += units;
		if (this.#spent <= this.#limit) return true;
		this.exhausted ??= reason;
		return false;
	}

	/** For text of this length that an expansion makes. */
	expand(length: number): boolean {
		return this.spend(length / 1_500, 'its expansions are too large');
	}

	/** For code of this length, found while running, that is parsed and run. */
	code(length: number): boolean {
		return this.spend(2 + length / 300, 'it builds too much code at run time');
	}

	/** For a substitution of this length, which is parsed when it is reached: each level of nesting anew. */
	substitution(length: number): boolean {
		return this.spend(0.5 + length / 30, 'its substitutions are nested too deeply');
	}

	/** For one round of a loop; when `false`, rounds are no longer followed one by one. */
	round(): boolean {
		return ++this.#rounds <= LIMITS.rounds;
	}
}
