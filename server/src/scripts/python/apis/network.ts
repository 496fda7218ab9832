import { shownName } from '../../evaluator/call';
import { access } from '../../evaluator/files';
import type { ApiTable, Handler } from '../../evaluator/language';
import {
	connect,
	connection,
	exchange,
	hostTarget,
	listens,
	received,
	resolves,
	send,
	sendThrough,
	sentBy,
	targetsOf,
	withBase,
} from '../../evaluator/network';
import { safetyOff } from '../../evaluator/safety';
import { NO_TAINTS, taintsTogether } from '../../taint';
import { handleValue, listValue, NOTHING, taintsOf, textValue } from '../../value';
import { noteTls } from './http';

/** Mail: data goes to the server that was connected to. */
const mail: Handler = call => {
	for (const { source } of call.receiverTaints()) {
		if (source.kind !== 'network') continue;
		const target = { host: source.host, scheme: source.scheme, port: null, url: source.url };
		connect(call.machine, target, 'upload', call.range, `${call.shown} sends mail through this server`);
	}
	return sendThrough()(call);
};

/** `sock.connect((host, port))` */
const socketConnect: Handler = call => {
	const [address] = call.args;
	const pair = address?.kind === 'list' ? address.items : [];
	let taints = NO_TAINTS;
	for (const target of hostTarget(pair[0], pair[1], 'tcp')) {
		connect(call.machine, target, 'connect', call.range, `${call.shown} connects to this host`);
		taints = taintsTogether(taints, received(target, call.range, `received through ${call.shown}`));
	}
	if (call.receiver?.kind === 'handle') call.receiver.taints = taintsTogether(call.receiver.taints, taints);
	return NOTHING;
};

const socketBind: Handler = call => {
	const [address] = call.args;
	const pair = address?.kind === 'list' ? address.items : [];
	for (const target of hostTarget(pair[0], pair[1], 'tcp')) {
		connect(call.machine, target, 'listen', call.range, `${call.shown} waits for connections`);
	}
	return NOTHING;
};

const sendTo: Handler = call => {
	const address = call.args.at(-1);
	const pair = address?.kind === 'list' ? address.items : [];
	for (const target of hostTarget(pair[0], pair[1], 'udp')) {
		connect(call.machine, target, 'upload', call.range, `${call.shown} sends data to this host`);
		send(call.machine, taintsOf(call.args[0] ?? NOTHING), target, 'socket', call.range, sentBy(call, 'body'));
	}
	return undefined;
};

const createConnection: Handler = call => {
	const [address] = call.args;
	const pair = address?.kind === 'list' ? address.items : [];
	let taints = NO_TAINTS;
	for (const target of hostTarget(pair[0], pair[1], 'tcp')) {
		connect(call.machine, target, 'connect', call.range, `${call.shown} connects to this host`);
		taints = taintsTogether(taints, received(target, call.range, `received through ${call.shown}`));
	}
	return handleValue('socket.socket()', {}, taints);
};

/** `asyncio.open_connection` gives what reads and what writes. */
const openConnection: Handler = call => {
	const handle = connection('socket.socket()', [0, 'host'], [1, 'port'], 'tcp', 'socket')(call);
	return handle === undefined ? undefined : listValue([handle, handle]);
};

/** Uploads a file to a store in the cloud. */
function cloudUpload(
	host: string,
	path: number | null,
	data: readonly (readonly [number | null, ...string[]])[],
): Handler {
	return call => {
		const target = { host, scheme: 'https', port: 443, url: null };
		connect(call.machine, target, 'upload', call.range, `${call.shown} uploads to cloud storage`);
		let taints = NO_TAINTS;
		const file = path === null ? undefined : call.get([path, 'Filename', 'filename', 'file_path']);
		if (file !== undefined)
			taints = access(call.machine, 'read', file, call.range, `${call.shown} reads this file`);
		for (const slot of data) taints = taintsTogether(taints, taintsOf(call.get(slot) ?? NOTHING));
		send(call.machine, taints, target, 'cloud', call.range, sentBy(call, 'body'));
		return undefined;
	};
}

const sftpPut: Handler = call => {
	const taints = access(
		call.machine,
		'read',
		call.get([0, 'localpath', 'local']),
		call.placeOf(0),
		`${call.shown} reads this file`,
	);
	for (const { source } of call.receiverTaints()) {
		if (source.kind !== 'network') continue;
		const target = { host: source.host, scheme: 'sftp', port: null, url: null };
		connect(call.machine, target, 'upload', call.range, `${call.shown} copies a file to this host`);
		send(call.machine, taints, target, 'scp', call.range, sentBy(call, 'body'));
	}
	return undefined;
};

const hostKeys: Handler = call => {
	const [policy] = call.args;
	const name = policy?.kind === 'handle' ? policy.type : policy?.kind === 'api' ? policy.name : '';
	if (/AutoAddPolicy|WarningPolicy/.test(name)) {
		safetyOff(call.machine, 'host-key-checking', call.range, `${call.shown} accepts any server key`);
	}
	return NOTHING;
};

/** A client for the address in the first argument. */
function clientFor(type: string, channel: string): Handler {
	return call => {
		noteTls(call);
		let taints = NO_TAINTS;
		for (const target of targetsOf(withBase(undefined, call.get([0, 'url', 'uri'])))) {
			connect(
				call.machine,
				target,
				'connect',
				call.range,
				`${call.shown} connects to this address`,
				taintsOf(call.args[0] ?? NOTHING),
			);
			if (target.host !== null)
				send(
					call.machine,
					taintsOf(call.args[0] ?? NOTHING),
					target,
					channel,
					call.range,
					sentBy(call, 'address'),
					'address',
				);
			taints = taintsTogether(
				taints,
				received(target, call.range, `received through ${shownName(call.name)}`),
			);
		}
		return handleValue(type, { channel: textValue(channel) }, taints);
	};
}

const SMTP = connection('smtplib.SMTP()', [0, 'host'], [1, 'port'], 'smtp', 'smtp');
const FTP = connection('ftplib.FTP()', [0, 'host'], [null], 'ftp', 'ftp');

/** Libraries that reach the network. */
export const NETWORK: ApiTable = {
	'socket.socket()#connect': socketConnect,
	'socket.socket()#connect_ex': socketConnect,
	'socket.socket()#send': sendThrough(),
	'socket.socket()#sendall': sendThrough(),
	'socket.socket()#write': sendThrough(),
	'socket.socket()#sendfile': sendThrough(),
	'socket.socket()#sendto': sendTo,
	'socket.socket()#bind': socketBind,
	'socket.create_connection': createConnection,
	'socket.create_server': socketBind,
	'ssl.wrap_socket': call => call.args[0],
	'ssl.create_default_context()#wrap_socket': call => call.args[0],
	'ssl.SSLContext()#wrap_socket': call => call.args[0],
	'asyncio.open_connection': openConnection,
	'socket.gethostbyname': resolves([0]),
	'socket.gethostbyname_ex': resolves([0]),
	'socket.getaddrinfo': resolves([0, 'host']),
	'dns.resolver.resolve': resolves([0, 'qname']),
	'dns.resolver.query': resolves([0, 'qname']),
	'dns.resolver.Resolver()#resolve': resolves([0, 'qname']),
	'dns.resolver.Resolver()#query': resolves([0, 'qname']),
	'smtplib.SMTP': SMTP,
	'smtplib.SMTP_SSL': SMTP,
	'aiosmtplib.SMTP': SMTP,
	'smtplib.SMTP()#sendmail': mail,
	'smtplib.SMTP()#send_message': mail,
	'smtplib.SMTP()#connect': SMTP,
	'smtplib.SMTP()#login': () => NOTHING,
	'smtplib.SMTP()#starttls': () => NOTHING,
	'ftplib.FTP': FTP,
	'ftplib.FTP_TLS': FTP,
	'ftplib.FTP()#storbinary': sendThrough(),
	'ftplib.FTP()#storlines': sendThrough(),
	'ftplib.FTP()#login': () => NOTHING,
	'paramiko.SSHClient()#connect': call => {
		const handle = connection('paramiko.SSHClient()', [0, 'hostname'], [1, 'port'], 'ssh', 'scp')(call);
		if (call.receiver?.kind === 'handle' && handle !== undefined) {
			call.receiver.taints = taintsTogether(call.receiver.taints, taintsOf(handle));
		}
		return NOTHING;
	},
	'paramiko.SSHClient()#set_missing_host_key_policy': hostKeys,
	'paramiko.SSHClient()#open_sftp()#put': sftpPut,
	'paramiko.SFTPClient.from_transport()#put': sftpPut,
	'paramiko.SFTPClient.from_transport': call =>
		handleValue('paramiko.SFTPClient.from_transport()', {}, call.taints()),
	'paramiko.Transport': call => createConnection(call),
	'scp.SCPClient()#put': sftpPut,
	'websocket.create_connection': clientFor('socket.socket()', 'socket'),
	'websocket.WebSocketApp': clientFor('socket.socket()', 'socket'),
	'websockets.connect': clientFor('socket.socket()', 'socket'),
	'websockets.sync.client.connect': clientFor('socket.socket()', 'socket'),
	'telnetlib.Telnet': connection('socket.socket()', [0, 'host'], [1, 'port'], 'telnet', 'socket'),
	'imaplib.IMAP4_SSL': connection('imaplib.IMAP4()', [0, 'host'], [1, 'port'], 'imap', 'imap'),
	'imaplib.IMAP4': connection('imaplib.IMAP4()', [0, 'host'], [1, 'port'], 'imap', 'imap'),
	'poplib.POP3_SSL': connection('poplib.POP3()', [0, 'host'], [1, 'port'], 'pop3', 'pop3'),
	'xmlrpc.client.ServerProxy': clientFor('socket.socket()', 'http'),
	'webbrowser.open': call => {
		clientFor('browser', 'http')(call);
		return NOTHING;
	},
	'discord.SyncWebhook.from_url': clientFor('socket.socket()', 'http'),
	'discord.Webhook.from_url': clientFor('socket.socket()', 'http'),
	'discord_webhook.DiscordWebhook': call =>
		exchange(call, call.get([0, 'url']), [{ value: call.get([1, 'content']), carrier: 'body' }], 'post'),
	'boto3.client()#upload_file': cloudUpload('s3.amazonaws.com', 0, []),
	'boto3.client()#upload_fileobj': cloudUpload('s3.amazonaws.com', null, [[0, 'Fileobj']]),
	'boto3.client()#put_object': cloudUpload('s3.amazonaws.com', null, [[null, 'Body']]),
	'boto3.resource()#Bucket()#upload_file': cloudUpload('s3.amazonaws.com', 0, []),
	'boto3.resource()#Bucket()#put_object': cloudUpload('s3.amazonaws.com', null, [[null, 'Body']]),
	'boto3.resource()#Object()#put': cloudUpload('s3.amazonaws.com', null, [[null, 'Body']]),
	'boto3.resource()#meta.client.upload_file': cloudUpload('s3.amazonaws.com', 0, []),
	'google.cloud.storage.Client()#bucket()#blob()#upload_from_filename': cloudUpload(
		'storage.googleapis.com',
		0,
		[],
	),
	'google.cloud.storage.Client()#bucket()#blob()#upload_from_string': cloudUpload(
		'storage.googleapis.com',
		null,
		[[0, 'data']],
	),
	'google.cloud.storage.Client()#get_bucket()#blob()#upload_from_filename': cloudUpload(
		'storage.googleapis.com',
		0,
		[],
	),
	'http.server.HTTPServer': socketBind,
	'http.server.ThreadingHTTPServer': socketBind,
	'socketserver.TCPServer': socketBind,
	'socketserver.ThreadingTCPServer': socketBind,
	'flask.Flask()#run': listens([0, 'host'], [1, 'port']),
	'uvicorn.run': listens([null, 'host'], [null, 'port']),
	'aiohttp.web.run_app': listens([null, 'host'], [null, 'port']),
	'asyncio.start_server': listens([1, 'host'], [2, 'port']),
};
