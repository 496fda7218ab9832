/** Commands that run the command in their arguments. */
import { optionStyle, type ParsedArguments } from '../argv';
import type { Argument, Call, Shell } from '../shell';
import { concat, EMPTY, knownText, literal, UNKNOWN, unknownWith, type Value, withText } from '../value';
import { replaced } from './files';
import { type CommandModel, model, wrapper } from './model';

export const WRAPPERS: readonly CommandModel[] = [
	wrapper(
		'sudo, doas, pkexec, run0, gosu, su-exec',
		'-u, --user, -g, --group, -C, -D, -h, -p, -R, -T, -U',
		(call, args, shell) => {
			const command = args.operands.filter(
				(word, index) => index > 0 || !/^[A-Za-z_]\w*=/.test(word.value.text),
			);
			if (args.has('-i', '-s') && command.length === 0 && call.stdin !== null)
				return shell.runShell(call.stdin, call.range, call.program, true, null);
			return run(call, /^(?:gosu|su-exec)$/.test(call.program) ? command.slice(1) : command, shell, true);
		},
	),
	wrapper(
		'nohup, setsid, command, builtin, exec, time, caffeinate, unbuffer, winpty, noglob, nocorrect, chronic, ionice, stdbuf, taskset, nice, chrt, catchsegv, ltrace, rlwrap',
		'-n, -c, -a, -o, -e, -i, -p, -f, --adjustment',
		(call, args, shell) => {
			if (call.program === 'command' && args.has('-v', '-V')) return unknownWith([]);
			return run(call, args.operands, shell, call.elevated);
		},
	),
	wrapper('timeout, gtimeout', '-s, --signal, -k, --kill-after', (call, args, shell) =>
		run(call, args.operands.slice(1), shell, call.elevated),
	),
	wrapper('busybox, toybox', '', (call, args, shell) => run(call, args.operands, shell, call.elevated)),
	wrapper('flock', '-w, --timeout, -E', (call, args, shell) => {
		const code = call.arguments.findIndex(({ value }) => value.text === '-c');
		const word = call.arguments[code + 1];
		if (code >= 0 && word !== undefined)
			return shell.runShell(word.value, word.range, 'flock', true, call.stdin);
		return run(call, args.operands.slice(1), shell, call.elevated);
	}),
	wrapper(
		'strace, dtruss, valgrind, gdb, perf, hyperfine, torsocks, torify, proxychains, proxychains4, usewithtor, firejail, bwrap, dbus-run-session, xvfb-run, script, arch, setarch, linux32, linux64, firectl, direnv, dotenv, doppler, infisical, op-run, aws-vault, chamber, poetry-run, watch, entr, nodemon, watchexec',
		'-o, -e, -s, -p, -c, -n, -f, -w, --interval',
		(call, args, shell) => {
			const inner = args.operands.filter(
				(_, index) => index > 0 || !/^(?:exec|run|record|stat)$/.test(args.operands[0]?.value.text ?? ''),
			);
			const code = args.value('-c');
			if (code !== undefined && call.program === 'script')
				return shell.runShell(code.value, code.range, call.program, true, call.stdin);
			// These commands take one string as well as separate words.
			if (inner.length === 1 && /\s/.test(inner[0]!.value.text))
				return shell.runShell(inner[0]!.value, inner[0]!.range, call.program, true, call.stdin);
			return run(call, inner, shell, call.elevated);
		},
	),
	model('su, runuser', optionStyle('-c, --command, -s, --shell, -g, -G', {}), (call, args, shell) => {
		const code = args.value('-c', '--command');
		if (code === undefined)
			return call.stdin === null ? EMPTY : shell.runShell(call.stdin, call.range, call.program, true, null);
		return shell.runShell(code.value, code.range, `${call.program} -c`, true, call.stdin);
	}),
	model(
		'chroot, nsenter, unshare, systemd-nspawn',
		optionStyle('-t, --target, -S, -G, --userspec', { stopsAtOperand: true }),
		(call, args, shell) =>
			run(call, args.operands.slice(call.program === 'chroot' ? 1 : 0), shell, call.elevated),
	),
	model(
		'xargs, gxargs',
		optionStyle(
			'-I, -i, --replace, -n, -L, -P, -d, -s, -a, -E, --max-args, --max-procs, --delimiter, --arg-file',
			{ stopsAtOperand: true },
		),
		xargs,
	),
	model(
		'parallel',
		optionStyle('-j, --jobs, -I, -a, --arg-file, -N, --results, --joblog, -S', { stopsAtOperand: true }),
		parallel,
	),
	model('tmux', optionStyle('-s, -t, -n, -c, -f, -L, -S, -e, -x, -y', {}), multiplexer),
	model('screen', optionStyle('-S, -t, -c, -L, -X, -h, -p', { stopsAtOperand: true }), (call, args, shell) =>
		run(call, args.operands, shell, call.elevated),
	),
	model(
		'docker, podman, nerdctl',
		optionStyle(
			'-v, --volume, -e, --env, --env-file, -p, --publish, --name, -w, --workdir, --entrypoint, -u, --user, --network, --mount, -t, --tag, -f, --file, --build-arg, --platform, -h, --hostname, -m, --memory, --cpus, --label, -l, --restart, --pull, --gpus, --add-host, --cap-add, --cap-drop, --security-opt, --tmpfs, --target, --secret, --device, --ipc, --pid, --shm-size, --ulimit, -H, --context, --log-driver, --format, --filter, -a, --password',
			{},
		),
		container,
	),
	model(
		'kubectl, oc, k',
		optionStyle(
			'-n, --namespace, -f, --filename, -c, --container, -l, --selector, -o, --output, --context, --kubeconfig, -k, --image, --from-literal, --from-file, --patch, -p',
			{},
		),
		kubernetes,
	),
];

/** Runs the words, handing on input and privileges. */
function run(call: Call, words: readonly Argument[], shell: Shell, elevated: boolean): Value {
	return words.length === 0
		? EMPTY
		: shell.runCommand(words, { stdin: call.stdin, elevated, range: call.range });
}

/** Words taken from standard input become arguments. */
function xargs(call: Call, args: ParsedArguments, shell: Shell): Value {
	const data = call.stdin ?? EMPTY;
	const mark = args.value('-I', '-i', '--replace')?.value.text ?? (args.has('-i') ? '{}' : null);
	const command = args.operands.length > 0 ? args.operands : [{ value: literal('echo'), range: call.range }];
	const text = knownText(data);
	const context = { stdin: null, elevated: call.elevated, range: call.range };
	if (mark !== null) {
		const lines =
			text === null
				? [unknownWith(data.taints)]
				: text
						.split('\n')
						.filter(line => line.trim() !== '')
						.slice(0, 16)
						.map(line => withText(data, line.trim()));
		return lines.reduce(
			(all: Value, line) =>
				concat(
					all,
					shell.runCommand(
						command.map(word => replaced(word, mark, { value: line, range: call.range })),
						context,
					),
				),
			EMPTY,
		);
	}
	const added =
		text === null
			? [unknownWith(data.taints)]
			: text
					.split(/\s+/)
					.filter(word => word !== '')
					.slice(0, 256)
					.map(word => withText(data, word.replace(/^(["'])(.*)\1$/s, '$2')));
	// A search's pattern stands for many paths, and names each of them.
	const words =
		text === null && data.text !== UNKNOWN
			? data.text
					.split(/\s+/)
					.filter(word => word !== '')
					.map(word => withText(data, word))
			: added;
	return shell.runCommand(
		[...command, ...words.slice(0, 256).map(value => ({ value, range: call.range }))],
		context,
	);
}

function parallel(call: Call, args: ParsedArguments, shell: Shell): Value {
	const words = args.operands;
	const cut = words.findIndex(({ value }) => /^:::/.test(value.text));
	const command = cut < 0 ? words : words.slice(0, cut);
	const values = cut < 0 ? [{ value: call.stdin ?? EMPTY, range: call.range }] : words.slice(cut + 1);
	let output: Value = EMPTY;
	for (const value of values.slice(0, 16)) {
		const filled = command.map(word => replaced(word, '{}', value));
		const all = filled.every((word, index) => word === command[index]) ? [...filled, value] : filled;
		const only = all.length === 1 ? all[0] : undefined;
		output = concat(
			output,
			only === undefined
				? run({ ...call, stdin: null }, all, shell, call.elevated)
				: shell.runShell(only.value, only.range, 'parallel', true, null),
		);
	}
	return output;
}

function multiplexer(call: Call, args: ParsedArguments, shell: Shell): Value {
	const [command, ...rest] = args.operands;
	if (
		command === undefined ||
		!/^(?:new|new-session|neww|new-window|splitw?|split-window|send|send-keys|respawn-pane|run|run-shell)$/.test(
			command.value.text,
		)
	)
		return EMPTY;
	const words = rest.filter(({ value }) => !/^(?:C-m|Enter|C-c)$/.test(value.text));
	const [only] = words;
	if (only !== undefined && words.length === 1)
		return shell.runShell(only.value, only.range, 'tmux', true, null);
	return run({ ...call, stdin: null }, words, shell, call.elevated);
}

/** Volumes bring files of the machine into the container; the command inside is followed like any other. */
function container(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const [subcommand, ...rest] = args.operands;
	const name = subcommand?.value.text ?? '';
	for (const volume of args.values('-v', '--volume')) {
		const source = {
			value: withText(volume.value, volume.value.text.replace(/:[^:]*(?::\w+)?$/, '')),
			range: volume.range,
		};
		if (/^[./~]/.test(source.value.text))
			shell.read(source, `made visible inside a ${call.program} container`, 'medium');
	}
	for (const file of args.values('--env-file'))
		shell.read(file, `${call.program} takes variables from this file`);
	if (name === 'run' || name === 'create' || name === 'exec') {
		const [image] = rest;
		if (image !== undefined && name !== 'exec') pulled(call, image, shell);
		const words = call.arguments.slice(image === undefined ? 0 : call.arguments.indexOf(image) + 1);
		const entry = args.value('--entrypoint');
		const command = entry === undefined ? words : [entry, ...words];
		if (command.length > 0 && !command[0]!.value.text.startsWith('-'))
			shell.elsewhere(() => run(call, command, shell, call.elevated));
	} else if (name === 'pull' && rest[0] !== undefined) pulled(call, rest[0], shell);
	else if (name === 'push' && rest[0] !== undefined) {
		const target = {
			host: registryOf(rest[0].value.text),
			scheme: 'https',
			port: 443,
			url: null,
			confidence: 'high',
		} as const;
		shell.connect(rest[0].range, target, 'upload', `${call.program} uploads an image`);
	}
	return undefined;
}

function registryOf(image: string): string | null {
	if (image.includes(UNKNOWN)) return null;
	const first = image.split('/')[0] ?? '';
	return image.includes('/') && /[.:]/.test(first) ? first.replace(/:\d+$/, '').toLowerCase() : 'docker.io';
}

function pulled(call: Call, image: Argument, shell: Shell): void {
	const text = knownText(image.value);
	const host = registryOf(image.value.text);
	shell.connect(
		image.range,
		{ host, scheme: 'https', port: 443, url: null, confidence: 'medium' },
		'download',
		`${call.program} fetches this image if it is not there yet`,
	);
	const version = text === null ? null : (/(@sha256:[\da-f]+|:[\w.-]+)$/.exec(text)?.[1] ?? null);
	shell.tell(image.range, {
		kind: 'package',
		ecosystem: 'docker',
		name: text === null ? null : text.slice(0, text.length - (version?.length ?? 0)),
		version,
		source: 'registry',
		url: null,
		ephemeral: true,
		how: `${call.program} runs or fetches this image`,
	});
}

function kubernetes(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const [subcommand, ...rest] = args.operands;
	const name = subcommand?.value.text ?? '';
	for (const file of args.values('-f', '--filename', '-k')) {
		if (/^https?:\/\//i.test(file.value.text)) {
			shell.connect(
				file.range,
				shell.target(file.value, null),
				'download',
				`${call.program} applies what this address gives`,
			);
		} else if (file.value.text !== '-') shell.read(file, `read by ${call.program}`);
	}
	if (name === 'exec' || name === 'run') {
		const dashes = call.arguments.findIndex(({ value }) => value.text === '--');
		if (dashes >= 0) shell.elsewhere(() => run(call, call.arguments.slice(dashes + 1), shell, call.elevated));
	}
	if (name === 'get' && /^secrets?(?:\/|$)/.test(rest[0]?.value.text ?? '')) {
		const source = { kind: 'secret-file', path: '~/.kube/config', secret: 'cloud-credentials' } as const;
		return unknownWith([
			{
				source,
				confidence: 'medium',
				trail: {
					step: { range: call.range, what: 'reads secrets of the cluster' },
					previous: null,
					length: 1,
				},
			},
		]);
	}
	return undefined;
}
