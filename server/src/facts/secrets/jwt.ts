import { type FoundSecret, redact } from './model';

const JWT = /(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,8000}\.[\w-]{20,2000}/g;

/** What the tokens in documentation say about themselves. */
const DOCUMENTATION = /John Doe|Jane Doe|1234567890|example|test|"anon"|your[-_ ]/i;

/**
 * Signed JSON Web Tokens whose header and claims can be read (RFC 7519). Anonymous keys, which are made to be
 * published, and the well-known samples count as placeholders.
 */
export function* findJsonWebTokens(text: string): Generator<FoundSecret> {
	if (!text.includes('eyJ')) return;
	for (const match of text.matchAll(JWT)) {
		const [header = '', claims = ''] = match[0].split('.').map(decodeSegment);
		if (!/"alg"\s*:/.test(header) || !claims.startsWith('{')) continue;
		yield {
			fact: {
				type: 'token',
				name: 'JSON Web Token',
				redacted: redact(match[0], 3),
				placeholder: DOCUMENTATION.test(claims) || /"alg"\s*:\s*"none"/i.test(header),
			},
			range: { start: match.index, end: match.index + match[0].length },
		};
	}
}

/** The segment's bytes as Latin-1 text: enough to read JSON keys; empty when it is no base64. */
function decodeSegment(segment: string): string {
	try {
		return atob(segment.replace(/-/g, '+').replace(/_/g, '/'));
	} catch {
		// Three words with dots that are no token: the caller sees that it has no header.
		return '';
	}
}
