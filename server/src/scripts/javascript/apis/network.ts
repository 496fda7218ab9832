import { callBack } from '../../evaluator/apply';
import { type Call, fieldOf } from '../../evaluator/call';
import type { ApiTable, Handler } from '../../evaluator/language';
import {
	connect,
	connection,
	exchange,
	hostTarget,
	type Payload,
	received,
	resolves,
	send,
	sendThrough,
	sentBy,
	targetsOf,
} from '../../evaluator/network';
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

/** A connection to the address in the first argument. */
function clientFor(type: string, channel: string): Handler {
	return call => {
		const [address] = call.args;
		const own = address === undefined ? NO_TAINTS : taintsOf(address);
		let taints = NO_TAINTS;
		for (const target of targetsOf(address)) {
			connect(call.machine, target, 'connect', call.range, `${call.shown} connects to this address`, own);
			if (target.host !== null)
				send(call.machine, own, target, channel, call.range, sentBy(call, 'address'), 'address');
			taints = taintsTogether(taints, received(target, call.range, `received through ${call.shown}`));
		}
		callBack(call, taints);
		return handleValue(type, { channel: textValue(channel) }, taints);
	};
}

/** `net.connect(port, host)`, `net.connect({port, host})` */
function netConnect(scheme: string): Handler {
	return call => {
		const [first, second] = call.args;
		const options = first?.kind === 'mapping' ? first : undefined;
		const host =
			options === undefined
				? second?.kind === 'function'
					? undefined
					: second
				: fieldOf(options, 'host', 'hostname');
		const port = options === undefined ? first : fieldOf(options, 'port');
		let taints = NO_TAINTS;
		for (const target of hostTarget(host ?? textValue('localhost'), port, scheme)) {
			connect(call.machine, target, 'connect', call.range, `${call.shown} connects to this host`);
			taints = taintsTogether(taints, received(target, call.range, `received through ${call.shown}`));
		}
		const handle = handleValue('socket', { channel: textValue('socket') }, taints);
		if (call.receiver?.kind === 'handle') call.receiver.taints = taintsTogether(call.receiver.taints, taints);
		callBack(call, taints);
		return handle;
	};
}

/** Mail goes through the server its transport was made for. */
const transport: Handler = call => {
	const options = call.args[0] ?? UNKNOWN;
	const service = textOf(fieldOf(options, 'service'));
	const host =
		fieldOf(options, 'host') ??
		(service === undefined ? undefined : textValue(`smtp.${service.toLowerCase()}.com`));
	let taints = NO_TAINTS;
	for (const target of hostTarget(host, fieldOf(options, 'port'), 'smtp')) {
		connect(call.machine, target, 'connect', call.range, `${call.shown} sends mail through this server`);
		taints = taintsTogether(taints, received(target, call.range, `received through ${call.shown}`));
	}
	return handleValue('socket', { channel: textValue('smtp') }, taints);
};

const listens: Handler = call => {
	const [first, second] = call.args;
	const options = first?.kind === 'mapping' ? first : undefined;
	const port = options === undefined ? first : fieldOf(options, 'port');
	const host =
		options === undefined
			? second?.kind === 'text'
				? second
				: undefined
			: fieldOf(options, 'host', 'hostname');
	for (const target of hostTarget(host, port?.kind === 'function' ? undefined : port, null)) {
		connect(call.machine, target, 'listen', call.range, `${call.shown} waits for connections`);
	}
	return undefined;
};

/** Uploads to a store in the cloud when the command given to it says so. */
const s3Send: Handler = call => {
	const [command] = call.args;
	const name = command?.kind === 'handle' ? command.type : '';
	const uploads = /Put|Upload/.test(name) || /putObject|upload/.test(call.name);
	const target = { host: 's3.amazonaws.com', scheme: 'https', port: 443, url: null };
	connect(
		call.machine,
		target,
		uploads ? 'upload' : 'download',
		call.range,
		`${call.shown} uses cloud storage`,
	);
	if (uploads) send(call.machine, call.taints(), target, 'cloud', call.range, sentBy(call, 'body'));
	return undefined;
};

/** An assignment that makes the browser fetch an address. */
export function navigates(machine: Call['machine'], value: Value, range: Call['range'], what: string): void {
	const own = taintsOf(value);
	for (const target of targetsOf(value)) {
		if (target.host === null && target.url === null) continue;
		connect(machine, target, 'download', range, `${what} makes the browser fetch this address`, own);
		send(machine, own, target, 'http', range, `sent in the address given to ${what}`, 'address');
	}
}

function dnsFunctions(): ApiTable {
	const table: Record<string, Handler> = {};
	for (const name of [
		'lookup',
		'resolve',
		'resolve4',
		'resolve6',
		'resolveTxt',
		'resolveAny',
		'resolveCname',
		'resolveMx',
	]) {
		table[`dns.${name}`] = resolves([0]);
		table[`dns.promises.${name}`] = resolves([0]);
		table[`dns.Resolver()#${name}`] = resolves([0]);
	}
	table['Deno.resolveDns'] = resolves([0]);
	return table;
}

const socketOf = clientFor('socket', 'socket');

/** Libraries that reach the network. */
export const NETWORK: ApiTable = {
	...clients(),
	...dnsFunctions(),
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
	WebSocket: socketOf,
	ws: socketOf,
	'ws.WebSocket': socketOf,
	EventSource: socketOf,
	'socket.io-client': socketOf,
	'socket.io-client.io': socketOf,
	io: socketOf,
	'mqtt.connect': socketOf,
	'ws.WebSocketServer': listens,
	'ws.Server': listens,
	'net.connect': netConnect('tcp'),
	'net.createConnection': netConnect('tcp'),
	'tls.connect': netConnect('tls'),
	'net.Socket': () => handleValue('socket', { channel: textValue('socket') }),
	'socket#connect': netConnect('tcp'),
	'Deno.connect': netConnect('tcp'),
	'Bun.connect': netConnect('tcp'),
	'socket#write': sendThrough(),
	'socket#end': sendThrough(),
	'socket#send': sendThrough(),
	'socket#emit': sendThrough([1]),
	'socket#publish': sendThrough([1]),
	'socket#sendMail': sendThrough(),
	'socket#on': onEvent,
	'dgram.createSocket()#send': call => {
		const host = call.args.findLast(argument => argument.kind === 'text');
		const port = call.args.find(argument => argument.kind === 'number');
		for (const target of hostTarget(host === call.args[0] ? undefined : host, port, 'udp')) {
			connect(call.machine, target, 'upload', call.range, `${call.shown} sends data to this host`);
			send(
				call.machine,
				taintsOf(call.args[0] ?? NOTHING),
				target,
				'socket',
				call.range,
				sentBy(call, 'body'),
			);
		}
		return undefined;
	},
	'nodemailer.createTransport': transport,
	'@aws-sdk/client-s3.S3Client()#send': s3Send,
	'@aws-sdk/client-s3.S3()#putObject': s3Send,
	'aws-sdk.S3()#putObject': s3Send,
	'aws-sdk.S3()#upload': s3Send,
	'express()#listen': listens,
	'fastify()#listen': listens,
	'koa()#listen': listens,
	'http.createServer()#listen': listens,
	'https.createServer()#listen': listens,
	'net.createServer()#listen': listens,
	'Bun.serve': listens,
	'Deno.serve': listens,
	'Deno.listen': listens,
	'node-ssh.NodeSSH()#connect': call => connection('socket', [null], [null], 'ssh', 'scp')(call),
	'discord.js.WebhookClient': call =>
		clientFor('socket', 'http')(call.with(fieldOf(call.args[0] ?? UNKNOWN, 'url') ?? UNKNOWN)),
};

function superagent(method: string): Handler {
	return call => {
		const response = exchange(call, call.args[0], [{ value: call.args[1], carrier: 'body' }], method);
		return handleValue('socket', { channel: textValue('http') }, taintsOf(response));
	};
}

function onEvent(call: Call): Value | undefined {
	callBack(call, call.receiverTaints());
	return call.receiver ?? undefined;
}
