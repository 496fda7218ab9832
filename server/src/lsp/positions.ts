import type { Position, Range as ProtocolRange } from 'vscode-languageserver';
import { LineIndex } from '../base/lines';
import type { Range } from '../base/range';

/** Units in which a client counts the characters of a line. */
export type PositionEncoding = 'utf-16' | 'utf-8';

/**
 * Converts between offsets into one text (UTF-16 code units) and positions as the client counts them.
 * Positions outside the text, or inside a character, are moved to the nearest one before.
 */
export class Positions {
	/** Where the last conversion ended: what follows on the same line is counted from there. */
	private counted = { line: -1, offset: 0, bytes: 0 };

	/** @param text needed for UTF-8 only; without it every character counts as one byte. */
	constructor(
		private readonly encoding: PositionEncoding,
		private readonly lines: LineIndex,
		private readonly text = '',
	) {}

	static of(encoding: PositionEncoding, text: string): Positions {
		return new Positions(encoding, LineIndex.of(text), text);
	}

	position(offset: number): Position {
		const { line, character } = this.lines.positionAt(offset);
		if (this.encoding === 'utf-16' || this.text === '') return { line, character };
		return { line, character: this.bytesBefore(line, this.lines.startOf(line) + character) };
	}

	range({ start, end }: Range): ProtocolRange {
		return { start: this.position(start), end: this.position(end) };
	}

	offset({ line, character }: Position): number {
		if (this.encoding === 'utf-16' || this.text === '') return this.lines.offsetAt({ line, character });
		if (line < 0) return 0;
		return offsetInLine(this.text, this.lines.startOf(line), this.lines.startOf(line + 1), character);
	}

	offsets(range: ProtocolRange): Range {
		const start = this.offset(range.start);
		return { start, end: Math.max(start, this.offset(range.end)) };
	}

	private bytesBefore(line: number, offset: number): number {
		let { counted } = this;
		if (counted.line !== line || counted.offset > offset) {
			counted = { line, offset: this.lines.startOf(line), bytes: 0 };
		}
		let { offset: at, bytes } = counted;
		while (at < offset) {
			const units = unitsAt(this.text, at);
			if (at + units > offset) break;
			bytes += bytesAt(this.text, at);
			at += units;
		}
		this.counted = { line, offset: at, bytes };
		return bytes;
	}
}

/** Offset of the character that begins `bytes` UTF-8 bytes into a line; at most the end of the line's words. */
export function offsetInLine(text: string, start: number, end: number, bytes: number): number {
	let at = start;
	for (let left = bytes; at < end && left > 0; ) {
		const code = text.charCodeAt(at);
		if (code === 10 || code === 13) break;
		left -= bytesAt(text, at);
		if (left < 0) break;
		at += unitsAt(text, at);
	}
	return at;
}

/** UTF-8 bytes of the character at an offset; a lone surrogate is sent as U+FFFD, three bytes. */
function bytesAt(text: string, offset: number): number {
	const code = text.charCodeAt(offset);
	if (code < 0x80) return 1;
	if (code < 0x800) return 2;
	return unitsAt(text, offset) === 2 ? 4 : 3;
}

function unitsAt(text: string, offset: number): 1 | 2 {
	const code = text.charCodeAt(offset);
	if (code < 0xd800 || code > 0xdbff) return 1;
	const next = text.charCodeAt(offset + 1);
	return next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
}
