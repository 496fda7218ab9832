import { optionStyle, type ParsedArguments, partOf } from '../argv';
import type { Argument, Call, Shell, Target } from '../shell';
import {
	concat,
	EMPTY,
	isKnown,
	knownText,
	literal,
	patternOf,
	unknownWith,
	type Value,
	withText,
} from '../value';
import { hostTarget } from './http';
import { type CommandModel, input, model } from './model';

const SSH_VALUED = '-b, -c, -D, -E, -e, -F, -I, -i, -J, -L, -l, -m, -O, -o, -P, -p, -Q, -R, -S, -W, -w';

export const SOCKETS: readonly CommandModel[] = [
	model(
		'nc, ncat, netcat, nc.openbsd, nc.traditional',
		'-e, --exec, -c, --sh-exec, -p, --source-port, -s, -w, --wait, -i, -q, -X, -x, --proxy, -O, -P, -T, -m, -g, -G, --lua-exec',
		netcat,
	),
	model('socat', '-T, -t, -b, -lf', socat),
	model('telnet', '-l, -b, -n', (call, args, shell) => {
		const [host, port] = args.operands;
		return host === undefined
			? undefined
			: conversation(call, shell, hostTarget(shell, host, 'telnet', portOf(port) ?? 23));
	}),
	model(
		'openssl',
		optionStyle(
			'-connect, -host, -port, -in, -out, -pass, -k, -K, -iv, -kfile, -inkey, -key, -CAfile, -cert, -servername, -md, -iter, -sign, -verify, -signature, -subj, -days, -keyout, -newkey, -config, -extensions, -extfile, -passin, -passout',
			{ singleDashWords: true },
		),
		openssl,
	),
	model('ssh, autossh', optionStyle(SSH_VALUED, { stopsAtOperand: true }), ssh),
	model('scp', SSH_VALUED, (call, args, shell) => copyOver(call, args, shell, 'scp', 'scp')),
	model(
		'rsync',
		'-e, --rsh, -f, --filter, --exclude, --include, --exclude-from, --include-from, --files-from, --password-file, --port, --bwlimit, --timeout, --log-file, -T, --temp-dir, --rsync-path, --chmod, --backup-dir, --compare-dest, --link-dest',
		(call, args, shell) => copyOver(call, args, shell, 'rsync', 'rsync'),
	),
	model(
		'sftp, ftp, lftp, tftp, ncftp, ncftpput, ftpput, smbclient',
		`${SSH_VALUED}, -u, -n, -U, -a`,
		fileTransfer,
	),
	model('dig, drill, kdig, delv', '-p, -t, -c, -x, -y, -k, -q, -f, -b', lookup),
	model(
		'nslookup, host, ping, ping6, fping, traceroute, tracepath, mtr, resolvectl, getent, whois',
		'-t, -c, -W, -i, -w, -s, -p, -I, -h, -R',
		lookup,
	),
	model(
		'mail, mailx, mutt, s-nail, sendmail, msmtp, ssmtp, swaks',
		'-s, -a, -A, -r, -c, -b, -S, -e, --to, --from, --server, -t, --attach, --body, --header, -au, -ap',
		mail,
	),
	model(
		'python-http, http-server, serve, ngrok, localtunnel, lt, cloudflared, bore, frpc, chisel, pinggy',
		'',
		tunnel,
	),
];

function portOf(argument: Argument | undefined): number | null {
	const text = argument === undefined ? null : knownText(argument.value);
	return text !== null && /^\d{1,5}$/.test(text) ? Number(text) : null;
}

/** What is piped in goes there, what comes back is printed. */
function conversation(call: Call, shell: Shell, target: Target): Value {
	const shown = target.host ?? 'a host that is only known at run time';
	shell.connect(
		call.range,
		target,
		call.stdin === null ? 'connect' : 'upload',
		`${call.program} connects to ${shown}`,
	);
	if (call.stdin !== null)
		shell.sent(call.range, call.stdin, target, 'socket', `sent to ${shown} by ${call.program}`);
	return shell.received(call.range, target, `${call.program} receives from ${shown}`);
}

function netcat(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const [host, port] = args.operands;
	const program = args.value('-e', '--exec', '-c', '--sh-exec', '--lua-exec');
	if (args.has('-l', '--listen')) {
		const listening = {
			host: null,
			scheme: 'tcp',
			port: portOf(args.value('-p', '--source-port')) ?? portOf(port ?? host),
			url: null,
			confidence: 'high',
		} as const;
		shell.connect(call.range, listening, 'listen', `${call.program} waits for connections`);
		const received = shell.received(call.range, listening, 'whoever connects sends commands');
		if (program !== undefined) runOverSocket(call, shell, program, received);
		return received;
	}
	if (host === undefined || args.has('-z')) return EMPTY;
	const target = hostTarget(shell, host, args.has('-u', '--udp') ? 'udp' : 'tcp', portOf(port));
	const received = conversation(call, shell, target);
	if (program !== undefined) runOverSocket(call, shell, program, received);
	return received;
}

/** A shell whose input and output is the connection. */
function runOverSocket(call: Call, shell: Shell, program: Argument, received: Value): void {
	const words = program.value.text.split(/\s+/).map(text => ({ value: literal(text), range: program.range }));
	shell.runCommand(words, { ...call, stdin: received });
}

function socat(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	let received: Value = EMPTY;
	for (const end of args.operands) {
		const shape =
			/^(tcp|udp|openssl|ssl|sctp|tcp4|tcp6|tcp-connect|openssl-connect|tcp-listen|tcp4-listen|udp-listen|openssl-listen):(.*)$/is.exec(
				patternOf(end.value),
			);
		if (shape === null) continue;
		const address = (shape[2] ?? '').split(',')[0] ?? '';
		const listens = /listen$/i.test(shape[1]!);
		const target = shell.target(literal(listens ? '' : address), 'tcp');
		const placed: Target = listens
			? { ...target, host: null, url: null, port: Number.parseInt(address, 10) || null }
			: target;
		shell.connect(
			end.range,
			placed,
			listens ? 'listen' : 'connect',
			`socat ${listens ? 'waits for connections' : `connects to ${placed.host ?? 'a host'}`}`,
		);
		received = concat(received, shell.received(end.range, placed, 'socat receives from the network'));
		if (call.stdin !== null) shell.sent(call.range, call.stdin, placed, 'socket', 'sent by socat');
	}
	for (const end of args.operands) {
		const shape = /^(?:exec|system):['"]?([^,'"]*)/i.exec(end.value.text);
		if (shape !== null) runOverSocket(call, shell, { value: literal(shape[1]!), range: end.range }, received);
		const file = /^(?:file|open|create|gopen):([^,]*)/i.exec(end.value.text);
		if (file !== null) shell.read({ value: literal(file[1]!), range: end.range }, 'read by socat');
	}
	return received;
}

function openssl(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const [command] = args.operands;
	const name = command?.value.text ?? '';
	if (name === 's_client') {
		const address = args.value('-connect') ?? args.value('-host');
		return address === undefined
			? undefined
			: conversation(call, shell, hostTarget(shell, address, 'tls', 443));
	}
	const source = args.value('-in');
	const data = source === undefined ? (call.stdin ?? EMPTY) : input(call, source, shell, 'read by openssl');
	const encoded = name === 'base64' || args.has('-base64', '-a', '-A');
	const decrypts = args.has('-d');
	const result = decrypts
		? shell.decoded(
				call.range,
				data,
				name === 'base64' || (name === 'enc' && !isCipher(args)) ? 'base64' : 'openssl',
			)
		: data;
	const output = args.value('-out');
	const produced = decrypts
		? result
		: unknownWith(encoded || source !== undefined || call.stdin !== null ? data.taints : []);
	if (output === undefined) return produced;
	shell.write(output, produced, 'written by openssl');
	return EMPTY;
}

function isCipher(args: ParsedArguments): boolean {
	return [...args.options.keys()].some(option =>
		/^-(?:aes|des|bf|camellia|chacha|rc4|aria|sm4|cast)/.test(option),
	);
}

/** Where an ssh-like command goes, and what it runs there. */
function ssh(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	checkHostKeys(call, args, shell);
	for (const key of args.values('-i')) shell.read(key, 'ssh signs in with this key');
	const [host, ...command] = args.operands;
	if (host === undefined) return undefined;
	const target = hostTarget(shell, withoutUser(host), 'ssh', portOf(args.value('-p')) ?? 22);
	const shown = target.host ?? 'a host that is only known at run time';
	shell.connect(host.range, target, call.stdin === null ? 'connect' : 'upload', `ssh connects to ${shown}`);
	const data = command.reduce((all, word) => concat(all, word.value), call.stdin ?? EMPTY);
	shell.sent(call.range, data, target, 'ssh', `sent to ${shown} over ssh`);
	for (const { value, range } of args.values('-o')) {
		const proxy = /^(?:ProxyCommand|LocalCommand)[= ](.+)$/is.exec(value.text)?.[1];
		if (proxy !== undefined) shell.runShell(withText(value, proxy), range, 'ssh', true, null);
	}
	const code = command.reduce(
		(all: Value, { value }, index) => concat(index > 0 ? concat(all, literal(' ')) : all, value),
		EMPTY,
	);
	const there = command.length > 0 ? code : (call.stdin ?? EMPTY);
	if (isKnown(there) && there.text !== '') {
		shell.elsewhere(() => shell.runShell(there, command[0]?.range ?? call.range, `ssh ${shown}`, true, null));
	}
	return shell.received(call.range, target, `what ${shown} prints over ssh`);
}

function checkHostKeys(call: Call, args: ParsedArguments, shell: Shell): void {
	for (const { value } of args.values('-o')) {
		if (
			/^StrictHostKeyChecking[= ](?:no|off|accept-new)$/i.test(value.text) ||
			/^UserKnownHostsFile[= ]\/dev\/null$/i.test(value.text)
		) {
			if (!/accept-new$/i.test(value.text))
				shell.tell(call.range, {
					kind: 'safety-off',
					what: 'host-key-checking',
					how: `${call.program} accepts any host key`,
				});
		}
	}
}

function withoutUser(host: Argument): Argument {
	const at = host.value.text.lastIndexOf('@');
	return at < 0 ? host : partOf(host, at + 1);
}

/** `host:path`, `user@host:path`, `scheme://…`; `null` for a local path. */
function remoteHost(operand: Argument, shell: Shell, scheme: string): Target | null {
	const { text } = operand.value;
	if (/^(?:rsync|sftp|scp|ssh):\/\//i.test(text)) return shell.target(operand.value, null);
	const shape = /^((?:[^\s:@/]*@)?(\[[^\]]+\]|[^\s:/@\\]{2,}|\0+)):(?!\/\/)/.exec(text);
	if (shape === null) return null;
	return hostTarget(shell, { value: { text: shape[2]!, taints: [] }, range: operand.range }, scheme, null);
}

function copyOver(call: Call, args: ParsedArguments, shell: Shell, scheme: string, channel: string): Value {
	checkHostKeys(call, args, shell);
	for (const { value, range } of args.values('-e', '--rsh')) {
		// Usually `ssh` with options, which starts nothing but the copy itself.
		if (!/^\s*ssh\b/.test(value.text)) shell.runShell(value, range, call.program, true, null);
	}
	for (const key of args.values('-i')) if (scheme === 'scp') shell.read(key, 'scp signs in with this key');
	const operands = [...args.operands];
	const destination = operands.pop();
	if (destination === undefined) return EMPTY;
	const to = remoteHost(destination, shell, scheme);
	let moved: Value = EMPTY;
	for (const source of operands) {
		const from = remoteHost(source, shell, scheme);
		if (from === null) {
			moved = concat(moved, shell.read(source, `copied by ${call.program}`));
			continue;
		}
		shell.connect(
			source.range,
			from,
			'download',
			`${call.program} copies from ${from.host ?? 'another host'}`,
		);
		moved = concat(
			moved,
			shell.received(source.range, from, `${call.program} copies from ${from.host ?? 'another host'}`),
		);
	}
	if (to === null) shell.write(destination, moved, `written by ${call.program}`);
	else {
		const shown = to.host ?? 'another host';
		shell.connect(destination.range, to, 'upload', `${call.program} copies to ${shown}`);
		shell.sent(call.range, moved, to, channel, `copied to ${shown} by ${call.program}`);
	}
	return EMPTY;
}

function fileTransfer(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const [host, ...rest] = args.operands;
	if (host === undefined) return undefined;
	const scheme = call.program.includes('sftp') ? 'sftp' : call.program.includes('smb') ? 'smb' : 'ftp';
	const { text } = host.value;
	const cut = /^\/\//.test(text) ? partOf(host, 2) : withoutUser(host);
	const target = /^[a-z]+:\/\//i.test(text)
		? shell.target(host.value, null)
		: hostTarget(shell, cut, scheme, scheme === 'ftp' ? 21 : null);
	shell.connect(
		host.range,
		target,
		call.stdin === null ? 'connect' : 'upload',
		`${call.program} connects to ${target.host ?? 'a host'}`,
	);
	let data: Value = call.stdin ?? EMPTY;
	// Commands on standard input name the files that are put there.
	for (const match of data.text.slice(0, 20_000).matchAll(/^\s*m?put\s+(\S+)/gm)) {
		data = concat(
			data,
			shell.read({ value: literal(match[1]!), range: call.range }, `sent by ${call.program}`),
		);
	}
	for (const operand of rest) data = concat(data, shell.contentOf(operand));
	shell.sent(call.range, data, target, scheme, `sent by ${call.program}`);
	return shell.received(call.range, target, `${call.program} receives from ${target.host ?? 'a host'}`);
}

/** Names that are looked up reach whoever serves the domain: data in them leaves. */
function lookup(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	let received: Value = EMPTY;
	for (const operand of args.operands) {
		const { text } = operand.value;
		if (
			text.startsWith('+') ||
			/^(?:A|AAAA|TXT|MX|NS|ANY|CNAME|PTR|SOA|SRV|hosts|passwd|group|IN)$/.test(text) ||
			/^\d+$/.test(text)
		)
			continue;
		const name = text.startsWith('@') ? partOf(operand, 1) : operand;
		if (!/[.\0:]/.test(name.value.text)) continue;
		const target = { ...shell.target(name.value, 'dns'), scheme: 'dns', url: null, port: null };
		shell.connect(operand.range, target, 'connect', `${call.program} looks up or contacts this name`);
		shell.sent(call.range, operand.value, target, 'dns', `leaves in a name that ${call.program} looks up`);
		received = concat(received, shell.received(operand.range, target, 'what the name servers answer'));
	}
	return received;
}

function mail(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const server = args.value('--server');
	const recipients = [...args.operands, ...args.values('--to')];
	const recipient = recipients.find(({ value }) => value.text.includes('@'));
	const at =
		server ??
		(recipient === undefined ? undefined : partOf(recipient, recipient.value.text.indexOf('@') + 1));
	const target: Target =
		at === undefined
			? { host: null, scheme: 'smtp', port: 25, url: null, confidence: 'medium' }
			: { ...hostTarget(shell, at, 'smtp', 25), url: null };
	if (recipients.length === 0 && call.stdin === null) return undefined;
	shell.connect(call.range, target, 'upload', `${call.program} sends a mail`);
	let data: Value = call.stdin ?? EMPTY;
	for (const { value } of args.values('-s', '--body', '--header')) data = concat(data, value);
	for (const file of args.values('-a', '-A', '--attach')) {
		const path = file.value.text.startsWith('@') ? partOf(file, 1) : file;
		data = concat(data, shell.read(path, 'attached to a mail'));
	}
	shell.sent(call.range, data, target, 'smtp', `sent by mail with ${call.program}`);
	return EMPTY;
}

function tunnel(call: Call, _args: ParsedArguments, shell: Shell): Value | undefined {
	const target = { host: null, scheme: null, port: null, url: null, confidence: 'medium' } as const;
	shell.connect(call.range, target, 'listen', `${call.program} makes a local service reachable`);
	return undefined;
}
