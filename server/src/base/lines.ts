/** Zero-based line and character; `character` counts UTF-16 code units from the start of the line. */
export interface LineColumn {
	readonly line: number;
	readonly character: number;
}

/**
 * Line starts of one text, so that offsets can be shown as lines after the text itself is gone.
 * A line ends at `\n`, `\r\n` or a lone `\r`, as in the Language Server Protocol (3.17, "Text Documents").
 */
export class LineIndex {
	private constructor(
		private readonly starts: Uint32Array,
		/** Length of the indexed text in UTF-16 code units. */
		readonly length: number,
	) {}

	static of(text: string): LineIndex {
		let count = 1;
		for (let i = 0; i < text.length; i++) {
			const code = text.charCodeAt(i);
			if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) count++;
		}
		const starts = new Uint32Array(count);
		let line = 1;
		for (let i = 0; i < text.length; i++) {
			const code = text.charCodeAt(i);
			if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts[line++] = i + 1;
		}
		return new LineIndex(starts, text.length);
	}

	/** Number of lines; an empty text has one. */
	get count(): number {
		return this.starts.length;
	}

	/** Offset at which a line begins; past the last line, the length of the text. */
	startOf(line: number): number {
		return this.starts[line] ?? this.length;
	}

	/** Line and column of an offset; offsets outside the text are clamped to it. */
	positionAt(offset: number): LineColumn {
		const at = Math.max(0, Math.min(offset, this.length));
		let low = 0;
		let high = this.starts.length;
		while (low + 1 < high) {
			const middle = (low + high) >>> 1;
			if ((this.starts[middle] as number) <= at) low = middle;
			else high = middle;
		}
		return { line: low, character: at - (this.starts[low] as number) };
	}

	/** Offset of a line and column; clamped to the text. */
	offsetAt(position: LineColumn): number {
		if (position.line < 0) return 0;
		const start = this.startOf(position.line);
		return Math.max(start, Math.min(start + position.character, this.startOf(position.line + 1)));
	}
}
