/**
 * FNV-1a over UTF-16 code units with two different offset bases, as 16 hex digits.
 * For fingerprints and cache keys only: not collision-resistant against an attacker, and nothing relies on that
 * (waivers come from the person's own workspace). Source: draft-eastlake-fnv.
 */
export function fingerprintOf(...parts: readonly string[]): string {
	let a = 0x811c9dc5;
	let b = 0xc59d1c81;
	for (const part of parts) {
		for (let i = 0; i < part.length; i++) {
			const code = part.charCodeAt(i);
			a = Math.imul(a ^ code, 0x01000193);
			b = Math.imul(b ^ (code + 0x9e37), 0x01000193);
		}
		a = Math.imul(a ^ 0x1f, 0x01000193);
		b = Math.imul(b ^ 0x2f, 0x01000193);
	}
	return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
}
