import { fieldOf } from '../../evaluator/call';
import type { ApiTable, Handler } from '../../evaluator/language';
import { exchange, type Payload, send, sentBy, targetsOf } from '../../evaluator/network';
import { NO_TAINTS, taintsTogether } from '../../taint';
import {
	handleValue,
	NOTHING,
	optionsOf,
	taintsOf,
	textOf,
	textValue,
	UNKNOWN,
	type Value,
} from '../../value';

const BODY = ['body', 'data', 'json', 'form', 'formData', 'params', 'query', 'searchParams', 'qs'];
const HEADERS = ['headers', 'auth', 'username', 'password', 'token'];

/** What the options of a request carry. */
function payloadOf(options: Value | undefined): Payload[] {
	if (options === undefined) return [];
	const parts: Payload[] = [];
	for (const option of optionsOf(options)) {
		if (option.kind === 'mapping') {
			for (const name of BODY) parts.push({ value: option.entries.get(name), carrier: 'body' });
			for (const name of HEADERS) parts.push({ value: option.entries.get(name), carrier: 'header' });
			if (option.rest !== null) parts.push({ value: option.rest, carrier: 'body' });
		} else if (option.kind !== 'function' && option.kind !== 'constant')
			parts.push({ value: option, carrier: 'body' });
	}
	return parts.filter(part => part.value !== undefined);
}

function methodOf(options: Value | undefined): string | undefined {
	return options === undefined ? undefined : textOf(fieldOf(options, 'method', 'type'));
}

/** `fetch(url, options)`, `got(url, options)`; the address may also stand in the only argument. */
const fetches: Handler = call => {
	const [address, options] = call.args;
	const settings = options ?? (address?.kind === 'mapping' ? address : undefined);
	const inner =
		address?.kind === 'handle' && address.type === 'request' ? address.fields.get('options') : undefined;
	return exchange(call, address, payloadOf(settings ?? inner), methodOf(settings ?? inner));
};

/** `client.get(url, options)` */
function getter(method: string): Handler {
	return call => exchange(call, call.args[0], payloadOf(call.args[1]), method);
}

/** `client.post(url, data, options)` */
function poster(method: string): Handler {
	return call => {
		const body: Payload = { value: call.args[1], carrier: 'body' };
		const headers = payloadOf(call.args[2]).filter(part => part.carrier === 'header');
		return exchange(call, call.args[0], [body, ...headers], method);
	};
}

/** Clients that take a body as their second argument, and those that take options. */
const WITH_BODY = ['axios', 'axios.create()', 'axios.instance', '$', 'jQuery', 'needle', '$http'];
const WITH_OPTIONS = [
	'got',
	'got.extend()',
	'ky',
	'ky.create()',
	'request',
	'request-promise',
	'request-promise-native',
	'ofetch',
	'wretch',
	'undici',
];

function clients(): ApiTable {
	const table: Record<string, Handler> = {};
	const method = (client: string, name: string) => `${client}${client.endsWith(')') ? '#' : '.'}${name}`;
	for (const client of WITH_BODY) {
		for (const verb of ['get', 'delete', 'head', 'options']) table[method(client, verb)] = getter(verb);
		for (const verb of ['post', 'put', 'patch', 'postForm'])
			table[method(client, verb)] = poster(verb === 'postForm' ? 'post' : verb);
		table[method(client, 'request')] = fetches;
		table[method(client, 'ajax')] = fetches;
		table[method(client, 'getJSON')] = getter('get');
	}
	for (const client of WITH_OPTIONS) {
		for (const verb of ['get', 'post', 'put', 'patch', 'delete', 'head']) {
			table[method(client, verb)] = call => {
				const [address, options] = call.args;
				return exchange(
					call,
					address,
					payloadOf(options ?? (address?.kind === 'mapping' ? address : undefined)),
					verb,
				);
			};
		}
		table[method(client, 'request')] = fetches;
		table[method(client, 'stream')] = fetches;
		table[method(client, 'fetch')] = fetches;
	}
	for (const name of [
		'fetch',
		'axios',
		'axios.create()',
		'got',
		'ky',
		'request',
		'request-promise',
		'node-fetch',
		'cross-fetch',
		'cross-fetch.fetch',
		'isomorphic-fetch',
		'undici.fetch',
		'undici.request',
		'undici.stream',
		'ofetch',
		'ofetch.ofetch',
		'phin',
		'GM_xmlhttpRequest',
		'$fetch',
		'Bun.fetch',
		'make-fetch-happen',
	]) {
		table[name] = fetches;
	}
	return table;
}

/** `new FormData()`: what is appended stays with it until it is sent. */
const form: Handler = () => handleValue('form', {});

/** A client with settings for all that is asked through it. */
function created(type: string): Handler {
	return call => {
		const base = fieldOf(call.args[0] ?? UNKNOWN, 'baseURL', 'prefixUrl', 'baseUrl');
		return handleValue(type, base === undefined ? {} : { base }, call.taints());
	};
}

/** `http.request(url, options, callback)`: gives the request, into which its body is written. */
function httpRequest(scheme: string, sends: boolean): Handler {
	return call => {
		const [first, second] = call.args;
		const options = second?.kind === 'mapping' ? second : first?.kind === 'mapping' ? first : undefined;
		const address =
			first?.kind === 'mapping' && fieldOf(first, 'protocol') === undefined
				? { ...first, entries: new Map([...first.entries, ['protocol', textValue(`${scheme}:`)]]) }
				: first;
		const response = exchange(
			call,
			address,
			payloadOf(options).filter(part => part.carrier === 'header'),
			methodOf(options),
		);
		const address2 = addressTaints(address);
		for (const target of targetsOf(address))
			send(call.machine, address2, target, 'http', call.range, sentBy(call, 'address'), 'address');
		return handleValue(sends ? 'socket' : 'response', { channel: textValue('http') }, taintsOf(response));
	};
}

/** Data within the parts of an address that stand one by one. */
function addressTaints(address: Value | undefined) {
	const path = address?.kind === 'mapping' ? fieldOf(address, 'path', 'pathname') : undefined;
	return path === undefined ? NO_TAINTS : taintsOf(path);
}

const xhrOpen: Handler = call => {
	if (call.receiver?.kind === 'handle') {
		call.receiver.fields.set('method', call.args[0] ?? UNKNOWN);
		call.receiver.fields.set('url', call.args[1] ?? UNKNOWN);
	}
	return NOTHING;
};

const xhrSend: Handler = call => {
	const fields = call.receiver?.kind === 'handle' ? call.receiver.fields : new Map<string, Value>();
	const response = exchange(
		call,
		fields.get('url'),
		[{ value: call.args[0], carrier: 'body' }],
		textOf(fields.get('method')),
	);
	if (call.receiver?.kind === 'handle')
		call.receiver.taints = taintsTogether(call.receiver.taints, taintsOf(response));
	return NOTHING;
};

function superagent(method: string): Handler {
	return call => {
		const response = exchange(call, call.args[0], [{ value: call.args[1], carrier: 'body' }], method);
		return handleValue('socket', { channel: textValue('http') }, taintsOf(response));
	};
}

/** Clients of HTTP. */
export const HTTP: ApiTable = {
	...clients(),
	FormData: form,
	'form-data': form,
	'axios.create': created('axios.create()'),
	'got.extend': created('got.extend()'),
	'ky.create': created('ky.create()'),
	Request: call =>
		handleValue('request', { url: call.args[0] ?? UNKNOWN, options: call.args[1] ?? UNKNOWN }, call.taints()),
	needle: call =>
		exchange(call, call.args[1], [{ value: call.args[2], carrier: 'body' }], textOf(call.args[0])),
	bent: call => ({
		kind: 'native',
		taints: NO_TAINTS,
		call: args => exchange(call, args[0], [{ value: args[1], carrier: 'body' }], textOf(call.args[0])),
	}),
	'superagent.get': superagent('get'),
	'superagent.post': superagent('post'),
	'superagent.put': superagent('put'),
	'http.request': httpRequest('http', true),
	'https.request': httpRequest('https', true),
	'http.get': httpRequest('http', false),
	'https.get': httpRequest('https', false),
	'follow-redirects.https.get': httpRequest('https', false),
	'follow-redirects.https.request': httpRequest('https', true),
	'XMLHttpRequest()#open': xhrOpen,
	'XMLHttpRequest()#send': xhrSend,
	'navigator.sendBeacon': call =>
		exchange(call, call.args[0], [{ value: call.args[1], carrier: 'body' }], 'post'),
};
