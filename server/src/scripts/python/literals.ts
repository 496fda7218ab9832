/** The value of a Python string literal, `null` when it has no closing quote to speak of. Prefix letters may stand before it. */
export function stringValue(source: string): { value: string; bytes: boolean } {
	const shape = /^([a-zA-Z]*)("""|'''|"|')/.exec(source);
	if (shape === null) return { value: source, bytes: false };
	const prefix = shape[1]!.toLowerCase();
	const quote = shape[2]!;
	const start = shape[0].length;
	const end =
		source.endsWith(quote) && source.length - quote.length >= start
			? source.length - quote.length
			: source.length;
	const body = source.slice(start, end);
	const bytes = prefix.includes('b');
	return { value: prefix.includes('r') ? body : unescaped(body, bytes), bytes };
}

const SINGLE: Readonly<Record<string, string>> = {
	'\\': '\\',
	"'": "'",
	'"': '"',
	a: '\x07',
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
	'\n': '',
	'\r\n': '',
};

/** Text with Python's escape sequences resolved; an unknown one stays as written, as Python leaves it. */
export function unescaped(body: string, bytes = false): string {
	if (!body.includes('\\')) return body;
	return body.replace(
		/\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{([^}]{1,80})\}|(\r\n|.))/gs,
		(whole, octal?: string, hex?: string, short?: string, long?: string, name?: string, single?: string) => {
			if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
			if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
			if (!bytes && short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
			if (!bytes && long !== undefined) return codePoint(Number.parseInt(long, 16));
			if (name !== undefined) return '\ufffd';
			return SINGLE[single ?? ''] ?? whole;
		},
	);
}

function codePoint(value: number): string {
	return value <= 0x10ffff ? String.fromCodePoint(value) : '\ufffd';
}

/** The value of a numeric literal; `NaN` when it is none. */
export function numberValue(source: string): number {
	const text = source.replaceAll('_', '').toLowerCase();
	if (/^0o[0-7]+$/.test(text)) return Number.parseInt(text.slice(2), 8);
	return /^0\d+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
}
