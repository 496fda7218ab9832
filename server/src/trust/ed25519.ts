import nacl from 'tweetnacl';

/** The order of the base point, 2^252 + 27742317777372353535851937790883648493, little-endian. */
const ORDER = bytesOf('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
/** The field prime 2^255 − 19, little-endian. */
const PRIME = bytesOf('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f');
/** y-coordinates of the eight points of small order, canonical, little-endian. */
const SMALL_ORDER: readonly Uint8Array[] = [
	bytesOf('0000000000000000000000000000000000000000000000000000000000000000'),
	bytesOf('0100000000000000000000000000000000000000000000000000000000000000'),
	bytesOf('ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'),
	bytesOf('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
	bytesOf('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
];

/**
 * Verifies an Ed25519 signature strictly: besides the equation of RFC 8032, 5.1.7, without cofactor, it asks for
 * S below the group order, canonical encodings of R and of the key, and neither of small order. So exactly one
 * signature stands for a message and key, and no key verifies what nobody signed. False for wrong lengths.
 * Source: "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko, 2020).
 */
export function verifyStrictly(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
	if (signature.length !== 64 || publicKey.length !== 32) return false;
	const point = signature.subarray(0, 32);
	return (
		isLess(signature.subarray(32), ORDER) &&
		isSoundPoint(point) &&
		isSoundPoint(publicKey) &&
		nacl.sign.detached.verify(message, signature, publicKey)
	);
}

/** Whether the encoding of a point is canonical and the point not of small order. */
export function isSoundPoint(encoded: Uint8Array): boolean {
	const y = encoded.slice();
	y[31] = (y[31] as number) & 0x7f;
	return isLess(y, PRIME) && !SMALL_ORDER.some(small => small.every((byte, index) => byte === y[index]));
}

/** Compares little-endian numbers of 32 bytes. All of it is public. */
function isLess(number: Uint8Array, bound: Uint8Array): boolean {
	for (let i = 31; i >= 0; i--) {
		const difference = (number[i] as number) - (bound[i] as number);
		if (difference !== 0) return difference < 0;
	}
	return false;
}

function bytesOf(hex: string): Uint8Array {
	return Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16));
}
