import { secretClassOf } from '../../paths';
import { optionStyle, type ParsedArguments, partOf } from '../argv';
import type { Argument, Call, Shell } from '../shell';
import {
	concat,
	EMPTY,
	knownText,
	literal,
	stepped,
	UNKNOWN,
	unknownWith,
	type Value,
	withText,
} from '../value';
import { type CommandModel, inputs, model } from './model';

export const FILES: readonly CommandModel[] = [
	model(
		'grep, egrep, fgrep, rg, ag, ack, zgrep, pcregrep, ggrep',
		'-e, --regexp, -f, --file, -m, --max-count, -A, -B, -C, --include, --exclude, --exclude-dir, -g, --glob, -t, --type, --color, --colour, --context, -d',
		grep,
	),
	model('awk, gawk, mawk, nawk', '-F, -v, -f, --file, --assign, --field-separator', awk),
	model(
		'jq, yq, gojq, jaq, xq, tomlq',
		'-f, --from-file, --arg, --argjson, --slurpfile, --rawfile, --indent, -o, -p',
		query,
	),
	model(
		'sort, uniq, shuf, fold, fmt, column, expand, unexpand, strings, od, hexdump, hd, iconv, dos2unix, unix2dos, paste, join, comm, diff, colordiff, split, csplit, pr, envsubst, uuencode, b64encode, openssl-enc, age, gpg, gpg2, rage, xmllint, tidy, html2text, pandoc, ccze, sqlite3, plutil, exiftool, mdls',
		'-o, --output, -k, -t, -n, -w, -f, -r, -R, --recipient, -d, -c, -A, -N, -p, -i, -s',
		filter,
	),
	model(
		'cp, gcp, install, ditto, pbcopy-file',
		'-t, --target-directory, -S, --suffix, -m, --mode, -o, -g',
		copy,
	),
	model('mv, gmv, rename', '-t, --target-directory, -S, --suffix', (call, args, shell) => {
		copy(call, args, shell);
		for (const source of args.operands.slice(0, -1)) shell.remove(source, 'moved away');
		return EMPTY;
	}),
	model('ln, link, symlink', '-t, -S', link),
	model('rm, unlink, rmdir, shred, srm, trash, del, wipe', '-n, --iterations, -s', (call, args, shell) => {
		for (const path of args.operands) removed(call, path, shell);
		return EMPTY;
	}),
	model('touch, truncate', '-t, -d, -r, -s, --size, --date, --reference', (_call, args, shell) => {
		for (const path of args.operands) shell.write(path, shell.contentOf(path), `changed by ${_call.program}`);
		return EMPTY;
	}),
	model('mkdir', '-m, --mode', (_call, args, shell) => {
		for (const path of args.operands) shell.write(path, EMPTY, 'made by mkdir');
		return EMPTY;
	}),
	model('mkfifo, mknod', '-m', (_call, args, shell) => {
		const [path] = args.operands;
		const resolved = path === undefined ? null : shell.resolve(path.value);
		if (path !== undefined && resolved !== null) {
			shell.write(path, EMPTY, 'made as a pipe');
			shell.state.pipes.add(resolved);
			shell.state.files.delete(resolved);
		}
		return EMPTY;
	}),
	model('chmod, chown, chgrp, setfacl, chattr, chflags', '-m, -x, -M', (call, args, shell) => {
		for (const path of args.operands.slice(1)) {
			const shown = shell.resolve(path.value);
			shell.tell(path.range, {
				kind: 'file',
				access: 'write',
				path: shown === '*' ? null : shown,
				how: `its access is changed by ${call.program}`,
			});
		}
		return EMPTY;
	}),
	model('dd', '', dd),
	model('tar, bsdtar, gtar', '', tar),
	model('zip, 7z, 7za, 7zz, rar, ar, cpio', '-x, -i, -P, --password, -b, -n, -t', archive),
	model('unzip, unrar, unar, ditto-x, 7zx, bsdcpio, gunzip-tar', '-d, -P, -x, -o', (call, args, shell) => {
		const [source] = args.operands;
		return source === undefined ? EMPTY : extracted(call, shell, source, args.value('-d', '-o'));
	}),
	model('find, gfind', optionStyle('', { stopsAtOperand: true }), find),
	model('fd, fdfind', '-e, --extension, -t, --type, -E, --exclude, -d, --max-depth', (_call, args) => {
		const [, directory] = args.operands;
		return literal(`${directory === undefined ? '.' : directory.value.text}/${UNKNOWN}`);
	}),
	model(
		'open, xdg-open, start, gio, explorer, hdiutil, installer, msiexec, dpkg, rpm',
		'-a, -b, -pkg, -target, -mountpoint, -i, /i',
		opened,
	),
];

function grep(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const patterns = args.has('-e', '--regexp', '-f', '--file');
	const files = patterns ? args.operands : args.operands.slice(1);
	const quiet = args.has('-q', '--quiet', '--silent', '-c', '--count', '-l', '--files-with-matches');
	const data = inputs(call, files, shell, `searched by ${call.program}`);
	if (quiet) return unknownWith([]);
	return unknownWith(stepped(data.taints, call.range, `lines chosen by ${call.program}`));
}

/** The commands that an awk program starts. */
function awk(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const program = args.has('-f', '--file') ? undefined : args.operands[0];
	const files = program === undefined ? args.operands : args.operands.slice(1);
	const data = inputs(
		call,
		files.filter(file => !/^\w+=/.test(file.value.text)),
		shell,
		'read by awk',
	);
	if (program !== undefined) {
		const text = program.value.text.slice(0, 20_000);
		for (const match of text.matchAll(
			/system\s*\(\s*"((?:[^"\\]|\\.)*)"|"((?:[^"\\]|\\.)*)"\s*\|\s*getline|\|\s*"((?:[^"\\]|\\.)*)"/g,
		)) {
			const command = match[1] ?? match[2] ?? match[3] ?? '';
			shell.runShell(literal(command.replace(/\\(.)/g, '$1')), program.range, 'awk', true, data);
		}
		if (/system\s*\(\s*(?!")/.test(text))
			shell.runShell(unknownWith(data.taints), program.range, 'awk', true, null);
	}
	return unknownWith(stepped(data.taints, call.range, 'taken by awk'));
}

function query(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const files = args.has('-n', '--null-input') ? [] : args.operands.slice(1);
	const data = inputs(call, files, shell, `read by ${call.program}`);
	const given = args.operands.reduce((all, { value }) => concat(all, value), data);
	return unknownWith(stepped(given.taints, call.range, `taken by ${call.program}`));
}

function filter(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const output = args.value('-o', '--output');
	const data = inputs(call, args.operands, shell, `read by ${call.program}`);
	const produced = unknownWith(stepped(data.taints, call.range, `passed through ${call.program}`));
	if (output === undefined) return produced;
	shell.write(output, produced, `written by ${call.program}`);
	return EMPTY;
}

function copy(call: Call, args: ParsedArguments, shell: Shell): Value {
	const into = args.value('-t', '--target-directory');
	const sources = into === undefined ? args.operands.slice(0, -1) : args.operands;
	const destination = into ?? args.operands.at(-1);
	if (destination === undefined || (sources.length === 0 && into === undefined)) return EMPTY;
	const isDirectory =
		into !== undefined ||
		sources.length > 1 ||
		destination.value.text.endsWith('/') ||
		/^\.{1,2}$/.test(destination.value.text);
	for (const source of sources) {
		const content = shell.read(source, `copied by ${call.program}`);
		const name = source.value.text.replace(/\/+$/, '').replace(/^.*\//s, '');
		const target = isDirectory
			? {
					value: concat(
						withText(destination.value, destination.value.text.replace(/\/*$/, '/')),
						literal(name),
					),
					range: destination.range,
				}
			: destination;
		shell.write(target, content, `written by ${call.program}`);
		if (args.has('-r', '-R', '-a', '--recursive', '--archive')) shell.fill(target, content.taints);
	}
	return EMPTY;
}

function link(_call: Call, args: ParsedArguments, shell: Shell): Value {
	const [source, target] = args.operands;
	if (source === undefined || target === undefined) return EMPTY;
	if (source.value.text === '/dev/null' && secretClassOf(target.value.text) === 'shell-history')
		historyOff(target, shell);
	shell.write(target, shell.contentOf(source), 'linked to another file');
	return EMPTY;
}

function historyOff(path: Argument, shell: Shell): void {
	shell.tell(path.range, {
		kind: 'safety-off',
		what: 'shell-history',
		how: 'the history of typed commands is removed',
	});
}

function removed(call: Call, path: Argument, shell: Shell): void {
	shell.remove(path, `deleted by ${call.program}`);
	const shown = shell.resolve(path.value);
	if (shown === null) return;
	if (secretClassOf(shown) === 'shell-history') historyOff(path, shell);
	if (/^(?:\/private)?\/var\/log(?:\/|$)/.test(shown))
		shell.tell(path.range, { kind: 'safety-off', what: 'system-logging', how: 'system logs are deleted' });
}

function dd(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	let data: Value = call.stdin ?? EMPTY;
	for (const operand of args.operands)
		if (operand.value.text.startsWith('if=')) data = shell.read(partOf(operand, 3), 'read by dd');
	for (const operand of args.operands) {
		if (!operand.value.text.startsWith('of=')) continue;
		shell.write(partOf(operand, 3), data, 'written by dd');
		return EMPTY;
	}
	return data;
}

const TAR_STYLE_VALUED = new Set('fCXTIbgVKNHL');

/** tar's letters come with or without a dash; those with a value take the following words in turn. */
function tar(call: Call, _args: ParsedArguments, shell: Shell): Value {
	const words = [...call.arguments];
	let letters = '';
	const values = new Map<string, Argument[]>();
	const operands: Argument[] = [];
	const put = (name: string, value: Argument | undefined) => {
		if (value !== undefined) values.set(name, [...(values.get(name) ?? []), value]);
	};
	for (let first = true, word = words.shift(); word !== undefined; word = words.shift(), first = false) {
		const { text } = word.value;
		const long =
			/^--(file|directory|exclude|files-from|create|extract|get|to-command|use-compress-program|checkpoint-action|transform|strip-components|list|append)(?:=(.*))?$/s.exec(
				text,
			);
		if (long !== null) {
			const name = long[1]!;
			if (name === 'create') letters += 'c';
			else if (name === 'extract' || name === 'get') letters += 'x';
			else
				put(
					name === 'file' ? 'f' : name === 'directory' ? 'C' : name,
					long[2] === undefined ? words.shift() : partOf(word, text.indexOf('=') + 1),
				);
		} else if (/^-[A-Za-z]/.test(text) || (first && /^[A-Za-z]+$/.test(text))) {
			const cluster = text.replace(/^-/, '').slice(0, 40);
			letters += cluster;
			for (const [index, letter] of [...cluster].entries()) {
				if (!TAR_STYLE_VALUED.has(letter)) continue;
				const attached =
					text.startsWith('-') && index + 1 < cluster.length ? partOf(word, index + 2) : undefined;
				put(letter, attached ?? words.shift());
				if (attached !== undefined) break;
			}
		} else if (!text.startsWith('--')) operands.push(word);
	}
	for (const name of ['to-command', 'use-compress-program', 'I', 'checkpoint-action']) {
		for (const { value, range } of values.get(name) ?? [])
			shell.runShell(withText(value, value.text.replace(/^exec=/, '')), range, 'tar', true, null);
	}
	const file = values.get('f')?.at(-1);
	const directory = values.get('C')?.at(-1);
	if (letters.includes('x')) {
		if (file !== undefined && file.value.text !== '-') return extracted(call, shell, file, directory);
		shell.fill(directory ?? null, stepped(call.stdin?.taints ?? [], call.range, 'unpacked by tar'));
		return EMPTY;
	}
	if (!letters.includes('c') && !letters.includes('r')) return unknownWith([]);
	let data: Value = EMPTY;
	for (const operand of operands) {
		const path =
			directory === undefined
				? operand
				: { value: concat(concat(directory.value, literal('/')), operand.value), range: operand.range };
		data = concat(data, shell.read(path, 'packed by tar'));
	}
	const packed = unknownWith(stepped(data.taints, call.range, 'packed by tar'));
	if (file === undefined || file.value.text === '-') return packed;
	shell.write(file, packed, 'written by tar');
	return EMPTY;
}

function archive(call: Call, args: ParsedArguments, shell: Shell): Value {
	const seven = /^(?:7z|7za|7zz|rar|ar)$/.test(call.program);
	const [first, ...rest] = args.operands;
	if (first === undefined) return EMPTY;
	if (seven && /^[ex]$/.test(first.value.text)) {
		const directory = call.arguments.find(({ value }) => /^-o./.test(value.text));
		return rest[0] === undefined
			? EMPTY
			: extracted(call, shell, rest[0], directory === undefined ? undefined : partOf(directory, 2));
	}
	const [target, ...sources] = seven ? rest : args.operands;
	if (target === undefined) return EMPTY;
	let data: Value = call.program === 'cpio' ? (call.stdin ?? EMPTY) : EMPTY;
	for (const source of sources) data = concat(data, shell.read(source, `packed by ${call.program}`));
	const packed = unknownWith(stepped(data.taints, call.range, `packed by ${call.program}`));
	if (target.value.text === '-') return packed;
	shell.write(target, packed, `written by ${call.program}`);
	return EMPTY;
}

function extracted(call: Call, shell: Shell, source: Argument, directory: Argument | undefined): Value {
	const content =
		source.value.text === '-' ? (call.stdin ?? EMPTY) : shell.read(source, `unpacked by ${call.program}`);
	if (directory !== undefined) shell.write(directory, EMPTY, `${call.program} unpacks into this directory`);
	shell.fill(directory ?? null, stepped(content.taints, call.range, `unpacked by ${call.program}`));
	return EMPTY;
}

/** `find`: where it looks, what it deletes, and the commands it runs on what it finds. */
function find(call: Call, args: ParsedArguments, shell: Shell): Value {
	const words =
		args.operands.length > 0
			? call.arguments.slice(call.arguments.indexOf(args.operands[0]!))
			: call.arguments;
	const firstTest = words.findIndex(({ value }) => /^[-!(]/.test(value.text));
	const roots = firstTest < 0 ? words : words.slice(0, firstTest);
	const tests = firstTest < 0 ? [] : words.slice(firstTest);
	const name =
		tests.find((_, index) => /^-(?:i?name|i?path|i?wholename)$/.test(tests[index - 1]?.value.text ?? ''))
			?.value.text ?? UNKNOWN;
	const places = (roots.length > 0 ? roots : [{ value: literal('.'), range: call.range }]).slice(0, 8);
	const found = places.map(({ value, range }) => ({
		value: literal(`${value.text.replace(/\/+$/, '')}/${UNKNOWN}/${name.replace(/^(?:\*\/)+/, '')}`),
		range,
	}));
	for (const [index, { value }] of tests.entries()) {
		if (value.text === '-delete') for (const path of found) removed(call, path, shell);
		if (!/^-(?:exec|execdir|ok|okdir)$/.test(value.text)) continue;
		const end = tests.findIndex((word, at) => at > index && /^(?:;|\+)$/.test(word.value.text));
		const command = tests.slice(index + 1, end < 0 ? undefined : end);
		for (const path of found)
			shell.runCommand(
				command.map(word => replaced(word, '{}', path)),
				call,
			);
	}
	return found.reduce((all, path) => concat(all, literal(`${path.value.text}\n`)), EMPTY);
}

/** The word with a placeholder of the command (`{}`) replaced. */
export function replaced(word: Argument, mark: string, by: Argument): Argument {
	const { text } = word.value;
	if (!text.includes(mark)) return word;
	if (text === mark) return { value: by.value, range: word.range };
	const value = {
		text: text.split(mark).slice(0, 64).join(by.value.text),
		taints: concat(word.value, by.value).taints,
	};
	return { value, range: word.range };
}

/** Opening or installing a file runs what is in it, or may. */
function opened(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const installs = /^(?:hdiutil|installer|msiexec|dpkg|rpm)$/.test(call.program);
	for (const file of [...args.operands, ...args.values('-pkg', '-i', '/i')]) {
		const url = /^[a-z]+:\/\//i.test(file.value.text);
		if (url) {
			shell.connect(
				file.range,
				shell.target(file.value, null),
				'connect',
				`${call.program} opens this address`,
			);
			continue;
		}
		const content = shell.contentOf(file);
		if (knownText(file.value) !== null && content.taints.length > 0)
			shell.executed(
				call.range,
				content,
				call.program,
				`${installs ? 'installed' : 'opened'} by ${call.program}`,
			);
	}
	return undefined;
}
