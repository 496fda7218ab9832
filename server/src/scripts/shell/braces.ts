/** Most words that one brace expansion gives; a larger one is left as it is written. */
const MAX_WORDS = 256;

/**
 * The words of one brace expression (`{a,b}`, `{1..9}`, `{a..e..2}`) as they are written, nested ones unexpanded.
 * `null` when it is none or gives too many.
 */
export function braceWords(text: string): readonly string[] | null {
	const inner = text.slice(1, -1);
	return sequence(inner) ?? list(inner);
}

function sequence(inner: string): string[] | null {
	const shape = /^(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.(-?\d{1,6}))?$/.exec(inner);
	if (shape === null) return null;
	const [, from = '', to = '', stepText] = shape;
	const letters = /[A-Za-z]/.test(from);
	if (letters !== /[A-Za-z]/.test(to)) return null;
	const first = letters ? from.charCodeAt(0) : Number(from);
	const last = letters ? to.charCodeAt(0) : Number(to);
	const step = Math.max(1, Math.abs(Number(stepText ?? 1)));
	if (Math.abs(last - first) / step >= MAX_WORDS) return null;
	const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
	const words: string[] = [];
	const sign = last < first ? -1 : 1;
	for (let value = first; sign * value <= sign * last; value += sign * step) {
		words.push(letters ? String.fromCharCode(value) : String(value).padStart(width, '0'));
	}
	return words;
}

function list(inner: string): string[] | null {
	const words: string[] = [];
	let depth = 0;
	let start = 0;
	let quote = '';
	for (let at = 0; at < inner.length; at++) {
		const character = inner.charAt(at);
		if (character === '\\') at++;
		else if (quote !== '') quote = character === quote ? '' : quote;
		else if (character === '"' || character === "'") quote = character;
		else if (character === '{' || character === '(') depth++;
		else if (character === '}' || character === ')') depth--;
		else if (character === ',' && depth === 0) {
			words.push(inner.slice(start, at));
			if (words.length >= MAX_WORDS) return null;
			start = at + 1;
		}
	}
	if (words.length === 0) return null;
	words.push(inner.slice(start));
	return words;
}
