import type { Range } from '../../../base/range';
import { optionStyle, type ParsedArguments, partOf } from '../argv';
import type { Argument, Call, Shell } from '../shell';
import { EMPTY, knownText, literal, newTaint, patternOf, UNKNOWN, unknownWith, type Value } from '../value';
import { type CommandModel, model } from './model';

export const ENVIRONMENT: readonly CommandModel[] = [
	{
		...model(
			'env',
			optionStyle('-u, --unset, -C, --chdir, -S, --split-string', { stopsAtOperand: true }),
			env,
		),
		transparent: true,
	},
	model('printenv', '', (call, args, shell) =>
		args.operands.length === 0 ? dumped(call, shell) : printed(call, args, shell),
	),
	model('export', '', (call, args, shell) =>
		args.operands.length === 0 ? dumped(call, shell) : declared(args, shell, true),
	),
	model('declare, typeset, local, readonly', '', (call, args, shell) =>
		args.operands.length === 0 && args.has('-p', '-x')
			? dumped(call, shell)
			: declared(args, shell, args.has('-x')),
	),
	model('set, setopt, unsetopt', '-o', set),
	model('unset', '', (_call, args, shell) => {
		for (const { value, range } of args.operands) {
			if (/^HIST\w*$/.test(value.text)) historyOff(shell, range, `unset ${value.text}`);
			shell.state.unset(value.text);
		}
		return EMPTY;
	}),
	model('history', '', (call, args, shell) => {
		if (args.has('-c', '-d', '-w')) {
			historyOff(shell, call.range, 'history -c forgets the commands typed');
			return EMPTY;
		}
		const source = { kind: 'secret-file', path: '~/.bash_history', secret: 'shell-history' } as const;
		return unknownWith([newTaint(source, call.range, 'lists the commands typed before', 'medium')]);
	}),
];

function historyOff(shell: Shell, range: Range, how: string): void {
	shell.tell(range, { kind: 'safety-off', what: 'shell-history', how });
}

/** The whole environment printed. */
function dumped(call: Call, shell: Shell): Value {
	shell.tell(call.range, {
		kind: 'environment',
		name: null,
		access: 'read',
		how: `${call.program} prints the whole environment`,
	});
	return unknownWith([
		newTaint({ kind: 'environment', name: null }, call.range, `${call.program} prints the whole environment`),
	]);
}

function printed(call: Call, args: ParsedArguments, shell: Shell): Value {
	const taints = args.operands.flatMap(({ value, range }) => {
		const name = knownText(value);
		shell.tell(range, {
			kind: 'environment',
			name,
			access: 'read',
			how: `prints the environment variable ${patternOf(value)}`,
		});
		return [
			newTaint(
				{ kind: 'environment', name },
				call.range,
				`prints the environment variable ${patternOf(value)}`,
			),
		];
	});
	return unknownWith(taints.slice(0, 8));
}

function env(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const words: Argument[] = [];
	for (const { value, range } of args.values('-S', '--split-string')) {
		words.push(
			...value.text
				.split(/\s+/)
				.filter(text => text !== '')
				.map(text => ({ value: literal(text), range })),
		);
	}
	for (const operand of args.operands) words.push(operand);
	let first = 0;
	return shell.state.inSubshell(() => {
		for (; first < words.length; first++) {
			const assignment = /^([A-Za-z_]\w*)=/.exec(words[first]!.value.text);
			if (assignment === null) break;
			const value = partOf(words[first]!, assignment[0].length).value;
			shell.state.assign(assignment[1]!, value);
			tellAssignment(shell, assignment[1]!, value, words[first]!.range);
		}
		const command = words.slice(first);
		return command.length === 0 ? dumped(call, shell) : shell.runCommand(command, call);
	});
}

/** `NAME=value` operands of `export`, `local` and the like. */
function declared(args: ParsedArguments, shell: Shell, exported: boolean): Value {
	for (const operand of args.operands) {
		const shape = /^([A-Za-z_]\w*)(\+?)=/.exec(operand.value.text);
		const name = shape?.[1] ?? knownText(operand.value);
		if (shape !== null) {
			const { value } = partOf(operand, shape[0].length);
			shell.state.assign(shape[1]!, value);
			tellAssignment(shell, shape[1]!, value, operand.range);
		}
		if (exported && name !== null && name !== undefined && /^[A-Za-z_]\w*$/.test(name)) {
			shell.tell(operand.range, {
				kind: 'environment',
				name,
				access: 'write',
				how: `sets the environment variable ${name} for programs started from here`,
			});
		}
	}
	return EMPTY;
}

function set(call: Call, args: ParsedArguments, shell: Shell): Value {
	if (call.arguments.length === 0) return dumped(call, shell);
	if (
		call.arguments.some(
			({ value }, index) => value.text === '+o' && call.arguments[index + 1]?.value.text === 'history',
		)
	) {
		historyOff(shell, call.range, 'set +o history stops recording commands');
	}
	if (args.operands.length > 0 && call.arguments.some(({ value }) => value.text === '--')) {
		shell.state.positional = args.operands.map(({ value }) => value);
	} else if (args.operands.length > 0 && !args.operands[0]!.value.text.startsWith('+')) {
		shell.state.positional = args.operands.map(({ value }) => value);
	}
	return EMPTY;
}

/** Variables that switch a protection off when they have a certain value. */
const SAFETY_VARIABLES: readonly (readonly [
	RegExp,
	RegExp,
	'tls-verification' | 'shell-history' | 'host-key-checking',
	string,
])[] = [
	[/^NODE_TLS_REJECT_UNAUTHORIZED$/, /^0$/, 'tls-verification', 'Node accepts any certificate'],
	[/^PYTHONHTTPSVERIFY$/, /^0$/, 'tls-verification', 'Python accepts any certificate'],
	[/^GIT_SSL_NO_VERIFY$/, /^(?:1|true)$/i, 'tls-verification', 'git accepts any certificate'],
	[
		/^(?:CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|SSL_CERT_FILE)$/,
		/^(?:\/dev\/null)?$/,
		'tls-verification',
		'certificates are not checked',
	],
	[
		/^(?:NPM_CONFIG_STRICT_SSL|npm_config_strict_ssl)$/,
		/^(?:0|false)$/i,
		'tls-verification',
		'npm accepts any certificate',
	],
	[/^HISTFILE$/, /^(?:\/dev\/null)?$/, 'shell-history', 'commands typed are no longer recorded'],
	[/^HIST(?:FILE)?SIZE$|^SAVEHIST$/, /^0$/, 'shell-history', 'commands typed are no longer recorded'],
	[/^GIT_SSH_COMMAND$/, /StrictHostKeyChecking[= ]no/i, 'host-key-checking', 'git accepts any host key'],
];

/** What setting a variable does beyond holding a value: protections off, code that shells run by themselves. */
export function tellAssignment(shell: Shell, name: string, value: Value, range: Range): void {
	if (name === 'PROMPT_COMMAND' || name === 'GIT_SSH_COMMAND' || name === 'PAGER' || name === 'GIT_PAGER') {
		if (!value.text.includes(UNKNOWN) && value.text !== '') shell.runShell(value, range, name, true, null);
	}
	if (!/^[A-Zn]/.test(name)) return;
	const text = knownText(value);
	if (text === null) return;
	for (const [variable, dangerous, what, how] of SAFETY_VARIABLES) {
		if (variable.test(name) && dangerous.test(text))
			shell.tell(range, { kind: 'safety-off', what, how: `${name}=${text}: ${how}` });
	}
}
