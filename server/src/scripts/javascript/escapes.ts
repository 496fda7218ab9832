/** Literals and comments, in which escapes are no part of a name; or a name with escapes. */
const ESCAPED_NAME =
	/"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`(?:[^`\\]|\\.)*`?|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|[\w$]*\\u(?:[0-9a-f]{4}|\{[0-9a-f]{1,6}\})(?:[\w$]|\\u(?:[0-9a-f]{4}|\{[0-9a-f]{1,6}\}))*/gis;

/**
 * The text with names written in Unicode escapes (ECMA-262, 12.7) spelt out, and spaces after them, so that every
 * other character stays where it is. The grammar does not know such names.
 */
export function withPlainNames(text: string): string {
	if (!text.includes('\\u')) return text;
	return text.replace(ESCAPED_NAME, found => {
		if (!/^[\w$\\]/.test(found)) return found;
		const name = found.replace(
			/\\u(?:([0-9a-f]{4})|\{([0-9a-f]{1,6})\})/gi,
			(whole, short?: string, braced?: string) => {
				const code = Number.parseInt(short ?? braced ?? '', 16);
				const character = code <= 0xffff ? String.fromCharCode(code) : '';
				return /[\w$]/.test(character) ? character : whole;
			},
		);
		return name.padEnd(found.length);
	});
}
