/** Commands that change the machine itself: what starts by itself, what protects it, what keeps its secrets. */
import type { PersistenceUse, SafetyUse, SecretClass } from '../../model';
import { optionStyle } from '../argv';
import type { Call, Run, Shell } from '../shell';
import { EMPTY, unknownWith, type Value } from '../value';
import { type CommandModel, input, model } from './model';

export const SYSTEM: readonly CommandModel[] = [
	model('crontab', '-u', (call, args, shell) => {
		if (args.has('-l', '-r')) return undefined;
		const [file] = args.operands;
		const content =
			file === undefined || file.value.text === '-'
				? (call.stdin ?? EMPTY)
				: input(call, file, shell, 'crontab takes its jobs from this file');
		persists(call, shell, 'cron', 'a job runs again and again by itself');
		return scheduled(call, shell, content);
	}),
	model('at, batch', '-f, -t, -q', (call, args, shell) => {
		persists(call, shell, 'scheduled-task', 'a command runs later by itself');
		const file = args.value('-f');
		const code =
			file === undefined ? (call.stdin ?? EMPTY) : shell.read(file, 'at takes its commands from this file');
		shell.runShell(code, call.range, 'at', true, null);
		return EMPTY;
	}),
	model(
		'launchctl',
		'',
		verbs('launchd', /^(?:load|bootstrap|enable|submit|kickstart)$/, 'launchd starts a program by itself'),
	),
	model(
		'systemctl',
		'-t, -p, -H, -M',
		verbs('systemd', /^(?:enable|reenable|link|add-wants)$/, 'systemd starts a service by itself'),
	),
	model('loginctl', '', verbs('systemd', /^enable-linger$/, 'services of the user run without a login')),
	model(
		'systemd-run',
		optionStyle('-u, --unit, -p, --on-calendar, --on-active, --on-boot', { stopsAtOperand: true }),
		(call, args, shell) => {
			if (args.has('--on-calendar', '--on-active', '--on-boot'))
				persists(call, shell, 'systemd', 'systemd runs a command later by itself');
			return shell.runCommand(args.operands, call);
		},
	),
	model('update-rc.d, chkconfig, rc-update', '', (call, _args, shell) => {
		persists(call, shell, 'systemd', 'a service is started with the machine');
		return undefined;
	}),
	model('schtasks', optionStyle('', { singleDashWords: true }), (call, _args, shell) => {
		if (mentions(call, /^[-/]create$/i)) persists(call, shell, 'scheduled-task', 'a task runs by itself');
		return undefined;
	}),
	model('reg', '', (call, _args, shell) => {
		if (mentions(call, /\\CurrentVersion\\Run(?:Once)?\b/i))
			persists(call, shell, 'registry-run-key', 'a program is started at every login');
		return undefined;
	}),
	model('security', '-a, -s, -l, -D, -c, -k, -p', (call, _args, shell) => {
		if (!mentions(call, /^(?:find-(?:generic|internet)-password|dump-keychain|export)$/)) return undefined;
		return secret(call, shell, 'keychain', '~/Library/Keychains', 'reads passwords from the keychain');
	}),
	model(
		'secret-tool, kwallet-query, pass, gopass, op, bw, lpass, keepassxc-cli',
		'',
		(call, _args, shell) => {
			if (!mentions(call, /^(?:lookup|search|show|get|read|item|list|-r|export|clip)$/)) return undefined;
			return secret(call, shell, 'password-store', '~/.password-store', 'reads from a password store');
		},
	),
	model(
		'spctl',
		'',
		safety(
			'gatekeeper',
			/^--(?:master-disable|global-disable|disable)$/,
			'macOS then starts programs that nobody signed',
		),
	),
	model(
		'csrutil',
		'',
		safety('mandatory-access-control', /^disable$/, 'macOS no longer protects its own files'),
	),
	model(
		'xattr',
		'',
		safety(
			'gatekeeper',
			/^(?:com\.apple\.quarantine|-\w*c\w*)$/,
			'macOS no longer asks before starting a downloaded file',
		),
	),
	model(
		'setenforce',
		'',
		safety('mandatory-access-control', /^(?:0|permissive)$/i, 'SELinux no longer enforces its rules'),
	),
	model(
		'aa-teardown, aa-disable, aa-complain',
		'',
		safety('mandatory-access-control', null, 'AppArmor no longer enforces its rules'),
	),
	model('ufw', '', safety('firewall', /^(?:disable|reset)$/, 'the firewall is switched off')),
	model(
		'iptables, ip6tables, nft',
		'',
		safety('firewall', /^(?:-F|--flush|flush)$/, 'all firewall rules are removed'),
	),
	model('netsh', '', (call, _args, shell) => {
		if (mentions(call, /^off$/i) && mentions(call, /^(?:advfirewall|firewall)$/i))
			tellSafety(call, shell, 'firewall', 'the firewall is switched off');
		return undefined;
	}),
	model(
		'auditctl',
		'',
		safety('system-logging', /^(?:-e0|-D)$/, 'the machine no longer records what happens'),
	),
	model('wevtutil', '', safety('system-logging', /^(?:cl|clear-log)$/i, 'event logs are erased')),
	model(
		'claude, codex, gemini, cursor-agent, copilot, qwen, aider, opencode, goose',
		'-p, --prompt, -m, --model',
		(call, _args, shell) => {
			const unasked =
				/^(?:--dangerously-skip-permissions|--dangerously-bypass-approvals-and-sandbox|--yolo|-y|--full-auto|--yes-always|--allow-all-tools|--trust-all-tools|--permission-mode=bypassPermissions|bypassPermissions)$/;
			if (mentions(call, unasked))
				tellSafety(call, shell, 'permission-prompts', `${call.program} then acts without asking`);
			return undefined;
		},
	),
];

function mentions(call: Call, pattern: RegExp): boolean {
	return call.arguments.some(({ value }) => pattern.test(value.text));
}

function persists(call: Call, shell: Shell, mechanism: PersistenceUse['mechanism'], how: string): void {
	shell.tell(call.range, { kind: 'persistence', mechanism, target: null, how: `${call.program}: ${how}` });
}

function verbs(mechanism: PersistenceUse['mechanism'], verb: RegExp, how: string): Run {
	return (call, _args, shell) => {
		if (mentions(call, verb)) persists(call, shell, mechanism, how);
		return undefined;
	};
}

function tellSafety(call: Call, shell: Shell, what: SafetyUse['what'], how: string): void {
	shell.tell(call.range, { kind: 'safety-off', what, how });
}

/** @param word what among the arguments switches it off; `null`: the command itself does. */
function safety(what: SafetyUse['what'], word: RegExp | null, how: string): Run {
	return (call, _args, shell) => {
		if (word === null || mentions(call, word)) tellSafety(call, shell, what, how);
		return undefined;
	};
}

/** Cron's lines as commands: what follows the five fields of time, or `@reboot`. */
function scheduled(call: Call, shell: Shell, jobs: Value): Value {
	const commands = jobs.text
		.split('\n')
		.map(line => /^\s*(?:@\w+|(?:\S+\s+){5})(.*)$/.exec(line)?.[1] ?? '')
		.filter(command => command !== '');
	if (commands.length > 0)
		shell.runShell({ ...jobs, text: commands.slice(0, 64).join('\n') }, call.range, 'cron', true, null);
	return EMPTY;
}

function secret(call: Call, shell: Shell, kind: SecretClass, path: string, what: string): Value {
	shell.tell(call.range, { kind: 'file', access: 'read', path, how: `${call.program} ${what}` });
	const source = { kind: 'secret-file', path, secret: kind } as const;
	return unknownWith([
		{ source, confidence: 'high', trail: { step: { range: call.range, what }, previous: null, length: 1 } },
	]);
}
