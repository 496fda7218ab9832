import { DECODED_LIMIT, isReadable, languageScore, utf8OrNull } from './readable';

/** Enough for a long paragraph; more is not decoded, only counted. */
const SYMBOL_LIMIT = DECODED_LIMIT * 8;
const TRIAL_SYMBOLS = 256;

/**
 * Text written with two to four different invisible characters as digits, as steganography tools do: bits of 7, 8
 * or 16 a character; a third character as separator; four characters as base-4 digits. Returns `null` when no
 * reading gives written language.
 */
export function decodeSymbols(codePoints: readonly number[]): string | null {
	const symbols = codePoints.length > SYMBOL_LIMIT ? codePoints.slice(0, SYMBOL_LIMIT) : codePoints;
	const alphabet = [...new Set(symbols)].sort((a, b) => a - b);
	if (symbols.length < 16) return null;
	switch (alphabet.length) {
		case 2:
			return mostReadable(symbols, decodersOfTwo(alphabet));
		case 3:
			return mostReadable(symbols, decodersOfThree(alphabet));
		case 4:
			return mostReadable(symbols, decodersOfFour(alphabet));
		default:
			return null;
	}
}

type Decoder = (symbols: readonly number[]) => string | null;

/** Tries each decoder on the beginning, then decodes everything with the one that gives the best language. */
function mostReadable(symbols: readonly number[], decoders: readonly Decoder[]): string | null {
	const trial = symbols.slice(0, TRIAL_SYMBOLS);
	let best: { readonly score: number; readonly decode: Decoder } | undefined;
	for (const decode of decoders) {
		const start = decode(trial);
		if (start === null || !isReadable(start)) continue;
		const score = languageScore(start);
		if (score > (best?.score ?? 0)) best = { score, decode };
	}
	const whole = best?.decode(symbols) ?? null;
	return whole !== null && isReadable(whole) ? whole.slice(0, DECODED_LIMIT) : null;
}

function decodersOfTwo(alphabet: readonly number[]): Decoder[] {
	return [8, 7, 16].flatMap(width =>
		[0, 1].map(zero => (symbols: readonly number[]) => {
			const bits = symbols.map(symbol => (symbol === alphabet[zero] ? 0 : 1));
			return textOfDigits(bits, 2, width);
		}),
	);
}

function decodersOfThree(alphabet: readonly number[]): Decoder[] {
	return alphabet.flatMap(separator => {
		const digits = alphabet.filter(symbol => symbol !== separator);
		return [0, 1].map(zero => (symbols: readonly number[]) => {
			const groups = splitAt(symbols, separator).map(group =>
				group.map(symbol => (symbol === digits[zero] ? 0 : 1)),
			);
			if (groups.every(group => group.length <= 21)) {
				return textOfCodes(groups.map(group => group.reduce<number>((value, bit) => value * 2 + bit, 0)));
			}
			return textOfDigits(groups.flat(), 2, 8);
		});
	});
}

function decodersOfFour(alphabet: readonly number[]): Decoder[] {
	const orders = permutations(alphabet);
	return [4, 8].flatMap(width =>
		orders.map(order => (symbols: readonly number[]) => {
			const digits = symbols.map(symbol => order.indexOf(symbol));
			return textOfDigits(digits, 4, width);
		}),
	);
}

/** Reads `width` digits at a time, most significant first, as bytes of UTF-8 or (over a byte) UTF-16 units. */
function textOfDigits(digits: readonly number[], base: number, width: number): string | null {
	const codes: number[] = [];
	for (let i = 0; i + width <= digits.length; i += width) {
		let code = 0;
		for (let j = 0; j < width; j++) code = code * base + (digits[i + j] ?? 0);
		codes.push(code);
	}
	const bytes = base ** width <= 256;
	return bytes ? utf8OrNull(codes) : textOfCodes(codes);
}

function textOfCodes(codes: readonly number[]): string | null {
	let text = '';
	for (const code of codes) {
		if (code > 0x10ffff) return null;
		text += String.fromCodePoint(code);
	}
	return text;
}

function splitAt(symbols: readonly number[], separator: number): number[][] {
	const groups: number[][] = [];
	let group: number[] = [];
	for (const symbol of symbols) {
		if (symbol !== separator) group.push(symbol);
		else if (group.length > 0) {
			groups.push(group);
			group = [];
		}
	}
	if (group.length > 0) groups.push(group);
	return groups;
}

function permutations(values: readonly number[]): number[][] {
	if (values.length <= 1) return [[...values]];
	return values.flatMap((value, index) =>
		permutations(values.filter((_, other) => other !== index)).map(rest => [value, ...rest]),
	);
}
