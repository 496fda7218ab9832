/**
 * An IP literal in canonical form, or `null` when the text is none. IPv4 in every form `inet_aton` takes (decimal,
 * octal, hexadecimal, one to four parts), IPv6 compressed as RFC 5952, IPv4-mapped IPv6 as the IPv4 address.
 */
export function canonicalIp(text: string): string | null {
	if (text.length > 64) return null;
	if (text.includes(':')) return canonicalIpv6(text);
	return canonicalIpv4(text);
}

function canonicalIpv4(text: string): string | null {
	const parts = text.split('.');
	if (parts.length > 4) return null;
	const numbers: number[] = [];
	for (const part of parts) {
		if (!/^(?:0x[0-9a-f]{1,8}|\d{1,11})$/i.test(part)) return null;
		const octal = /^0[0-7]+$/.test(part);
		numbers.push(octal ? Number.parseInt(part, 8) : Number(part));
	}
	// A lone number is an address only in a host's place; short ones are counts, not addresses.
	if (parts.length === 1 && (numbers[0] ?? 0) < 0x0100_0000) return null;
	const last = numbers.pop() ?? 0;
	if (last >= 256 ** (4 - numbers.length) || numbers.some(number => number > 255)) return null;
	let value = last;
	for (const [index, number] of numbers.entries()) value += number * 256 ** (3 - index);
	return dotted(value);
}

function dotted(value: number): string {
	return [24, 16, 8, 0].map(shift => Math.floor(value / 2 ** shift) % 256).join('.');
}

function canonicalIpv6(text: string): string | null {
	const address = text.replace(/%.*$/, '');
	const groups = ipv6Groups(address);
	if (groups === null) return null;
	const [a, b, c, d, e, f, g = 0, h = 0] = groups;
	if (a === 0 && b === 0 && c === 0 && d === 0 && e === 0 && f === 0xffff) return dotted(g * 65536 + h);
	return compressed(groups);
}

function ipv6Groups(text: string): number[] | null {
	const halves = text.split('::');
	if (halves.length > 2) return null;
	const read = halves.map(half => groupsOf(half));
	const [head, tail] = read;
	if (head === null || head === undefined || tail === null) return null;
	if (tail === undefined) return head.length === 8 ? head : null;
	const missing = 8 - head.length - tail.length;
	return missing < 1 ? null : [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function groupsOf(text: string): number[] | null {
	if (text === '') return [];
	const groups: number[] = [];
	const words = text.split(':');
	for (const [index, word] of words.entries()) {
		if (index === words.length - 1 && word.includes('.')) {
			const ipv4 = /^\d+\.\d+\.\d+\.\d+$/.test(word) ? canonicalIpv4(word) : null;
			if (ipv4 === null) return null;
			const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
			groups.push(a * 256 + b, c * 256 + d);
		} else if (/^[0-9a-f]{1,4}$/i.test(word)) groups.push(Number.parseInt(word, 16));
		else return null;
	}
	return groups;
}

/** RFC 5952: lower case, no leading zeros, the first longest run of zero groups as `::`. */
function compressed(groups: readonly number[]): string {
	let best = { start: -1, length: 1 };
	for (let start = 0; start < groups.length; start++) {
		let length = 0;
		while (groups[start + length] === 0) length++;
		if (length > best.length) best = { start, length };
	}
	const hex = groups.map(group => group.toString(16));
	if (best.start < 0) return hex.join(':');
	return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`;
}
