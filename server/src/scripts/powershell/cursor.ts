/** How deep brackets may stand in brackets. What is deeper is said not to be read. */
const MAX_DEPTH = 100;

/** A place in the text that only moves forward, so that reading is linear. */
export class Cursor {
	position = 0;
	/** Where reading was given up because of its depth. */
	tooDeepAt: number | null = null;
	private depth = 0;

	constructor(readonly text: string) {}

	get done(): boolean {
		return this.position >= this.text.length;
	}

	peek(ahead = 0): string {
		return this.text[this.position + ahead] ?? '';
	}

	/** Matches a sticky expression here and moves behind it. */
	take(pattern: RegExp): string | null {
		pattern.lastIndex = this.position;
		const found = pattern.exec(this.text)?.[0] ?? null;
		if (found !== null) this.position += found.length;
		return found;
	}

	looksAt(pattern: RegExp): boolean {
		pattern.lastIndex = this.position;
		return pattern.test(this.text);
	}

	/** White space within a line, comments, and a line that goes on after a backtick. */
	skipBlanks(): void {
		while (!this.done) {
			if (this.take(/[ \t\f\v\u00a0]+|`\r?\n/y) !== null) continue;
			if (this.peek() === '<' && this.peek(1) === '#') this.skipTo('#>');
			else if (this.peek() === '#') this.take(/[^\n]*/y);
			else return;
		}
	}

	/** The same, and ends of lines and statements. */
	skipLines(): void {
		let before: number;
		do {
			before = this.position;
			this.skipBlanks();
			this.take(/[\r\n;]+/y);
		} while (this.position > before);
	}

	/** Moves behind the next `end`, or to the end of the text. */
	skipTo(end: string): void {
		const at = this.text.indexOf(end, this.position);
		this.position = at < 0 ? this.text.length : at + end.length;
	}

	/** Runs `read` one level deeper; gives up the rest of the text when that is too deep. */
	nested<Result>(read: () => Result, otherwise: Result): Result {
		if (this.depth >= MAX_DEPTH) {
			this.tooDeepAt ??= this.position;
			this.position = this.text.length;
			return otherwise;
		}
		this.depth++;
		try {
			return read();
		} finally {
			this.depth--;
		}
	}
}
