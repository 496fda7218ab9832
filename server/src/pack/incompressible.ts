/** Shorter content is simply tried. */
const LEAST = 4096;
/**
 * How much more often than by chance two bytes of the content are equal. At 1.1 a Huffman code saves less than one
 * byte in a hundred.
 */
const EVEN = 1.1;

/**
 * Whether the bytes are spread so evenly (pictures, archives, ciphertext) that deflating them is wasted time.
 * Products and sums only, whose results IEEE 754 fixes: the answer must be the same on every machine.
 */
export function looksIncompressible(bytes: Uint8Array): boolean {
	const { length } = bytes;
	if (length === 0) return true;
	if (length < LEAST) return false;
	const counts = new Uint32Array(256);
	for (let i = 0; i < length; i++) counts[bytes[i] as number]!++;
	let equalPairs = 0;
	for (const count of counts) equalPairs += count * (count - 1);
	return equalPairs * 256 < length * (length - 1) * EVEN;
}
