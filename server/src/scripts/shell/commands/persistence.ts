/** Commands that make something run again later. */
import type { PersistenceUse } from '../../model';
import { optionStyle, type ParsedArguments } from '../argv';
import { codeRunLater } from '../run-later';
import type { Argument, Call, Shell } from '../shell';
import { EMPTY, knownText, literal, patternOf, unknownWith, type Value, withText } from '../value';
import { type CommandModel, input, model } from './model';

export const PERSISTENCE_COMMANDS: readonly CommandModel[] = [
	model('crontab', '-u', crontab),
	model('at, batch', '-f, -t, -q', (call, args, shell) => {
		if (args.has('-l', '-r', '-d', '-c')) return undefined;
		const file = args.value('-f');
		const code =
			file === undefined ? (call.stdin ?? EMPTY) : shell.read(file, `${call.program} runs this file later`);
		tell(shell, call.range, 'scheduled-task', null, `${call.program} runs commands later`);
		return shell.later('scheduled-task', () =>
			shell.runShell(code, file?.range ?? call.range, call.program, true, null),
		);
	}),
	model('launchctl', optionStyle('-l, -p, -o, -e', {}), (call, args, shell) => {
		const [action, ...rest] = args.operands;
		if (!/^(?:load|bootstrap|enable|kickstart|submit|start)$/.test(action?.value.text ?? ''))
			return undefined;
		const file = rest.at(-1);
		tell(
			shell,
			call.range,
			'launchd',
			file === undefined ? null : shell.resolve(file.value),
			'launchctl starts a service that comes back',
		);
		const dashes = call.arguments.findIndex(({ value }) => value.text === '--');
		if (action?.value.text === 'submit' && dashes >= 0)
			return shell.runCommand(call.arguments.slice(dashes + 1), call);
		return undefined;
	}),
	model('systemctl', '-t, -p, -H, -M, --type, --property', systemctl),
	model('service, rc-service', '', (call, args, shell) => {
		const [name, action] = args.operands;
		if (action?.value.text === 'stop') stopped(call, shell, name);
		return undefined;
	}),
	model('update-rc.d, chkconfig, rc-update', '', (call, args, shell) => {
		tell(
			shell,
			call.range,
			'systemd',
			args.operands[0] === undefined ? null : knownText(args.operands[0].value),
			`${call.program} starts a service with the machine`,
		);
		return undefined;
	}),
	model(
		'systemd-run',
		optionStyle(
			'--on-calendar, --on-active, --on-boot, --on-startup, --on-unit-active, --unit, -u, -p, --property, --uid',
			{ stopsAtOperand: true },
		),
		(call, args, shell) => {
			if ([...args.options.keys()].some(option => option.startsWith('--on-')))
				tell(shell, call.range, 'systemd', null, 'systemd-run runs a command later');
			return shell.runCommand(args.operands, call);
		},
	),
	model('schtasks', optionStyle('', { singleDashWords: true }), (call, _args, shell) =>
		windowsTask(call, shell),
	),
	model('reg', '', (call, args, shell) => {
		const [action, key] = args.operands;
		if (
			action?.value.text.toLowerCase() === 'add' &&
			key !== undefined &&
			/CurrentVersion\\+Run(?:Once)?/i.test(key.value.text)
		) {
			tell(
				shell,
				call.range,
				'registry-run-key',
				patternOf(key.value),
				'reg adds a program that starts with Windows',
			);
		}
		return undefined;
	}),
	model('defaults', '', (call, args, shell) => {
		const text = args.operands.map(({ value }) => patternOf(value)).join(' ');
		if (/^write .*(?:loginwindow .*LoginHook|loginitems)/i.test(text))
			tell(shell, call.range, 'login-item', null, 'defaults adds something that starts with the session');
		if (/^write .*LSQuarantine.* (?:NO|false|0)$/i.test(text))
			shell.tell(call.range, {
				kind: 'safety-off',
				what: 'gatekeeper',
				how: 'macOS no longer marks downloads',
			});
		return undefined;
	}),
	model('ssh-copy-id', '-i, -p, -o', (call, args, shell) => {
		tell(shell, call.range, 'authorized-keys', null, 'ssh-copy-id adds a key on another machine');
		const [host] = args.operands;
		if (host !== undefined) {
			const at = host.value.text.lastIndexOf('@') + 1;
			shell.connect(
				host.range,
				{ ...shell.target(withText(host.value, host.value.text.slice(at)), 'ssh'), url: null },
				'connect',
				'ssh-copy-id connects to this host',
			);
		}
		return undefined;
	}),
	model('loginctl', '', (call, args, shell) => {
		if (args.operands[0]?.value.text === 'enable-linger')
			tell(shell, call.range, 'systemd', null, 'services of the user then run without a log-in');
		return undefined;
	}),
];

function tell(
	shell: Shell,
	range: Argument['range'],
	mechanism: PersistenceUse['mechanism'],
	target: string | null,
	how: string,
): void {
	shell.tell(range, { kind: 'persistence', mechanism, target, how });
}

function crontab(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	if (args.has('-l')) return unknownWith([]);
	if (args.has('-r')) return EMPTY;
	const [file] = args.operands;
	if (file === undefined && call.stdin === null) return EMPTY;
	const table =
		file === undefined ? (call.stdin ?? EMPTY) : input(call, file, shell, 'crontab installs this table');
	tell(shell, call.range, 'cron', null, 'crontab installs commands that run again and again');
	const code = codeRunLater('', 'cron', table);
	if (code !== null) shell.later('cron', () => shell.runShell(code, call.range, 'cron', true, null));
	return EMPTY;
}

const PROTECTION_UNITS: readonly (readonly [
	RegExp,
	'firewall' | 'mandatory-access-control' | 'system-logging' | 'defender',
])[] = [
	[/^(?:ufw|firewalld|iptables|nftables)(?:\.service)?$/, 'firewall'],
	[/^(?:apparmor|selinux-\w+)(?:\.service)?$/, 'mandatory-access-control'],
	[/^(?:auditd|rsyslog|syslog|systemd-journald|syslog-ng)(?:\.service)?$/, 'system-logging'],
	[
		/^(?:clamav-\w+|falcon-sensor|crowdstrike|wdavdaemon|mdatp|falco|ossec|wazuh-agent)(?:\.service)?$/,
		'defender',
	],
];

function stopped(call: Call, shell: Shell, unit: Argument | undefined): void {
	const name = unit?.value.text ?? '';
	const what = PROTECTION_UNITS.find(([pattern]) => pattern.test(name))?.[1];
	if (what !== undefined)
		shell.tell(call.range, { kind: 'safety-off', what, how: `${call.program} stops ${name}` });
}

function systemctl(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const [action, ...units] = args.operands;
	const verb = action?.value.text ?? '';
	if (/^(?:enable|link|preset|reenable)$/.test(verb)) {
		for (const unit of units)
			tell(
				shell,
				unit.range,
				'systemd',
				knownText(unit.value),
				'systemctl starts it with the machine or the session',
			);
	}
	if (/^(?:stop|disable|mask|kill)$/.test(verb)) for (const unit of units) stopped(call, shell, unit);
	return undefined;
}

function windowsTask(call: Call, shell: Shell): Value | undefined {
	const words = call.arguments;
	if (!words.some(({ value }) => /^\/create$/i.test(value.text))) return undefined;
	const program = words[words.findIndex(({ value }) => /^\/tr$/i.test(value.text)) + 1];
	tell(shell, call.range, 'scheduled-task', null, 'schtasks makes a command run again later');
	if (program !== undefined && words.some(({ value }) => /^\/tr$/i.test(value.text))) {
		return shell.runCommand(
			program.value.text.split(/\s+/).map(text => ({ value: literal(text), range: program.range })),
			call,
		);
	}
	return undefined;
}
