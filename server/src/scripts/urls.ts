import type { Range } from '../base/range';
import { canonicalIp } from './ip';

/** What a URL says, as far as it is literal. */
export interface ParsedUrl {
	/** As written, trailing punctuation dropped, defanging undone. */
	readonly url: string;
	/** Lower case, without `:`. */
	readonly scheme: string;
	/**
	 * Lower case; IP addresses in their canonical form (`0x7f.1` is `127.0.0.1`), IPv6 without brackets. `null` when
	 * it is a placeholder (`<host>`, `{host}`) or unknown (`*`); `*.example.com` when only the front is unknown.
	 */
	readonly host: string | null;
	/** As written or the scheme's own; `null` when neither is known. */
	readonly port: number | null;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
	http: 80,
	https: 443,
	ws: 80,
	wss: 443,
	ftp: 21,
	ftps: 990,
	sftp: 22,
	ssh: 22,
	git: 9418,
	telnet: 23,
	smtp: 25,
	smtps: 465,
	ldap: 389,
	ldaps: 636,
	gopher: 70,
	dict: 2628,
};

/** Longest text that is read as one URL. */
const MAX_URL = 8192;

const URL_SHAPE = /^([a-z][a-z0-9+.-]{0,31}):\/\/([^/?#\\\s]*)/i;

/**
 * Reads a URL with a scheme and `//`. Handles user information, IPv6, unusual forms of IPv4, placeholders, and
 * defanged spellings (`hxxp://evil[.]example`). `null` when the text is no such URL.
 */
export function parseUrl(text: string): ParsedUrl | null {
	if (text.length > MAX_URL) text = text.slice(0, MAX_URL);
	const url = refanged(text.trim()).replace(/[.,;:!?'"`)\]}>]+$/, trailing => closingKept(text, trailing));
	const shape = URL_SHAPE.exec(url);
	if (shape === null) return null;
	const scheme = shape[1]!.toLowerCase();
	const authority = shape[2]!;
	const { host, port } = splitAuthority(authority);
	return { url, scheme, host: canonicalHost(host), port: port ?? DEFAULT_PORTS[scheme] ?? null };
}

/** Of trailing punctuation, the brackets that close what the text itself opened. */
function closingKept(text: string, trailing: string): string {
	let kept = '';
	for (const character of trailing) {
		const open = { ')': '(', ']': '[', '}': '{', '>': '<' }[character];
		if (open === undefined || !text.includes(open)) break;
		kept += character;
	}
	return kept;
}

/** Undoes the usual ways of writing a URL so that it is not followed: `hxxps`, `[.]`, `(.)`, `[:]//`. */
function refanged(text: string): string {
	if (!/^(?:h..ps?|f.p)\[?:/i.test(text) && !/[[({](?:\.|dot)[\])}]/i.test(text)) return text;
	return text
		.replace(/^hxxp/i, 'http')
		.replace(/^fxp/i, 'ftp')
		.replace(/\[:\]\/\/|\[:\/\/\]/, '://')
		.replace(/\[(?:\.|dot)\]|\((?:\.|dot)\)|\{(?:\.|dot)\}/gi, '.');
}

function splitAuthority(authority: string): { host: string; port: number | null } {
	const at = authority.lastIndexOf('@');
	const rest = authority.slice(at + 1);
	const shape = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?/.exec(rest);
	const port = shape?.[2] === undefined ? null : Number(shape[2]);
	return { host: shape?.[1] ?? rest, port: port !== null && port <= 65535 ? port : null };
}

/**
 * A host as written, in the form in which hosts are compared; `null` for placeholders and what cannot be a host.
 * See `ParsedUrl.host`.
 */
export function canonicalHost(text: string): string | null {
	let host = text.trim();
	if (host.startsWith('[') && host.endsWith(']')) host = host.slice(1, -1);
	if (host.includes('%')) host = percentDecoded(host);
	if (/[^\x21-\x7e]/.test(host)) host = host.normalize('NFKC').replace(/[\u3002\uff0e\uff61]/g, '.');
	host = host.toLowerCase().replace(/\.$/, '');
	if (host === '' || host.length > 253 || /[<>{}$()"'`\s|\\,;]/.test(host)) return null;
	const ip = canonicalIp(host);
	if (ip !== null) return ip;
	if (host.includes(':')) return null;
	if (host.includes('*')) {
		const known = /^[^.]*\*[^.]*(?:\.[^.]*\*[^.]*)*((?:\.[^.*]+){2,})$/.exec(host)?.[1];
		return known === undefined ? null : `*${known}`;
	}
	return host;
}

function percentDecoded(text: string): string {
	return text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
}

const URL_IN_TEXT =
	/\b(?:h(?:tt|xx)ps?|wss?|s?ftps?|ssh|git|telnet|gopher|ldaps?|smtps?|file)(?::|\[:\])\/\/[^\s"'`\\^|]{1,2048}/gi;

/** Every URL in the text with its place, in order. Angle brackets around a URL end it, those inside stay. */
export function urlsIn(text: string): readonly (ParsedUrl & { readonly range: Range })[] {
	const found: (ParsedUrl & { range: Range })[] = [];
	for (const match of text.matchAll(URL_IN_TEXT)) {
		const written = match[0].replace(/^([^<]*)>.*$/s, '$1');
		const parsed = parseUrl(written);
		if (parsed !== null)
			found.push({ ...parsed, range: { start: match.index, end: match.index + written.length } });
	}
	return found;
}

/** The known hosts of all URLs in the text, each once, in order of appearance. */
export function hostsIn(text: string): readonly string[] {
	const hosts = new Set<string>();
	for (const { host } of urlsIn(text)) if (host !== null) hosts.add(host);
	return [...hosts];
}
