/** Orders strings by code point. JavaScript's own order, by code unit, puts U+E000–U+FFFF after U+10000. */
export function compareCodePoints(a: string, b: string): number {
	const shorter = Math.min(a.length, b.length);
	for (let i = 0; i < shorter; i++) {
		const one = a.charCodeAt(i);
		const other = b.charCodeAt(i);
		if (one === other) continue;
		const oneIsHalf = one >= 0xd800 && one <= 0xdfff;
		const otherIsHalf = other >= 0xd800 && other <= 0xdfff;
		return oneIsHalf === otherIsHalf ? one - other : oneIsHalf ? 1 : -1;
	}
	return a.length - b.length;
}
