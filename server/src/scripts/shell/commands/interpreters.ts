import { canonicalIp } from '../../ip';
import type { ScriptLanguage } from '../../model';
import { optionStyle, type ParsedArguments } from '../argv';
import type { Argument, Call, Run, Shell } from '../shell';
import { concat, EMPTY, literal, patternOf, UNKNOWN, unknownWith, type Value, withText } from '../value';
import { type CommandModel, model } from './model';

export const INTERPRETERS: readonly CommandModel[] = [
	model(
		'bash, sh, zsh, dash, ash, ksh, mksh, fish, rbash',
		optionStyle('-c, -o, -O, --rcfile, --init-file, +o, +O, -C', { stopsAtOperand: true }),
		runShellProgram,
	),
	model(
		'python, python2, python3, pypy, pypy3, py',
		optionStyle('-c, -m, -W, -X', { stopsAtOperand: true }),
		python,
	),
	model(
		'node, nodejs, bun, deno, tsx, ts-node',
		optionStyle(
			'-e, --eval, -p, --print, -r, --require, --import, --loader, -C, --env-file, --experimental-loader',
			{ stopsAtOperand: true },
		),
		node,
	),
	model('perl', optionStyle('-e, -E, -I, -M, -m', { stopsAtOperand: true }), other(['-e', '-E'])),
	model('ruby', optionStyle('-e, -I, -r, -C', { stopsAtOperand: true }), other(['-e'])),
	model(
		'php',
		optionStyle('-r, -f, -d, -B, -R, -E, -S, -t, -c', { stopsAtOperand: true }),
		other(['-r', '-R', '-B']),
	),
	model(
		'lua, luajit, tclsh, expect, Rscript, groovy, julia, elixir',
		optionStyle('-e, -c', { stopsAtOperand: true }),
		other(['-e', '-c']),
	),
	model('osascript', optionStyle('-e, -l', { stopsAtOperand: true }), appleScript),
	model('pwsh, powershell', optionStyle('', { singleDashWords: true }), powershell),
	model('mshta, regsvr32', '', (call, _args, shell) => {
		for (const word of call.arguments) {
			const url = /(?:https?|ftp):\/\/[^\s"',)]+/i.exec(word.value.text)?.[0];
			if (url !== undefined)
				fromAddress(call, shell, { value: withText(word.value, url), range: word.range });
		}
		return undefined;
	}),
	model('cmd', '', (call, args, shell) => {
		const code = args.operands.filter(({ value }) => !/^\/[a-z]$/i.test(value.text));
		return code.length === 0 ? undefined : shell.runCommand(code, call);
	}),
];

/** Python of any version under its versioned names: `python3.11`. */
export function interpreterAlias(program: string): string | null {
	const base = /^(python|pypy|ruby|php|perl|lua)[\d.]+$/.exec(program)?.[1];
	return base ?? null;
}

function joined(words: readonly Argument[]): Value {
	return words.reduce(
		(all: Value, { value }, index) => concat(index > 0 ? concat(all, literal(' ')) : all, value),
		EMPTY,
	);
}

function runShellProgram(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	for (const file of args.values('--rcfile', '--init-file'))
		shell.runFile(file, call.program, 'shell', true, null);
	const code = args.value('-c');
	if (code !== undefined) {
		const parameters = args.operands.slice(1).map(({ value }) => value);
		return shell.state.inSubshell(() => {
			shell.state.positional = parameters;
			return shell.runShell(code.value, code.range, `${call.program} -c`, true, call.stdin);
		});
	}
	const [file, ...parameters] = args.operands;
	if (file === undefined || args.has('-s')) {
		return call.stdin === null ? EMPTY : shell.runShell(call.stdin, call.range, call.program, true, null);
	}
	if (isStandardInput(file)) return shell.runShell(call.stdin ?? EMPTY, call.range, call.program, true, null);
	return shell.state.inSubshell(() => {
		shell.state.positional = parameters.map(({ value }) => value);
		return shell.runFile(file, call.program, 'shell', true, call.stdin);
	});
}

function isStandardInput(file: Argument): boolean {
	return file.value.text === '-' || file.value.text === '/dev/stdin' || file.value.text === '/dev/fd/0';
}

/** A program given as an argument, a file or standard input, in that order. */
function program(
	call: Call,
	args: ParsedArguments,
	shell: Shell,
	language: ScriptLanguage,
	codeOptions: readonly string[],
): Value {
	const code = args.values(...codeOptions);
	if (code.length > 0) {
		for (const { value, range } of code)
			shell.runProgram(language, value, range, `${call.program} ${codeOptions[0]}`, call.stdin);
		return unknownWith([]);
	}
	const [file] = args.operands;
	if (file === undefined || isStandardInput(file)) {
		if (call.stdin !== null) shell.runProgram(language, call.stdin, call.range, call.program, null);
	} else if (/^https?:\/\//i.test(file.value.text)) fromAddress(call, shell, file);
	else shell.runFile(file, call.program, language, true, call.stdin);
	return unknownWith([]);
}

/** `deno run https://…` and the like: what the address gives is run. */
function fromAddress(call: Call, shell: Shell, url: Argument): void {
	const target = shell.target(url.value, null);
	shell.connect(
		url.range,
		target,
		'download',
		`${call.program} loads its program from ${target.host ?? 'a host'}`,
	);
	const received = shell.received(
		url.range,
		target,
		`${call.program} downloads from ${target.host ?? 'a host'}`,
	);
	shell.executed(call.range, received, call.program, `run by ${call.program}`);
}

function python(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const module = args.value('-m');
	if (module === undefined) {
		program(call, args, shell, 'python', ['-c']);
		return given(call, args, shell);
	}
	const name = module.value.text;
	const words = [{ value: module.value, range: module.range }, ...args.operands];
	if (/^(?:pip|pipx|uv|poetry)$/.test(name)) return shell.runCommand(words, call);
	if (/^(?:http\.server|SimpleHTTPServer|pyftpdlib)$/.test(name)) {
		shell.connect(
			call.range,
			{
				host: null,
				scheme: 'http',
				port: Number(args.operands[0]?.value.text) || 8000,
				url: null,
				confidence: 'high',
			},
			'listen',
			`${call.program} serves files of this directory`,
		);
	}
	if (name === 'base64' && args.operands.some(({ value }) => value.text === '-d'))
		return shell.decoded(call.range, call.stdin ?? EMPTY, 'base64');
	return undefined;
}

/** Files and addresses among a program's own arguments. */
function given(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	let data: Value = EMPTY;
	for (const argument of args.operands.slice(1))
		data = concat(data, {
			text: '',
			taints: shell.contentOf(argument).taints.filter(({ source }) => source.kind === 'secret-file'),
		});
	const stdin = call.stdin?.taints ?? [];
	return unknownWith([...stdin, ...data.taints].slice(0, 8));
}

function node(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	for (const file of args.values('-r', '--require', '--import', '--loader', '--experimental-loader')) {
		if (/^[./~]/.test(file.value.text)) shell.runFile(file, call.program, 'javascript', true, null);
	}
	const [first, ...rest] = args.operands;
	const word = first?.value.text ?? '';
	if (call.program === 'bun' && /^(?:add|install|i|create|x|remove|update|pm|link)$/.test(word)) {
		return shell.runCommand([{ value: literal('bun-packages'), range: call.range }, ...args.operands], call);
	}
	const subcommand =
		(call.program === 'bun' || call.program === 'deno') &&
		/^(?:run|eval|test|install|compile|serve|task|build|check)$/.test(word);
	if (subcommand && word === 'eval' && rest[0] !== undefined) {
		const code = rest.find(({ value }) => !value.text.startsWith('-'));
		if (code !== undefined) shell.runProgram('typescript', code.value, code.range, 'deno eval', call.stdin);
		return undefined;
	}
	const language = /^(?:deno|tsx|ts-node)$/.test(call.program) ? 'typescript' : 'javascript';
	const operands = subcommand ? rest.filter(({ value }) => !value.text.startsWith('-')) : args.operands;
	if (subcommand && /^(?:task|build|check|test)$/.test(word)) return undefined;
	program(
		call,
		{
			...args,
			operands,
			has: args.has.bind(args),
			value: args.value.bind(args),
			values: args.values.bind(args),
		},
		shell,
		language,
		['-e', '--eval', '-p', '--print'],
	);
	return given(call, args, shell);
}

/** Languages without an analyser of their own: the shell commands they start are followed, the rest is said. */
function other(codeOptions: readonly string[]): Run {
	return (call, args, shell) => {
		for (const { value, range } of args.values(...codeOptions)) {
			shell.executed(range, value, call.program, `run by ${call.program}`);
			foreignProgram(call, value, range, shell);
		}
		if (args.has(...codeOptions)) return unknownWith(call.stdin?.taints ?? []);
		const [file] = args.operands;
		if (file !== undefined && !isStandardInput(file)) {
			const content = shell.contentOf(file);
			if (content.text === UNKNOWN || content.text === '')
				shell.runFile(file, call.program, null, true, call.stdin);
			else foreignProgram(call, content, file.range, shell);
		} else if (call.stdin !== null) {
			shell.executed(call.range, call.stdin, call.program, `run by ${call.program}`);
			foreignProgram(call, call.stdin, call.range, shell);
		}
		return unknownWith([]);
	};
}

/** What only a program with effects of its own contains; a mere text filter does not. */
const FOREIGN_EFFECTS =
	/\b(?:socket|system|exec|eval|fork|popen|open3?|unlink|require|use|import|include|http|curl|fetch|connect|fsockopen|file_(?:get|put)_contents|passthru|proc_open|pack|unpack|base64\w*)\b|`|\bIO\b|\bNet\b/i;
const FOREIGN_SHELL =
	/\b(?:system|exec|popen|shell_exec|passthru|proc_open|spawn|os\.execute|io\.popen|IO\.popen)\b\s*\(?\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')|`([^`]*)`|\bqx\s*[{(/]([^})/]*)[})/]/g;
const FOREIGN_SOCKET = /\b(?:Socket|TCPSocket|fsockopen|sockaddr_in|stream_socket_client|socket\.tcp)\b/;

function foreignProgram(call: Call, code: Value, range: Argument['range'], shell: Shell): void {
	const text = patternOf(code).slice(0, 100_000);
	for (const match of text.matchAll(FOREIGN_SHELL)) {
		const command = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').replace(/\\(["'$@])/g, '$1');
		shell.runShell(withText(code, command), range, call.program, true, null);
	}
	if (FOREIGN_SOCKET.test(text)) foreignSocket(call, text, range, shell);
	if (FOREIGN_EFFECTS.test(text))
		shell.skipped(range, `Programs for ${call.program} are not analysed beyond the commands they start`);
}

/** A socket and a shell in one program: the far end gives the commands. */
function foreignSocket(call: Call, text: string, range: Argument['range'], shell: Shell): void {
	const host = [...text.matchAll(/["']((?:tcp:\/\/)?[\w.-]{4,253})["']/g)]
		.map(match => match[1]!.replace(/^tcp:\/\//, ''))
		.find(name => canonicalIp(name) !== null || /\.[a-z]{2,}$/i.test(name));
	const target = shell.target(host === undefined ? { text: UNKNOWN, taints: [] } : literal(host), 'tcp');
	shell.connect(range, target, 'connect', `a ${call.program} program opens a connection`);
	if (!/\/bin\/(?:ba|z|da)?sh|cmd\.exe/.test(text)) return;
	const received = shell.received(range, target, 'receives commands from the connection');
	shell.executed(range, received, call.program, 'given to a shell');
}

function appleScript(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const code = args.values('-e');
	const text = code.map(({ value }) => patternOf(value)).join('\n');
	if (code.length === 0) {
		const [file] = args.operands;
		if (file !== undefined) shell.runFile(file, 'osascript', null, true, null);
		else if (call.stdin !== null) return appleScriptText(call, call.stdin, patternOf(call.stdin), shell);
		return undefined;
	}
	return appleScriptText(call, joined(code), text, shell);
}

function appleScriptText(call: Call, code: Value, text: string, shell: Shell): Value | undefined {
	shell.executed(call.range, code, 'osascript', 'run by osascript');
	for (const match of text
		.slice(0, 100_000)
		.matchAll(/do shell script\s+"((?:[^"\\]|\\.)*)"|doShellScript\(\s*["'`]((?:[^"'`\\]|\\.)*)["'`]/g)) {
		const command = (match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1');
		const elevated = /with administrator privileges/.test(
			text.slice(match.index, match.index + match[0].length + 60),
		);
		if (elevated)
			shell.runCommand(
				[
					{ value: literal('sudo'), range: call.range },
					{ value: literal('sh'), range: call.range },
					{ value: literal('-c'), range: call.range },
					{ value: literal(command), range: call.range },
				],
				call,
			);
		else shell.runShell(withText(code, command), call.range, 'osascript', true, null);
	}
	if (/make (?:new )?login item/i.test(text))
		shell.tell(call.range, {
			kind: 'persistence',
			mechanism: 'login-item',
			target: null,
			how: 'AppleScript adds a login item',
		});
	if (/display dialog[\s\S]{0,400}hidden answer/i.test(text)) {
		const source = { kind: 'input', what: 'a password asked for in a dialog' } as const;
		return unknownWith([
			{
				source,
				confidence: 'high',
				trail: {
					step: { range: call.range, what: 'asks for a password in a dialog' },
					previous: null,
					length: 1,
				},
			},
		]);
	}
	return undefined;
}

/** PowerShell's options may be shortened to any unambiguous beginning. */
function powershell(call: Call, _args: ParsedArguments, shell: Shell): Value | undefined {
	const words = call.arguments;
	for (const [index, word] of words.entries()) {
		const option = word.value.text.replace(/^[-/]+/, '-').toLowerCase();
		const next = words[index + 1];
		if (next === undefined) continue;
		if (/^-e(?:c|nc?|nco\w*)?$/.test(option)) {
			const code = shell.decoded(call.range, next.value, 'base64');
			shell.runProgram('powershell', code, next.range, `${call.program} -EncodedCommand`, call.stdin);
		} else if (/^-c(?:o\w*)?$/.test(option)) {
			shell.runProgram(
				'powershell',
				joined(words.slice(index + 1)),
				next.range,
				`${call.program} -Command`,
				call.stdin,
			);
			break;
		} else if (/^-f(?:i\w*)?$/.test(option))
			shell.runFile(next, call.program, 'powershell', true, call.stdin);
		else if (/^-ex?(?:ec\w*)?$|^-ep$/.test(option) && /^(?:bypass|unrestricted)$/i.test(next.value.text)) {
			shell.tell(call.range, {
				kind: 'safety-off',
				what: 'script-policy',
				how: 'PowerShell runs scripts whatever the execution policy',
			});
		}
	}
	if (words.length === 0 && call.stdin !== null)
		shell.runProgram('powershell', call.stdin, call.range, call.program, null);
	return undefined;
}
