import { type FoundSecret, redact } from './model';
import { looksLikePlaceholder } from './placeholder';
import { TOKEN_SHAPES } from './token-shapes';

interface Candidate {
	readonly name: string;
	readonly start: string;
	readonly rest: RegExp;
	readonly back?: RegExp;
}

const byStart = new Map<string, Candidate[]>();
for (const { name, start, rest, back } of TOKEN_SHAPES) {
	for (const literal of start) {
		const candidates = byStart.get(literal) ?? [];
		candidates.push({ name, start: literal, rest: new RegExp(rest.source, 'y'), ...(back && { back }) });
		byStart.set(literal, candidates);
	}
}

/** Longer beginnings first, so that `sk-ant-…` is not tried as `sk-` only. */
const STARTS = new RegExp(
	[...byStart.keys()]
		.sort((a, b) => b.length - a.length)
		.map(literal => literal.replace(/[$.*+?^()[\]{}|\\/]/g, '\\$&'))
		.join('|'),
	'g',
);

/** Letters, digits and underscores on either side make a longer word of it: not a token. */
const WORD = /[A-Za-z0-9_]/;
const BACK_LIMIT = 40;

/** Tokens by their issuers' shapes. Linear: one pass over the text, bounded work at each place it stops. */
export function* findTokens(text: string): Generator<FoundSecret> {
	const starts = new RegExp(STARTS);
	for (let match = starts.exec(text); match; match = starts.exec(text)) {
		const found = tokenAt(text, match.index, match[0]);
		if (found) {
			yield found;
			starts.lastIndex = Math.max(found.range.end, match.index + 1);
		} else starts.lastIndex = match.index + 1;
	}
}

function tokenAt(text: string, at: number, start: string): FoundSecret | undefined {
	for (const { name, rest, back } of byStart.get(start) ?? []) {
		let from = at;
		if (back) {
			const before = back.exec(text.slice(Math.max(0, at - BACK_LIMIT), at));
			if (!before) continue;
			from = at - before[0].length;
		}
		if (WORD.test(text.charAt(from - 1)) && WORD.test(text.charAt(from))) continue;
		rest.lastIndex = at + start.length;
		const value = rest.exec(text)?.[0];
		if (value === undefined) continue;
		const end = at + start.length + value.length;
		if (WORD.test(text.charAt(end)) && WORD.test(text.charAt(end - 1))) continue;
		const secret = text.slice(from, end);
		return {
			fact: {
				type: 'token',
				name,
				redacted: redact(secret, back ? 4 : Math.min(start.length, 12)),
				placeholder: looksLikePlaceholder(value) || (back !== undefined && looksLikePlaceholder(secret)),
			},
			range: { start: from, end },
		};
	}
	return undefined;
}
