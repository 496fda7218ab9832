/** The value of a quoted JavaScript string literal. */
export function stringValue(source: string): string {
	const quote = source[0] ?? '';
	const end = source.length > 1 && source.endsWith(quote) ? source.length - 1 : source.length;
	return unescaped(source.slice(1, end));
}

const SINGLE: Readonly<Record<string, string>> = {
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
	'\n': '',
	'\r\n': '',
	'\u2028': '',
	'\u2029': '',
};

/** Text with JavaScript's escape sequences resolved (ECMA-262, 12.9.4 and B.1.2). */
export function unescaped(body: string): string {
	if (!body.includes('\\')) return body;
	return body.replace(
		/\\(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|([0-7]{1,3})|(\r\n|.))/gs,
		(whole, hex?: string, braced?: string, short?: string, octal?: string, single?: string) => {
			const code = hex ?? braced ?? short;
			if (code !== undefined) return codePoint(Number.parseInt(code, 16));
			if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
			return SINGLE[single ?? ''] ?? single ?? whole;
		},
	);
}

function codePoint(value: number): string {
	return value <= 0x10ffff ? String.fromCodePoint(value) : '\ufffd';
}

/** The value of a numeric literal; that of a BigInt as far as a number holds it. */
export function numberValue(source: string): number {
	const text = source.replaceAll('_', '').replace(/n$/, '');
	return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
}
