import type { Call } from '../../evaluator/call';
import { access, writeTo } from '../../evaluator/files';
import type { ApiTable, Handler } from '../../evaluator/language';
import { exchange, hostTarget, request } from '../../evaluator/network';
import { safetyOff } from '../../evaluator/safety';
import { handleValue, listValue, taintsOf, textOf, textValue, unknown } from '../../value';

/** Things with a method for each HTTP verb. */
const HTTP_CLIENTS = [
	'requests',
	'requests.api',
	'httpx',
	'niquests',
	'curl_cffi.requests',
	'requests.Session()',
	'requests.session()',
	'requests.sessions.Session()',
	'requests_toolbelt.sessions.BaseUrlSession()',
	'httpx.Client()',
	'httpx.AsyncClient()',
	'niquests.Session()',
	'curl_cffi.requests.Session()',
	'cloudscraper.create_scraper()',
	'aiohttp.ClientSession()',
	'aiohttp',
	'urllib3.PoolManager()',
	'urllib3',
	'requests_html.HTMLSession()',
];
const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];
const BODY = ['data', 'json', 'files', 'content', 'body', 'fields'];

function httpClients(): ApiTable {
	const table: Record<string, Handler> = {};
	for (const client of HTTP_CLIENTS) {
		const separator = client.endsWith(')') ? '#' : '.';
		for (const verb of VERBS) {
			const second = /^(?:get|head|delete|options)$/.test(verb) ? 'params' : 'data';
			table[`${client}${separator}${verb}`] = checkingTls(
				request({
					url: [0, 'url'],
					body: [[1, second], [2, 'json'], ...BODY.map(name => [null, name] as const), [null, 'params']],
					headers: [
						[null, 'headers'],
						[null, 'auth'],
						[null, 'cookies'],
					],
					method: verb,
				}),
			);
		}
		for (const name of ['request', 'stream', 'ws_connect', 'urlopen']) {
			table[`${client}${separator}${name}`] = checkingTls(
				request({
					url: name === 'ws_connect' ? [0, 'url'] : [1, 'url'],
					body: [...BODY.map(body => [null, body] as const), [null, 'params']],
					headers: [
						[null, 'headers'],
						[null, 'auth'],
						[null, 'cookies'],
					],
					method: [0, 'method'],
				}),
			);
		}
	}
	return table;
}

/** `verify=False` and its kin. */
function checkingTls(handler: Handler): Handler {
	return call => {
		noteTls(call);
		return handler(call);
	};
}

export function noteTls(call: Call): void {
	for (const name of ['verify', 'ssl', 'verify_ssl', 'cert_reqs', 'check_hostname']) {
		const value = call.named.get(name);
		if (value === undefined) continue;
		const off = value.kind === 'constant' && value.value === false;
		const none =
			textOf(value) === 'CERT_NONE' ||
			(value.kind === 'api' && /CERT_NONE|_create_unverified_context/.test(value.name));
		if (off || none)
			safetyOff(
				call.machine,
				'tls-verification',
				call.range,
				`${call.shown} does not check the server's certificate`,
			);
	}
}

/** A client with a base address for all that is asked through it. */
const client: Handler = call => {
	noteTls(call);
	const base = call.get([null, 'base_url']) ?? (call.name.startsWith('aiohttp') ? call.args[0] : undefined);
	return handleValue(`${call.name}()`, base === undefined ? {} : { base }, call.taints());
};

/** `urllib.request.Request(url, data)`: remembers what it would send. */
const requestObject: Handler = call => {
	const url = call.get([0, 'url']);
	const data = call.get([1, 'data', 'json', 'content']);
	const headers = call.get([2, 'headers']);
	return handleValue('request', {
		...(url === undefined ? {} : { url }),
		...(data === undefined ? {} : { data }),
		...(headers === undefined ? {} : { headers }),
	});
};

const urlopen: Handler = call => {
	noteTls(call);
	const target = call.get([0, 'url', 'fullurl']);
	const inner = target?.kind === 'handle' ? target : null;
	const data = call.get([1, 'data']) ?? inner?.fields.get('data');
	return exchange(
		call,
		inner?.fields.get('url') ?? target,
		[
			{ value: data, carrier: 'body' },
			{ value: inner?.fields.get('headers'), carrier: 'header' },
		],
		textOf(call.named.get('method')),
	);
};

/** Fetches a file and stores it. */
const urlretrieve: Handler = call => {
	const response = exchange(call, call.get([0, 'url']), [], 'get');
	const path = call.get([1, 'filename', 'out']);
	if (path !== undefined) {
		access(call.machine, 'write', path, call.placeOf(1), `${call.shown} stores what it fetches in this file`);
		writeTo(call.machine, path, taintsOf(response), call.range);
	}
	return listValue([path ?? unknown(taintsOf(response)), unknown(taintsOf(response))]);
};

function httpConnection(scheme: string): Handler {
	return call => {
		noteTls(call);
		const [target] = hostTarget(call.get([0, 'host']), call.get([1, 'port']), scheme);
		const host = textOf(call.get([0, 'host']));
		const base =
			host === undefined
				? {}
				: { base: textValue(`${scheme}://${host}${target?.port ? `:${target.port}` : ''}`) };
		return handleValue('http.client.HTTPConnection()', base);
	};
}

/** Clients of HTTP. */
export const HTTP: ApiTable = {
	...httpClients(),
	'httpx.Client': client,
	'httpx.AsyncClient': client,
	'aiohttp.ClientSession': client,
	'requests_toolbelt.sessions.BaseUrlSession': client,
	'urllib3.PoolManager()#request': checkingTls(
		request({
			url: [1, 'url'],
			body: [
				[null, 'fields'],
				[null, 'body'],
				[null, 'json'],
			],
			headers: [[null, 'headers']],
			method: [0, 'method'],
		}),
	),
	'aiohttp.TCPConnector': call => {
		noteTls(call);
		return undefined;
	},
	'urllib.request.Request': requestObject,
	'requests.Request': requestObject,
	'urllib.request.urlopen': urlopen,
	'urllib.urlopen': urlopen,
	'urllib.request.build_opener()#open': urlopen,
	'urllib.request.OpenerDirector()#open': urlopen,
	'urllib.request.urlretrieve': urlretrieve,
	'urllib.urlretrieve': urlretrieve,
	'wget.download': urlretrieve,
	'http.client.HTTPConnection': httpConnection('http'),
	'http.client.HTTPSConnection': httpConnection('https'),
	'http.client.HTTPConnection()#request': request({
		url: [1, 'url'],
		body: [[2, 'body']],
		headers: [[3, 'headers']],
		method: [0, 'method'],
	}),
};
