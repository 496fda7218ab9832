/** Commands that print stored secrets, or what tells who and where the person is. */
import { optionStyle } from '../argv';
import { newTaint, unknownWith } from '../value';
import { type CommandModel, model } from './model';
import { secretOutput } from './repositories';

/** Program, what it says about the person or the machine. */
const IDENTITY: readonly (readonly [string, string])[] = [
	['whoami', 'user name'],
	['id', 'user name'],
	['logname', 'user name'],
	['hostname', 'host name'],
	['hostnamectl', 'host name'],
	['scutil', 'host name'],
	['ifconfig', 'network addresses'],
	['ip', 'network addresses'],
	['arp', 'network addresses'],
	['netstat', 'network connections'],
	['ss', 'network connections'],
	['ps', 'running programs'],
	['systeminfo', 'system description'],
	['system_profiler', 'system description'],
	['dscl', 'user accounts'],
	['last', 'log-ins'],
	['who', 'log-ins'],
	['w', 'log-ins'],
	['pbpaste', 'clipboard'],
	['xclip', 'clipboard'],
	['xsel', 'clipboard'],
	['wl-paste', 'clipboard'],
	['screencapture', 'screen'],
	['scrot', 'screen'],
	['gnome-screenshot', 'screen'],
	['grim', 'screen'],
	['xinput', 'keystrokes'],
	['showkey', 'keystrokes'],
	['ffmpeg-screen', 'screen'],
];

export const CREDENTIALS: readonly CommandModel[] = [
	...IDENTITY.map(([program, what]) =>
		model(program, '', (call, args, shell) => {
			const taints = [newTaint({ kind: 'system', what }, call.range, `${program} gives ${what}`)];
			// A picture goes to a file.
			const [file] = args.operands;
			if (what === 'screen' && file !== undefined)
				shell.write(file, unknownWith(taints), `${program} saves a picture of the screen`);
			if (what === 'clipboard' && call.stdin !== null) return unknownWith([]);
			return unknownWith(taints);
		}),
	),
	model(
		'security',
		optionStyle('-s, -a, -l, -c, -C, -D, -G, -t, -k, -P, -p, -f, -o', {}),
		(call, args, shell) => {
			const [action] = args.operands;
			if (
				!/^(?:find-(?:generic|internet)-password|dump-keychain|export|find-identity|find-key)$/.test(
					action?.value.text ?? '',
				)
			)
				return undefined;
			const path = '~/Library/Keychains/login.keychain-db';
			shell.tell(call.range, {
				kind: 'file',
				access: 'read',
				path,
				how: `security ${action?.value.text} reads the keychain`,
				confidence: 'medium',
			});
			return secretOutput(call, path, 'keychain', `security ${action?.value.text} reads the keychain`);
		},
	),
	model('secret-tool', '', (call, args, shell) => {
		if (!/^(?:lookup|search)$/.test(args.operands[0]?.value.text ?? '')) return undefined;
		const path = '~/.local/share/keyrings/login.keyring';
		shell.tell(call.range, {
			kind: 'file',
			access: 'read',
			path,
			how: 'secret-tool reads the keyring',
			confidence: 'medium',
		});
		return secretOutput(call, path, 'keychain', 'secret-tool reads the keyring');
	}),
	model('pass, gopass', '', (call, args) =>
		args.operands.length > 0 &&
		!/^(?:insert|edit|generate|init|git|ls|add)$/.test(args.operands[0]!.value.text)
			? secretOutput(call, '~/.password-store', 'password-store', 'prints a stored password')
			: undefined,
	),
	model(
		'op, bw, lpass, keepassxc-cli, kwallet-query, rbw, vault',
		optionStyle('-format, -field, --field, --fields, --vault, --account', {}),
		(call, args) =>
			/^(?:read|get|show|item|document|kv|inject|clip)$/.test(args.operands[0]?.value.text ?? '')
				? secretOutput(call, '~/.config/op', 'password-store', `${call.program} prints a stored password`)
				: undefined,
	),
	model('keyring', '', (call, args) =>
		args.operands[0]?.value.text === 'get'
			? secretOutput(
					call,
					'~/.local/share/keyrings/login.keyring',
					'keychain',
					'keyring prints a stored password',
				)
			: undefined,
	),
];
