/** Commands that switch a protection off, and agents started without their questions. */
import type { SafetyUse } from '../../model';
import type { Call, Shell } from '../shell';
import { EMPTY, patternOf, unknownWith, type Value } from '../value';
import { type CommandModel, model } from './model';

type What = SafetyUse['what'];

/** Program, its arguments joined by spaces, what is switched off, in words. */
const SAFETY_OFF: readonly (readonly [string, RegExp, What, string])[] = [
	['spctl', /--(?:master|global)-disable|--disable/, 'gatekeeper', 'Gatekeeper is switched off'],
	[
		'xattr',
		/^-\w*[cd]\w*(?: |$)(?!.*com\.apple\.(?!quarantine))/,
		'gatekeeper',
		'the mark of a download is removed, so that macOS does not check the program',
	],
	[
		'csrutil',
		/disable|authenticated-root disable/,
		'gatekeeper',
		'System Integrity Protection is switched off',
	],
	['tccutil', /^reset/, 'permission-prompts', 'privacy permissions of macOS are reset'],
	['setenforce', /^(?:0|permissive)$/i, 'mandatory-access-control', 'SELinux no longer enforces its rules'],
	['aa-disable', /./, 'mandatory-access-control', 'an AppArmor profile is switched off'],
	['aa-teardown', /^/, 'mandatory-access-control', 'AppArmor is switched off'],
	['aa-complain', /./, 'mandatory-access-control', 'an AppArmor profile no longer enforces its rules'],
	['ufw', /^(?:--force )?(?:disable|reset)/, 'firewall', 'the firewall is switched off'],
	[
		'iptables',
		/(?:^| )(?:-F|--flush)|-P (?:INPUT|OUTPUT|FORWARD) ACCEPT/,
		'firewall',
		'rules of the firewall are removed',
	],
	['ip6tables', /(?:^| )(?:-F|--flush)/, 'firewall', 'rules of the firewall are removed'],
	['nft', /^flush ruleset/, 'firewall', 'rules of the firewall are removed'],
	['pfctl', /^-d/, 'firewall', 'the firewall is switched off'],
	[
		'netsh',
		/advfirewall .*state off|firewall set opmode disable/i,
		'firewall',
		'the firewall is switched off',
	],
	['socketfilterfw', /--setglobalstate off/, 'firewall', 'the firewall is switched off'],
	['auditctl', /-e 0|-D/, 'system-logging', 'auditing is switched off'],
	['journalctl', /--vacuum-|--rotate/, 'system-logging', 'system logs are thrown away'],
	['wevtutil', /^(?:cl|clear-log)/i, 'system-logging', 'event logs are cleared'],
	['log', /^erase/, 'system-logging', 'system logs are erased'],
	[
		'mdatp',
		/config real-time-protection .*disabled|--value disabled/,
		'defender',
		'virus protection is switched off',
	],
	['sc', /^(?:stop|config|delete) windefend/i, 'defender', 'virus protection is switched off'],
	[
		'Set-MpPreference',
		/Disable\w+ (?:\$?true|1)|-ExclusionPath/i,
		'defender',
		'virus protection is weakened',
	],
	['Set-ExecutionPolicy', /Bypass|Unrestricted/i, 'script-policy', 'PowerShell runs any script'],
	[
		'sysctl',
		/kernel\.(?:yama\.ptrace_scope|randomize_va_space|kptr_restrict)=0/,
		'mandatory-access-control',
		'a protection of the kernel is switched off',
	],
	[
		'claude',
		/--(?:allow-)?dangerously-skip-permissions|--permission-mode[ =](?:bypassPermissions|dontAsk)/,
		'permission-prompts',
		'the agent runs everything without asking',
	],
	[
		'codex',
		/--(?:yolo|full-auto|dangerously-bypass-approvals-and-sandbox)|--(?:ask-for-approval|a)[ =]never|--sandbox[ =]danger-full-access|-s danger-full-access/,
		'permission-prompts',
		'the agent runs everything without asking',
	],
	[
		'gemini',
		/--yolo|(?:^| )-y(?: |$)|--approval-mode[ =]yolo/,
		'permission-prompts',
		'the agent runs everything without asking',
	],
	[
		'qwen',
		/--yolo|(?:^| )-y(?: |$)|--approval-mode[ =]yolo/,
		'permission-prompts',
		'the agent runs everything without asking',
	],
	[
		'cursor-agent',
		/--force|(?:^| )-f(?: |$)|--yolo/,
		'permission-prompts',
		'the agent runs everything without asking',
	],
	[
		'copilot',
		/--allow-all(?:-tools|-paths)?|--yolo/,
		'permission-prompts',
		'the agent runs everything without asking',
	],
	['aider', /--yes-always|--yes(?: |$)/, 'permission-prompts', 'the agent runs everything without asking'],
	['amp', /--dangerously-allow-all/, 'permission-prompts', 'the agent runs everything without asking'],
	['opencode', /--dangerously/, 'permission-prompts', 'the agent runs everything without asking'],
	['goose', /--mode[ =]auto/, 'permission-prompts', 'the agent runs everything without asking'],
	[
		'openclaw',
		/exec-policy .*(?:yolo|off|allow-all)|tools\.exec\.(?:ask|security) (?:off|full)/,
		'permission-prompts',
		'the agent runs everything without asking',
	],
];

const PROGRAMS = [...new Set(SAFETY_OFF.map(([program]) => program))];

export const SAFETY: readonly CommandModel[] = [
	...PROGRAMS.filter(program => program !== 'claude').map(program =>
		model(program, '', (call, _args, shell) => checked(call, shell)),
	),
	model('claude', '', (call, args, shell) => {
		checked(call, shell);
		const words = args.operands.map(({ value }) => patternOf(value));
		// `claude mcp add name url|command` changes which servers the agent starts.
		if (words[0] === 'mcp' && /^add/.test(words[1] ?? '')) {
			shell.tell(call.range, {
				kind: 'agent-config',
				access: 'write',
				path: '~/.claude.json',
				how: 'claude mcp add gives the agent another server',
			});
			const dashes = call.arguments.findIndex(({ value }) => value.text === '--');
			if (dashes >= 0) shell.runCommand(call.arguments.slice(dashes + 1), { ...call, stdin: null });
			const url = args.operands.find(({ value }) => /^https?:\/\//i.test(value.text));
			if (url !== undefined)
				shell.connect(
					url.range,
					shell.target(url.value, null),
					'connect',
					'the agent connects to this server from now on',
				);
		}
		if (words[0] === 'config' && words[1] === 'set') {
			shell.tell(call.range, {
				kind: 'agent-config',
				access: 'write',
				path: '~/.claude.json',
				how: 'claude config set changes the agent’s settings',
			});
		}
		return undefined;
	}),
];

function checked(call: Call, shell: Shell): Value | undefined {
	const text = call.arguments
		.slice(0, 64)
		.map(({ value }) => patternOf(value))
		.join(' ')
		.slice(0, 4000);
	for (const [program, pattern, what, how] of SAFETY_OFF) {
		if (program === call.program && pattern.test(text)) {
			shell.tell(call.range, { kind: 'safety-off', what, how });
			break;
		}
	}
	return call.stdin === null ? EMPTY : unknownWith([]);
}
