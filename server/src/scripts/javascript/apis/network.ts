import { callBack } from '../../evaluator/apply';
import { type Call, fieldOf } from '../../evaluator/call';
import type { ApiTable, Handler } from '../../evaluator/language';
import {
	connect,
	connection,
	hostTarget,
	received,
	resolves,
	send,
	sendThrough,
	sentBy,
	targetsOf,
} from '../../evaluator/network';
import { NO_TAINTS, taintsTogether } from '../../taint';
import { handleValue, NOTHING, taintsOf, textOf, textValue, UNKNOWN, type Value } from '../../value';

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
	...dnsFunctions(),
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

function onEvent(call: Call): Value | undefined {
	callBack(call, call.receiverTaints());
	return call.receiver ?? undefined;
}
