/**
 * Decompression of small payloads found inside scripts (RFC 1950, 1951, 1952), bounded by the caller. Written out
 * because the engine may use no platform zlib and no asynchronous stream.
 */

/** Base values and extra bits of length codes 257–285 and distance codes 0–29 (RFC 1951, 3.2.5). */
const LENGTHS = tableOfRanges(29, 3, 4);
const DISTANCES = tableOfRanges(30, 1, 2);
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MAX_CODE_BITS = 15;

/** Both tables of the RFC: from the third group of `group` codes on, each group has one more extra bit. */
function tableOfRanges(codes: number, first: number, group: number): { base: number[]; extra: number[] } {
	const base: number[] = [];
	const extra: number[] = [];
	let next = first;
	for (let code = 0; code < codes; code++) {
		const bits = Math.max(0, Math.floor(code / group) - 1);
		base.push(next);
		extra.push(bits);
		next += 2 ** bits;
	}
	// The longest match has a code of its own instead of the last value of the code before it.
	if (group === 4) {
		base[28] = 258;
		extra[28] = 0;
	}
	return { base, extra };
}

/** A canonical Huffman code: how many codes there are of each length, and their symbols in code order. */
interface HuffmanCode {
	readonly counts: Uint16Array;
	readonly symbols: Uint16Array;
}

function huffmanCode(lengths: readonly number[]): HuffmanCode {
	const counts = new Uint16Array(MAX_CODE_BITS + 1);
	for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
	counts[0] = 0;
	const offsets = new Uint16Array(MAX_CODE_BITS + 2);
	for (let bits = 1; bits <= MAX_CODE_BITS; bits++) offsets[bits + 1] = offsets[bits]! + counts[bits]!;
	const symbols = new Uint16Array(lengths.length);
	for (const [symbol, length] of lengths.entries()) if (length > 0) symbols[offsets[length]!++] = symbol;
	return { counts, symbols };
}

const FIXED_LITERALS = huffmanCode(
	Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
);
const FIXED_DISTANCES = huffmanCode(new Array<number>(30).fill(5));

/** Thrown and caught inside this file only: the data is damaged or ends early. */
class Damaged extends Error {}

class Inflater {
	readonly #input: Uint8Array;
	readonly #limit: number;
	#at: number;
	#bits = 0;
	#bitCount = 0;
	#output = new Uint8Array(1024);
	#length = 0;

	constructor(input: Uint8Array, start: number, limit: number) {
		this.#input = input;
		this.#at = start;
		this.#limit = limit;
	}

	/** The data up to the end, the limit or the first damage. */
	run(): { readonly bytes: Uint8Array; readonly complete: boolean } {
		let complete = false;
		try {
			while (!complete && this.#length < this.#limit) complete = this.#block();
		} catch (error) {
			if (!(error instanceof Damaged)) throw error;
		}
		return { bytes: this.#output.subarray(0, Math.min(this.#length, this.#limit)), complete };
	}

	/** One block; whether it was the last. */
	#block(): boolean {
		const last = this.#take(1) === 1;
		const type = this.#take(2);
		if (type === 0) this.#stored();
		else if (type === 1) this.#compressed(FIXED_LITERALS, FIXED_DISTANCES);
		else if (type === 2) {
			const { literals, distances } = this.#dynamicCodes();
			this.#compressed(literals, distances);
		} else throw new Damaged();
		return last;
	}

	#stored(): void {
		this.#bits = 0;
		this.#bitCount = 0;
		const length = this.#byte() | (this.#byte() << 8);
		this.#at += 2;
		for (let index = 0; index < length && this.#length < this.#limit; index++) this.#put(this.#byte());
	}

	#dynamicCodes(): { literals: HuffmanCode; distances: HuffmanCode } {
		const literalCount = this.#take(5) + 257;
		const distanceCount = this.#take(5) + 1;
		const codeCount = this.#take(4) + 4;
		const codeLengths = new Array<number>(19).fill(0);
		for (let index = 0; index < codeCount; index++) codeLengths[CODE_LENGTH_ORDER[index]!] = this.#take(3);
		const code = huffmanCode(codeLengths);
		const lengths: number[] = [];
		while (lengths.length < literalCount + distanceCount) {
			const symbol = this.#symbol(code);
			if (symbol < 16) lengths.push(symbol);
			else {
				if (symbol === 16 && lengths.length === 0) throw new Damaged();
				const value = symbol === 16 ? lengths.at(-1)! : 0;
				const repeat =
					symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
				for (let index = 0; index < repeat; index++) lengths.push(value);
			}
		}
		return {
			literals: huffmanCode(lengths.slice(0, literalCount)),
			distances: huffmanCode(lengths.slice(literalCount, literalCount + distanceCount)),
		};
	}

	#compressed(literals: HuffmanCode, distances: HuffmanCode): void {
		while (this.#length < this.#limit) {
			const symbol = this.#symbol(literals);
			if (symbol === 256) return;
			if (symbol < 256) {
				this.#put(symbol);
				continue;
			}
			const length = this.#ranged(LENGTHS, symbol - 257);
			const distance = this.#ranged(DISTANCES, this.#symbol(distances));
			if (distance > this.#length) throw new Damaged();
			for (let index = 0; index < length; index++) this.#put(this.#output[this.#length - distance]!);
		}
	}

	#ranged(
		table: { readonly base: readonly number[]; readonly extra: readonly number[] },
		code: number,
	): number {
		const base = table.base[code];
		if (base === undefined) throw new Damaged();
		return base + this.#take(table.extra[code]!);
	}

	/** The next symbol: codes are read bit by bit, compared with the first code of each length. */
	#symbol({ counts, symbols }: HuffmanCode): number {
		let code = 0;
		let first = 0;
		let index = 0;
		for (let length = 1; length <= MAX_CODE_BITS; length++) {
			code |= this.#take(1);
			const count = counts[length]!;
			if (code - count < first) return symbols[index + code - first] ?? damaged();
			index += count;
			first = (first + count) << 1;
			code <<= 1;
		}
		throw new Damaged();
	}

	#take(count: number): number {
		while (this.#bitCount < count) {
			this.#bits |= this.#byte() << this.#bitCount;
			this.#bitCount += 8;
		}
		const value = this.#bits & (2 ** count - 1);
		this.#bits >>>= count;
		this.#bitCount -= count;
		return value;
	}

	#byte(): number {
		const byte = this.#input[this.#at++];
		if (byte === undefined) throw new Damaged();
		return byte;
	}

	#put(byte: number): void {
		if (this.#length === this.#output.length) {
			const larger = new Uint8Array(this.#output.length * 2);
			larger.set(this.#output);
			this.#output = larger;
		}
		this.#output[this.#length++] = byte;
	}
}

function damaged(): never {
	throw new Damaged();
}

export type Compression = 'gzip' | 'zlib' | 'deflate';

/** Which compression the first bytes announce, those we cannot undo included; `null`: none. */
export function compressionOf(bytes: Uint8Array): 'gzip' | 'zlib' | 'bzip2' | 'xz' | 'zstd' | null {
	const [a = 0, b = 0, c = 0, d = 0] = bytes;
	if (a === 0x1f && b === 0x8b) return 'gzip';
	if (a === 0x78 && (a * 256 + b) % 31 === 0) return 'zlib';
	if (a === 0x42 && b === 0x5a && c === 0x68) return 'bzip2';
	if (a === 0xfd && b === 0x37 && c === 0x7a && d === 0x58) return 'xz';
	if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
	return null;
}

/**
 * The decompressed bytes, at most `limit` of them; `null` when nothing could be read. Damaged or longer data gives
 * what came before: a payload that a lenient tool would run must not hide behind a wrong checksum.
 */
export function inflate(bytes: Uint8Array, compression: Compression, limit: number): Uint8Array | null {
	const start = compression === 'gzip' ? gzipHeaderLength(bytes) : compression === 'zlib' ? 2 : 0;
	if (start === null) return null;
	const result = new Inflater(bytes, start, limit).run();
	return result.bytes.length === 0 && !result.complete ? null : result.bytes;
}

function gzipHeaderLength(bytes: Uint8Array): number | null {
	if (compressionOf(bytes) !== 'gzip' || bytes.length < 18) return null;
	const flags = bytes[3]!;
	let at = 10;
	if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
	for (const flag of [8, 16]) {
		if ((flags & flag) === 0) continue;
		const end = bytes.indexOf(0, at);
		if (end < 0) return null;
		at = end + 1;
	}
	return (flags & 2) === 0 ? at : at + 2;
}
