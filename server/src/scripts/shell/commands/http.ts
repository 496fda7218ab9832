import type { ParsedArguments } from '../argv';
import { partOf } from '../argv';
import type { Argument, Call, Shell, Target } from '../shell';
import { concat, EMPTY, literal, patternOf, UNKNOWN, type Value } from '../value';
import { type CommandModel, input, model } from './model';

const CURL_VALUED = `
	-o, --output, --output-dir, -d, --data, --data-ascii, --data-binary, --data-raw, --data-urlencode, --json, -F, --form, --form-string, -T,
	--upload-file, -H, --header, -X, --request, -u, --user, -A, --user-agent, -b, --cookie, -c, --cookie-jar, -e, --referer, -x, --proxy, -U,
	--proxy-user, -K, --config, -w, --write-out, -m, --max-time, --connect-timeout, --retry, --retry-delay, --retry-max-time, --url, --url-query,
	-r, --range, -C, --continue-at, -E, --cert, --key, --cacert, --capath, -D, --dump-header, -Y, -y, -z, --time-cond, --resolve, --connect-to, -Q,
	--limit-rate, --interface, --socks5, --socks5-hostname, --socks4, --socks4a, --preproxy, --oauth2-bearer, --aws-sigv4, --netrc-file, --max-redirs,
	--doh-url, --dns-servers, --unix-socket, --abstract-unix-socket, --ciphers, --tls-max, --proto, --proto-redir, --proto-default, --trace,
	--trace-ascii, --stderr, --max-filesize, -t, --telnet-option, -P, --ftp-port, --mail-from, --mail-rcpt, --keepalive-time, --variable, --expand-data
`;

const WGET_VALUED = `
	-O, --output-document, -P, --directory-prefix, --post-data, --post-file, --body-data, --body-file, --method, --header, -U, --user-agent, -i,
	--input-file, -o, --output-file, -a, --append-output, -t, --tries, -T, --timeout, -w, --wait, -Q, --quota, --user, --password, --http-user,
	--http-password, --load-cookies, --save-cookies, --referer, -A, --accept, -R, --reject, -D, --domains, -I, -X, -l, --level, -e, --execute, --limit-rate,
	--ca-certificate, --certificate, --private-key, --cut-dirs, --progress, --max-redirect, --waitretry, --read-timeout, --connect-timeout, --dns-timeout
`;

export const HTTP: readonly CommandModel[] = [
	model('curl', CURL_VALUED, curl),
	model('wget, wget2', WGET_VALUED, wget),
	model(
		'http, https, xh, xhs',
		'-o, --output, -a, --auth, -A, --auth-type, --session, -p, --print, --proxy, --timeout, --verify, -b',
		httpie,
	),
	model(
		'aria2c, axel, fetch, lwp-download',
		'-o, --output, --out, -d, --dir, -x, -s, -n, -j, --header, -U',
		fetcher,
	),
	model('lynx, w3m, links, elinks, GET, HEAD, lwp-request, links2', '-useragent, -width, -H', browser),
	model('POST, PUT', '-H, -c', (call, args, shell) => {
		const [url] = args.operands;
		return url === undefined ? undefined : exchange(call, shell, url, call.stdin ?? EMPTY, 'upload');
	}),
];

/** One request: the connection, what leaves with it, and what comes back. */
function exchange(
	call: Call,
	shell: Shell,
	url: Argument,
	payload: Value,
	action: 'download' | 'upload' | 'connect',
): Value {
	const target = shell.target(url.value, 'http');
	if (target.scheme === 'file') return shell.read(partOf(url, 'file://'.length), `read by ${call.program}`);
	const shown = target.host ?? 'a host that is only known at run time';
	const does = action === 'upload' ? 'sends data to' : action === 'connect' ? 'contacts' : 'downloads from';
	shell.connect(url.range, target, action, `${call.program} ${does} ${shown}`);
	// An address that is unknown from its start says where to, not what.
	const told = url.value.text.startsWith(UNKNOWN) ? payload : concat(payload, url.value);
	shell.sent(call.range, told, target, 'http', `sent to ${shown} by ${call.program}`);
	return shell.received(url.range, target, `${call.program} downloads from ${shown}`);
}

function curl(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const urls = [...args.values('--url'), ...args.operands];
	const payload = curlPayload(call, args, shell);
	const uploads = args.has(
		'-d',
		'--data',
		'--data-ascii',
		'--data-binary',
		'--data-raw',
		'--data-urlencode',
		'--json',
		'-F',
		'--form',
		'--form-string',
		'-T',
		'--upload-file',
	);
	const method = args.value('-X', '--request')?.value.text.toUpperCase();
	const action =
		uploads || method === 'POST' || method === 'PUT' || method === 'PATCH'
			? 'upload'
			: args.has('-I', '--head')
				? 'connect'
				: 'download';
	if (args.has('-k', '--insecure', '--proxy-insecure'))
		insecure(call, shell, 'curl -k accepts any certificate');
	for (const config of args.values('-K', '--config'))
		input(call, config, shell, 'curl takes options from this file');
	const outputs = args.values('-o', '--output');
	let printed: Value = EMPTY;
	for (const [index, url] of urls.entries()) {
		const received = exchange(call, shell, url, payload, action);
		const output = outputs[index] ?? (urls.length > 1 && index > 0 ? undefined : outputs.at(-1));
		if (output !== undefined) save(call, shell, output, received, args.value('--output-dir'));
		else if (args.has('-O', '--remote-name', '--remote-name-all'))
			save(call, shell, nameInUrl(url), received, args.value('--output-dir'));
		else if (action !== 'connect') printed = concat(printed, received);
		if (output?.value.text === '-') printed = concat(printed, received);
	}
	return printed;
}

/** Everything that a curl command sends besides the address. */
function curlPayload(call: Call, args: ParsedArguments, shell: Shell): Value {
	let payload: Value = EMPTY;
	const add = (value: Value) => {
		payload = concat(payload, value);
	};
	for (const data of args.values(
		'-d',
		'--data',
		'--data-ascii',
		'--data-binary',
		'--json',
		'-H',
		'--header',
		'--proxy-header',
	)) {
		if (data.value.text.startsWith('@')) add(input(call, partOf(data, 1), shell, 'curl sends this file'));
		else add(data.value);
	}
	for (const data of args.values('--data-urlencode')) {
		const at = /^[^=@]*@/.exec(data.value.text)?.[0].length;
		add(at === undefined ? data.value : input(call, partOf(data, at), shell, 'curl sends this file'));
	}
	for (const form of args.values('-F', '--form')) {
		const at = /^[^=]*=[@<]/.exec(form.value.text)?.[0].length;
		add(
			at === undefined
				? form.value
				: input(call, withoutFormOptions(partOf(form, at)), shell, 'curl sends this file'),
		);
	}
	for (const file of args.values('-T', '--upload-file')) {
		add(file.value.text === '.' ? (call.stdin ?? EMPTY) : input(call, file, shell, 'curl uploads this file'));
	}
	for (const name of [
		'--data-raw',
		'--form-string',
		'-u',
		'--user',
		'-A',
		'--user-agent',
		'-e',
		'--referer',
		'--oauth2-bearer',
		'--url-query',
		'-U',
		'--proxy-user',
	]) {
		for (const { value } of args.values(name)) add(value);
	}
	for (const cookie of args.values('-b', '--cookie'))
		add(
			cookie.value.text.includes('=') ? cookie.value : input(call, cookie, shell, 'curl sends these cookies'),
		);
	return payload;
}

/** `file;type=text/plain` and `"file"` as the file's path. */
function withoutFormOptions(form: Argument): Argument {
	const text = form.value.text
		.replace(/;(?:type|filename|headers?|encoder)=.*$/s, '')
		.replace(/^"(.*)"$/s, '$1');
	return text === form.value.text ? form : { value: { text, taints: form.value.taints }, range: form.range };
}

function insecure(call: Call, shell: Shell, how: string): void {
	shell.tell(call.range, { kind: 'safety-off', what: 'tls-verification', how });
}

function save(
	call: Call,
	shell: Shell,
	path: Argument,
	received: Value,
	directory: Argument | undefined,
): void {
	if (path.value.text === '-') return;
	const value =
		directory === undefined ? path.value : concat(concat(directory.value, literal('/')), path.value);
	shell.write({ value, range: path.range }, received, `${call.program} saves what it downloads here`);
}

/** The file name that `-O` and wget take from an address. */
function nameInUrl(url: Argument): Argument {
	const text = url.value.text.replace(/[?#].*$/s, '').replace(/\/+$/, '');
	const name = /^[a-z]+:\/\/[^/]*$/i.test(text) ? 'index.html' : text.slice(text.lastIndexOf('/') + 1);
	return { value: { text: name === '' ? UNKNOWN : name, taints: [] }, range: url.range };
}

function wget(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	let payload: Value = EMPTY;
	for (const name of [
		'--post-data',
		'--body-data',
		'--header',
		'--password',
		'--http-password',
		'-U',
		'--user-agent',
		'--referer',
	]) {
		for (const { value } of args.values(name)) payload = concat(payload, value);
	}
	for (const file of args.values('--post-file', '--body-file'))
		payload = concat(payload, input(call, file, shell, 'wget sends this file'));
	if (args.has('--no-check-certificate')) insecure(call, shell, 'wget accepts any certificate');
	const action = args.has('--post-data', '--post-file', '--body-data', '--body-file') ? 'upload' : 'download';
	const output = args.value('-O', '--output-document');
	let printed: Value = EMPTY;
	for (const url of args.operands) {
		const received = exchange(call, shell, url, payload, action);
		if (output?.value.text === '-' || output?.value.text === '/dev/stdout')
			printed = concat(printed, received);
		else if (!args.has('--spider'))
			save(
				call,
				shell,
				output ?? nameInUrl(url),
				received,
				output === undefined ? args.value('-P', '--directory-prefix') : undefined,
			);
	}
	for (const list of args.values('-i', '--input-file')) {
		const addresses = input(call, list, shell, 'wget takes addresses from this file');
		printed = concat(
			printed,
			exchange(call, shell, { value: addresses, range: list.range }, payload, action),
		);
	}
	return printed;
}

function httpie(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const [first, ...rest] = args.operands;
	if (first === undefined) return undefined;
	const named = /^[A-Z]+$/.test(first.value.text) && rest.length > 0;
	const url = named ? rest[0]! : first;
	const items = named ? rest.slice(1) : rest;
	let payload: Value = call.stdin ?? EMPTY;
	for (const item of items) {
		const at = /^[^=:@]+(?::?=)?@/.exec(item.value.text)?.[0].length;
		payload = concat(
			payload,
			at === undefined ? item.value : shell.read(partOf(item, at), `${call.program} sends this file`),
		);
	}
	for (const { value } of args.values('-a', '--auth')) payload = concat(payload, value);
	const sends =
		(named && /^P/.test(first.value.text)) ||
		items.some(item => /^[^:=]+(?::?=[^=]|@)/.test(item.value.text)) ||
		call.stdin !== null;
	const received = exchange(call, shell, url, payload, sends ? 'upload' : 'download');
	const output = args.value('-o', '--output');
	if (output === undefined) return received;
	save(call, shell, output, received, undefined);
	return EMPTY;
}

function fetcher(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const output = args.value('-o', '--output', '--out');
	for (const url of args.operands) {
		if (!/:\/\/|\0/.test(url.value.text)) continue;
		save(
			call,
			shell,
			output ?? nameInUrl(url),
			exchange(call, shell, url, EMPTY, 'download'),
			args.value('-d', '--dir'),
		);
	}
	return EMPTY;
}

function browser(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	return args.operands.reduce(
		(all: Value, url) => concat(all, exchange(call, shell, url, EMPTY, 'download')),
		EMPTY,
	);
}

/** Ports that go without saying. */
const STANDARD_PORTS: Readonly<Record<string, number>> = { ssh: 22, telnet: 23, smtp: 25, ftp: 21 };

/** A connection of which only the host is known, for commands that speak protocols of their own. */
export function hostTarget(shell: Shell, host: Argument, scheme: string, port: number | null): Target {
	const target = shell.target(host.value, scheme);
	const at = target.port ?? port;
	const shown = patternOf(host.value).replace(/:\d*$/, '');
	const url =
		target.host === null
			? null
			: `${scheme}://${shown}${at === null || at === STANDARD_PORTS[scheme] ? '' : `:${at}`}`;
	return { ...target, scheme, port: at, url };
}
