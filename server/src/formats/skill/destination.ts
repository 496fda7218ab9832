/** A link's destination as a browser would get it: without angle brackets, backslash escapes and entities. */
export function destinationOf(source: string): string {
	const inner = source.startsWith('<') && source.endsWith('>') ? source.slice(1, -1) : source;
	return decodeEntities(inner.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
}

/** A link label as CommonMark compares them: case folded, white space collapsed. */
export function labelOf(source: string): string {
	return source.trim().replace(/\s+/g, ' ').toLowerCase();
}

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	colon: ':',
	sol: '/',
	period: '.',
	commat: '@',
	num: '#',
	quest: '?',
	equals: '=',
	lpar: '(',
	rpar: ')',
	percnt: '%',
	lowbar: '_',
	Tab: '\t',
	NewLine: '\n',
};

/** Numeric character references and the named ones that can stand in for a URL's characters. */
export function decodeEntities(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(
		/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,10}));/g,
		(whole, decimal, hex, name) => {
			if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
			const code = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
			return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
		},
	);
}
