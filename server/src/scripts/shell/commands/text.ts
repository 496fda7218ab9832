/** Filters whose result is computed when their input is known: the tools that take disguises off. */
import { decodeEscapes } from '../../decode';
import type { ParsedArguments } from '../argv';
import { markedDecoded } from '../decoding';
import type { Argument, Call, Shell } from '../shell';
import {
	concat,
	EMPTY,
	isKnown,
	knownText,
	literal,
	stepped,
	UNKNOWN,
	unknownWith,
	type Value,
	withText,
} from '../value';
import { type CommandModel, input, inputs, model } from './model';

export const TEXT: readonly CommandModel[] = [
	model('echo', '', call => echo(call)),
	model('printf', '', (call, _args, shell) => printf(call, shell)),
	model(
		'cat, gcat, bat, batcat, less, more, nl, tac, pv, sponge',
		'-l, --language, --style, -H, --line-range',
		(call, args, shell) => inputs(call, args.operands, shell, `read by ${call.program}`),
	),
	model('base64, gbase64', '-w, --wrap, -b, --break, --input, -o, --output', (call, args, shell) =>
		coder(call, args, shell, 'base64'),
	),
	model('base32', '-w, --wrap', (call, args, shell) => coder(call, args, shell, 'base32')),
	model('basenc', '-w, --wrap', (call, args, shell) =>
		coder(
			call,
			args,
			shell,
			args.has('--base32') ? 'base32' : args.has('--base16') ? 'hex' : args.has('--z85') ? 'z85' : 'base64',
		),
	),
	model('xxd', '-l, -len, -s, -seek, -c, -cols, -g, -o', (call, args, shell) =>
		coder(call, args, shell, args.has('-r') ? (args.has('-p') ? 'hex' : 'hex dump') : 'hex'),
	),
	model('uudecode, b64decode', '-o', (call, args, shell) =>
		shell.decoded(call.range, inputs(call, args.operands, shell, 'decoded by uudecode'), 'uuencode'),
	),
	model('gunzip, zcat, gzcat, uncompress', '-S', (call, args, shell) => unpack(call, args, shell, 'gzip')),
	model('gzip, pigz, bzip2, xz, zstd, lzma, lz4, brotli, compress', '-S, -T, -p', (call, args, shell) =>
		args.has('-d', '--decompress', '--uncompress')
			? unpack(call, args, shell, call.program === 'pigz' ? 'gzip' : call.program)
			: inputs(call, args.operands, shell, `read by ${call.program}`),
	),
	model(
		'bunzip2, bzcat, xzcat, unxz, unzstd, zstdcat, unlzma, lzcat, zlib-flate, pigz-d',
		'',
		(call, args, shell) => unpack(call, args, shell, call.program.replace(/^un|cat$/g, '')),
	),
	model('rev', '', (call, args, shell) => reversed(call, inputs(call, args.operands, shell, 'read by rev'))),
	model('tr', '', (call, args) => transliterated(call, args)),
	model('sed, gsed', '-e, --expression, -f, --file, -l, -s', sed),
	model('head, tail', '-n, --lines, -c, --bytes', headOrTail),
	model('cut', '-d, --delimiter, -f, --fields, -c, --characters, -b, --bytes', cut),
	model('tee', '', (call, args, shell) => {
		const data = call.stdin ?? EMPTY;
		for (const path of args.operands) shell.write(path, data, 'written by tee', args.has('-a', '--append'));
		return data;
	}),
	model('basename', '-s, --suffix', (_call, args) =>
		onFirst(args, text => {
			const base = text.replace(/\/+$/, '').replace(/^.*\//s, '');
			// Of a folder reached by going up the name is not in the text.
			return base === '..' || base === '.' ? UNKNOWN : base;
		}),
	),
	model('dirname', '', (_call, args) => onFirst(args, directoryOf)),
	model(
		'realpath, readlink, grealpath, greadlink',
		'--relative-to',
		(_call, args) => args.operands.at(-1)?.value,
	),
	model('seq', '-s, -f, -w', () => undefined),
	model(
		'wc, md5sum, sha1sum, sha256sum, sha512sum, shasum, md5, cksum, b2sum, stat, file, du, cmp, test',
		'-a, --algorithm, -c, -f, --format',
		(call, args, shell) => {
			for (const path of args.operands)
				if (call.program !== 'stat' && call.program !== 'file') shell.contentOf(path);
			return unknownWith([]);
		},
	),
];

function onFirst(args: ParsedArguments, change: (text: string) => string): Value | undefined {
	const [first] = args.operands;
	return first === undefined ? undefined : withText(first.value, change(first.value.text));
}

function directoryOf(path: string): string {
	const trimmed = path.replace(/(?<=.)\/+$/, '');
	const slash = trimmed.lastIndexOf('/');
	return slash < 0 ? (trimmed.startsWith(UNKNOWN) ? UNKNOWN : '.') : trimmed.slice(0, slash) || '/';
}

function joinedWords(words: readonly Argument[]): Value {
	let text: Value = EMPTY;
	for (const [index, word] of words.entries()) {
		if (index > 0) text = concat(text, literal(' '));
		text = concat(text, word.value);
	}
	return text;
}

function echo(call: Call): Value {
	let from = 0;
	let escapes = false;
	let newline = true;
	for (; from < call.arguments.length; from++) {
		const option = call.arguments[from]!.value.text;
		if (!/^-[neE]+$/.test(option)) break;
		if (option.includes('e')) escapes = true;
		if (option.includes('n')) newline = false;
	}
	const text = joinedWords(call.arguments.slice(from));
	const spoken = escapes ? unescaped(call, text) : text;
	return newline ? concat(spoken, literal('\n')) : spoken;
}

/** Escapes undone; many numeric ones count as an encoding. */
function unescaped(call: Call, value: Value): Value {
	if (!value.text.includes('\\')) return value;
	const result = withText(value, decodeEscapes(value.text));
	const numeric = value.text.match(/\\(?:x[\da-f]{1,2}|0?[0-7]{3}|u[\da-f]{4})/gi)?.length ?? 0;
	return numeric >= 4 ? markedDecoded(call.range, value, 'escapes', result) : result;
}

function printf(call: Call, shell: Shell): Value | undefined {
	const words = [...call.arguments];
	if (words[0]?.value.text === '-v') {
		const name = words[1] === undefined ? null : knownText(words[1].value);
		if (name !== null) shell.state.assign(name, formatted(call, words.slice(2)));
		return EMPTY;
	}
	if (words[0]?.value.text === '--') words.shift();
	return formatted(call, words);
}

function formatted(call: Call, words: readonly Argument[]): Value {
	const [format, ...rest] = words;
	if (format === undefined) return EMPTY;
	const template = unescaped(call, format.value);
	let result: Value = { text: '', taints: template.taints };
	let next = 0;
	// The format is used again as long as there are arguments.
	do {
		const before = next;
		let at = 0;
		for (const match of template.text.matchAll(/%(?:%|[-+ #0]*(\d+|\*)?(?:\.\d+)?([bcdiosuxXqfeg]))/g)) {
			result = concat(result, withText(template, template.text.slice(at, match.index)));
			at = match.index + match[0].length;
			if (match[0] === '%%') result = concat(result, literal('%'));
			else result = concat(result, conversion(call, match[2] ?? 's', rest[next++]?.value ?? EMPTY));
		}
		result = concat(result, withText(template, template.text.slice(at)));
		if (next === before) break;
	} while (next < rest.length && result.text.length < 50_000);
	return result;
}

function conversion(call: Call, kind: string, value: Value): Value {
	if (kind === 'b') return unescaped(call, value);
	if (kind === 'c') return withText(value, value.text.slice(0, 1));
	if (kind === 's' || kind === 'q' || !isKnown(value)) return value;
	const number = /^['"]/.test(value.text)
		? value.text.charCodeAt(1)
		: Number(value.text === '' ? 0 : value.text);
	if (!Number.isSafeInteger(number)) return value;
	if (kind === 'o') return literal(number.toString(8));
	if (kind === 'x' || kind === 'X')
		return literal(kind === 'x' ? number.toString(16) : number.toString(16).toUpperCase());
	return literal(String(number));
}

function coder(call: Call, args: ParsedArguments, shell: Shell, encoding: string): Value | undefined {
	const named = args.value('--input');
	const files = named === undefined ? args.operands.slice(0, 1) : [named];
	const data = inputs(call, files, shell, `read by ${call.program}`);
	const decodes = call.program === 'xxd' ? args.has('-r') : args.has('-d', '-D', '--decode');
	const result = decodes
		? shell.decoded(call.range, data, encoding)
		: unknownWith(stepped(data.taints, call.range, `encoded as ${encoding}`));
	const output = args.value('-o', '--output') ?? (call.program === 'xxd' ? args.operands[1] : undefined);
	if (output === undefined) return result;
	shell.write(output, result, `written by ${call.program}`);
	return EMPTY;
}

function unpack(call: Call, args: ParsedArguments, shell: Shell, encoding: string): Value {
	const data = inputs(call, args.operands, shell, `unpacked by ${call.program}`);
	const result = shell.decoded(call.range, data, encoding);
	const toOutput = args.operands.length === 0 || args.has('-c', '--stdout') || call.program.endsWith('cat');
	if (toOutput) return result;
	for (const path of args.operands) {
		const name = {
			value: withText(path.value, path.value.text.replace(/\.(?:gz|bz2|xz|zst|lzma|z)$/i, '')),
			range: path.range,
		};
		shell.write(name, result, `unpacked by ${call.program}`);
	}
	return EMPTY;
}

function reversed(call: Call, data: Value): Value {
	const text = knownText(data);
	if (text === null) return unknownWith(stepped(data.taints, call.range, 'reversed by rev'));
	const result = text
		.split('\n')
		.map(line => [...line].reverse().join(''))
		.join('\n');
	return markedDecoded(call.range, data, 'reversed', withText(data, result));
}

/** The characters of a set as tr writes them: ranges, classes, escapes. */
function characterSet(text: string): string {
	const classes: Readonly<Record<string, string>> = {
		'[:upper:]': 'A-Z',
		'[:lower:]': 'a-z',
		'[:digit:]': '0-9',
		'[:alpha:]': 'A-Za-z',
		'[:alnum:]': '0-9A-Za-z',
		'[:space:]': ' \t\n\r',
		'[:blank:]': ' \t',
	};
	const plain = decodeEscapes(text.replace(/\[:\w+:\]/g, name => classes[name] ?? name));
	return plain.replace(/([^-])-([^-])/g, (whole, from: string, to: string) => {
		const first = from.charCodeAt(0);
		const last = to.charCodeAt(0);
		if (last < first || last - first > 256) return whole;
		return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
	});
}

function transliterated(call: Call, args: ParsedArguments): Value | undefined {
	const data = call.stdin ?? EMPTY;
	const text = knownText(data);
	const [from, to] = args.operands.map(({ value }) => knownText(value));
	if (text === null || from === null || from === undefined || to === null)
		return unknownWith(stepped(data.taints, call.range, 'changed by tr'));
	const source = characterSet(from);
	if (args.has('-d', '--delete')) {
		const dropped = new Set(source);
		const keep = args.has('-c', '-C', '--complement');
		return withText(data, [...text].filter(character => dropped.has(character) === keep).join(''));
	}
	if (to === undefined) return data;
	const target = characterSet(to);
	const map = new Map(
		[...source].map((character, index) => [character, target.charAt(Math.min(index, target.length - 1))]),
	);
	const result = withText(data, [...text].map(character => map.get(character) ?? character).join(''));
	const shuffles = map.size >= 20 && [...map].some(([a, b]) => a.toLowerCase() !== b.toLowerCase());
	return shuffles ? markedDecoded(call.range, data, 'rot13', result) : result;
}

function sed(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const given = args.values('-e', '--expression');
	const inPlace = args.has('-i', '--in-place');
	// BSD's `-i` takes a suffix as an argument of its own, usually an empty one.
	const operands = inPlace && args.operands[0]?.value.text === '' ? args.operands.slice(1) : args.operands;
	const scripts = given.length > 0 || args.has('-f', '--file') ? given : operands.slice(0, 1);
	const files = given.length > 0 || args.has('-f', '--file') ? operands : operands.slice(1);
	for (const file of args.values('-f', '--file'))
		input(call, file, shell, 'sed takes its script from this file');
	let data = inputs(call, files, shell, 'read by sed');
	for (const { value } of scripts) data = substituted(call, data, value.text);
	for (const script of scripts) runsCommand(call, script, shell);
	if (!inPlace) return data;
	for (const file of files) shell.write(file, data, 'changed in place by sed');
	return EMPTY;
}

/** GNU sed's `e` command and flag run a shell. */
function runsCommand(call: Call, script: Argument, shell: Shell): void {
	const command =
		/^\d*e\s+(.+)$/s.exec(script.value.text)?.[1] ??
		/^s(.)(?:\\.|(?!\1).)*\1((?:\\.|(?!\1).)*)\1\w*e\w*$/s.exec(script.value.text.slice(0, 2000))?.[2];
	if (command !== undefined && command !== '')
		shell.runShell(literal(command), script.range, 'sed', true, call.stdin);
}

/** `s/plain/plain/g` on known text. */
function substituted(call: Call, data: Value, script: string): Value {
	const text = knownText(data);
	const shape = script.length > 400 ? null : /^s([/|#,:@])([^\\]*?)\1([^\\]*?)\1([gIi\d]*)$/.exec(script);
	if (text === null || shape === null || /[.*[\]^$+?(){}|&]/.test(shape[2]! + shape[3]!))
		return unknownWith(stepped(data.taints, call.range, 'changed by sed'));
	const [, , pattern = '', replacement = '', flags = ''] = shape;
	if (pattern === '') return data;
	return withText(
		data,
		flags.includes('g')
			? text.replaceAll(pattern, () => replacement)
			: text
					.split('\n')
					.map(line => line.replace(pattern, () => replacement))
					.join('\n'),
	);
}

function headOrTail(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const data = inputs(
		call,
		args.operands.filter(({ value }) => !/^\+\d+$/.test(value.text)),
		shell,
		`read by ${call.program}`,
	);
	const text = knownText(data);
	const count = args.value('-n', '--lines', '-c', '--bytes')?.value.text;
	if (text === null || count === undefined || !/^[+-]?\d{1,7}$/.test(count))
		return text === null ? unknownWith(data.taints) : data;
	const number = Math.abs(Number(count));
	const bytes = args.has('-c', '--bytes');
	const units = bytes ? [...text] : text.replace(/\n$/, '').split('\n');
	const fromStart = call.program === 'tail' && count.startsWith('+');
	const kept =
		call.program === 'head'
			? units.slice(0, number)
			: fromStart
				? units.slice(number - 1)
				: units.slice(-number);
	return withText(data, bytes ? kept.join('') : `${kept.join('\n')}\n`);
}

function cut(call: Call, args: ParsedArguments, shell: Shell): Value | undefined {
	const data = inputs(call, args.operands, shell, 'read by cut');
	const text = knownText(data);
	const list = args.value('-c', '--characters', '-b', '--bytes', '-f', '--fields')?.value.text;
	const shape = list === undefined ? null : /^(\d{1,6})?(-)?(\d{1,6})?$/.exec(list);
	if (text === null || shape === null) return unknownWith(data.taints);
	const first = Number(shape[1] ?? 1);
	const last = shape[2] === undefined ? first : Number(shape[3] ?? 1e6);
	const delimiter = args.has('-f', '--fields')
		? (args.value('-d', '--delimiter')?.value.text.charAt(0) ?? '\t')
		: '';
	const lines = text
		.replace(/\n$/, '')
		.split('\n')
		.map(line => {
			const parts = delimiter === '' ? [...line] : line.split(delimiter);
			return parts.length === 1 && delimiter !== '' ? line : parts.slice(first - 1, last).join(delimiter);
		});
	return withText(data, `${lines.join('\n')}\n`);
}
