/** Whether the character is a space, tab or line end. */
export function isSpace(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code === 32 || code === 9 || code === 10 || code === 13;
}

/** The first offset at or after `from` that is not white space; `to` when there is none. */
export function skipSpace(text: string, from: number, to: number = text.length): number {
	let at = from;
	while (at < to && isSpace(text, at)) at++;
	return at;
}

/** Where the text ends without the white space before `to`; never before `from`. */
export function trimmedEnd(text: string, from = 0, to: number = text.length): number {
	let at = to;
	while (at > from && isSpace(text, at - 1)) at--;
	return at;
}
