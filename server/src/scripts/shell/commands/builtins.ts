import type { ParsedArguments } from '../argv';
import type { Call, Shell } from '../shell';
import { concat, EMPTY, knownText, literal, newTaint, unknownWith, type Value, withText } from '../value';
import { type CommandModel, model } from './model';

export const BUILTINS: readonly CommandModel[] = [
	model('eval', '', (call, _args, shell) => {
		const code = call.arguments.reduce(
			(all: Value, { value }, index) => concat(index > 0 ? concat(all, literal(' ')) : all, value),
			EMPTY,
		);
		return shell.runShell(code, call.arguments[0]?.range ?? call.range, 'eval', false, call.stdin);
	}),
	model('source, .', '', (call, args, shell) => {
		const [file] = args.operands;
		if (file === undefined) return EMPTY;
		const content =
			file.value.text === '/dev/stdin' || file.value.text === '-'
				? (call.stdin ?? EMPTY)
				: shell.read(file, 'its commands are run by source');
		if (file.value.text === '/dev/stdin' || file.value.text === '-')
			return shell.runShell(content, file.range, 'source', false, null);
		return shell.runFile(file, 'source', 'shell', false, call.stdin);
	}),
	model('cd, pushd, chdir', '', (_call, args, shell) => {
		const [directory] = args.operands;
		const { state } = shell;
		const resolved = directory === undefined ? '~' : shell.resolve(directory.value);
		state.directory =
			directory?.value.text === '-' || resolved === null || resolved === '*'
				? null
				: resolved === '.'
					? ''
					: resolved;
		return EMPTY;
	}),
	model('popd', '', (_call, _args, shell) => {
		shell.state.directory = null;
		return EMPTY;
	}),
	model('pwd', '', (_call, _args, shell) => {
		const { directory } = shell.state;
		return directory === null ? undefined : literal(directory === '' ? '.' : directory);
	}),
	model('read', '-p, -d, -n, -N, -t, -u, -a, -i', read),
	model('mapfile, readarray', '-d, -n, -O, -s, -u, -C, -c', (call, args, shell) => {
		const name = args.operands[0]?.value.text ?? 'MAPFILE';
		const data = call.stdin ?? EMPTY;
		const text = knownText(data);
		const elements =
			text === null
				? [unknownWith(data.taints)]
				: text
						.replace(/\n$/, '')
						.split('\n')
						.slice(0, 1024)
						.map(line => withText(data, line));
		shell.state.set(name, { values: [elements[0] ?? EMPTY], elements });
		return EMPTY;
	}),
	model('alias', '', (_call, args, shell) => {
		for (const operand of args.operands) {
			const shape = /^([\w.:-]+)=([^\0]*)$/s.exec(operand.value.text);
			if (shape === null) continue;
			if (/[|;&$`<>(]/.test(shape[2]!))
				shell.runShell(literal(shape[2]!), operand.range, 'alias', true, null);
			else if (shell.state.aliases.size < 1000) shell.state.aliases.set(shape[1]!, shape[2]!);
		}
		return EMPTY;
	}),
	model('trap', '', (call, args, shell) => {
		const [code] = args.operands;
		if (code !== undefined && args.operands.length > 1 && code.value.text !== '-')
			shell.runShell(code.value, code.range, 'trap', true, call.stdin);
		return EMPTY;
	}),
	model('shift', '', (_call, args, shell) => {
		const count = Number(args.operands[0]?.value.text ?? 1);
		const { positional } = shell.state;
		if (positional !== null && Number.isInteger(count)) shell.state.positional = positional.slice(count);
		return EMPTY;
	}),
	model(
		'[, test, :, true, false, return, exit, break, continue, shopt, wait, getopts, umask, type, hash, ulimit, jobs, fg, bg, disown, times, let, autoload, emulate, unalias, sleep, date, clear, kill, killall, pkill, ls, which, whereis, tput, uname, arch, nproc, sync, logger',
		'',
		call => {
			return /^(?:date|which|uname|arch|nproc|ls|type|whereis|tput)$/.test(call.program)
				? unknownWith([])
				: EMPTY;
		},
	),
	model('mktemp', '-p, --tmpdir, -t, --suffix', (_call, _args, shell) =>
		literal(`/tmp/tmp.${shell.fresh()}`),
	),
];

/** `read`: the words of one line go to the variables, the rest of it to the last one. */
function read(call: Call, args: ParsedArguments, shell: Shell): Value {
	const what = args.has('-s') ? 'a password that is typed' : 'what the person types';
	const typed = { kind: 'input', what } as const;
	const data = call.stdin ?? unknownWith([newTaint(typed, call.range, `reads ${what}`, 'medium')]);
	const names = args.operands.map(({ value }) => value.text).filter(name => /^[A-Za-z_]\w*$/.test(name));
	const array = args.value('-a')?.value.text;
	const text = knownText(data);
	const lines = text === null ? [] : text.replace(/\n$/, '').split('\n').slice(0, 4);
	if (array !== undefined) {
		const elements =
			lines[0] === undefined
				? [unknownWith(data.taints)]
				: lines[0].split(/\s+/).map(word => withText(data, word));
		shell.state.set(array, { values: [elements[0] ?? EMPTY], elements });
		return EMPTY;
	}
	for (const [index, name] of (names.length > 0 ? names : ['REPLY']).entries()) {
		const values = lines.map(line =>
			withText(data, names.length > 1 ? wordAt(line, index, index === names.length - 1) : line),
		);
		shell.state.set(name, { values: values.length > 0 ? values : [unknownWith(data.taints)] });
	}
	return EMPTY;
}

function wordAt(line: string, index: number, toEnd: boolean): string {
	const words = line.trim().split(/\s+/);
	return toEnd ? words.slice(index).join(' ') : (words[index] ?? '');
}
