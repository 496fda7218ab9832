import type { FoundHidden } from './model';

/** Blank lines that push what follows out of every window. */
const BLANK_LINES = 60;
/** Columns of white space within a line that push what follows out of every window. */
const BLANK_COLUMNS = 160;
const TAB_COLUMNS = 4;
/** A run this long cannot lie between two samples. */
const SAMPLE = 32;

const BLANK = /[\s\u2800\u115F\u3164]/;

/** White space so long that a reader does not come to what follows it. Looks at every 32nd character only. */
export function* findBlankRuns(text: string): Generator<FoundHidden> {
	let at = SAMPLE - 1;
	while (at < text.length) {
		if (!isBlank(text, at)) {
			at += SAMPLE;
			continue;
		}
		let start = at;
		while (start > 0 && isBlank(text, start - 1)) start--;
		let end = at + 1;
		while (end < text.length && isBlank(text, end)) end++;
		const found = judge(text, start, end);
		if (found) yield found;
		at = end + SAMPLE;
	}
}

function isBlank(text: string, offset: number): boolean {
	const code = text.charCodeAt(offset);
	return code === 32 || (code >= 9 && code <= 13) || (code > 127 && BLANK.test(text.charAt(offset)));
}

function judge(text: string, start: number, end: number): FoundHidden | undefined {
	if (end - start < 40 || end === text.length) return undefined;
	let lines = 0;
	let columns = 0;
	let lastLine = start;
	for (let i = start; i < end; i++) {
		const code = text.charCodeAt(i);
		if (code === 10) {
			lines++;
			columns = 0;
			lastLine = i + 1;
		} else if (code === 9) columns += TAB_COLUMNS;
		else columns++;
	}
	if (lines > BLANK_LINES) return found('blank-lines', start, end, text);
	if (columns < BLANK_COLUMNS || isTablePadding(text, lastLine, end)) return undefined;
	return found('blank-lines', lastLine, end, text);
}

/** Cells of tables and boxes are padded to the widest of their column. */
function isTablePadding(text: string, start: number, end: number): boolean {
	if (!/[|│┃║+*]/.test(text.charAt(end))) return false;
	const before = text.slice(Math.max(0, start - 400), start);
	return /[|│┃║+*]/.test(before.slice(before.lastIndexOf('\n') + 1)) || start === 0;
}

function found(technique: 'blank-lines', start: number, end: number, text: string): FoundHidden {
	const following = text.slice(end, end + 400);
	const newline = following.indexOf('\n');
	const decoded = (newline < 0 ? following : following.slice(0, newline)).trim();
	return { fact: { technique, decoded, count: end - start }, range: { start, end } };
}
