/** The line of dashes under a table's head, without white space around it. Source: GitHub Flavored Markdown 4.10. */
const DELIMITER_ROW = /^\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?$/;
/** Longest line that is looked at for dashes. */
const LONGEST_DELIMITER_ROW = 4096;

/** Whether the two lines, trimmed, begin a table: a head and as many dashes. */
export function beginsTable(head: string, dashes: string): boolean {
	return (
		head.includes('|') &&
		dashes.length <= LONGEST_DELIMITER_ROW &&
		DELIMITER_ROW.test(dashes) &&
		cellsIn(head) === cellsIn(dashes)
	);
}

/** Cells of a row as the grammar counts them: a bar at either end separates nothing, an escaped one nowhere. */
function cellsIn(row: string): number {
	let cells = 0;
	let first = true;
	let inCell = false;
	let escaped = false;
	for (let at = 0; at < row.length; at++) {
		const code = row.charCodeAt(at);
		if (code === 124 && !escaped) {
			if (!first || inCell) cells++;
			first = false;
			inCell = false;
		} else if (escaped || (code !== 32 && code !== 9)) {
			inCell = true;
		}
		escaped = !escaped && code === 92;
	}
	return inCell ? cells + 1 : cells;
}
