import type { Range } from '../../base/range';
import { taintsTogether } from '../taint';
import { commandName, isCmdlet, isParameter } from './commands';
import { type Given, runStatements } from './evaluate';
import { type Machine, pathOf } from './machine';
import { madeObject, started } from './objects';
import { runProgram } from './programs';
import { protectionOff } from './protections';
import type { Expression } from './tree';
import { known, list, taintsOf, UNKNOWN, unknown, type Value } from './value';

/** One call of a command in a pipeline. */
export interface Command {
	readonly name: Value;
	/** The name is pieced together or written with marks that mean nothing. */
	readonly disguised: boolean;
	readonly given: readonly Given[];
	/** What the stage before hands over; `null` at the beginning of a pipeline. */
	readonly input: Value | null;
	readonly range: Range;
	readonly source: Expression;
}

/** What a command does and yields. */
export function runCommand(machine: Machine, command: Command): Value {
	const { name, range, given, input } = command;
	if (name.block !== undefined) return runStatements(machine, name.block);
	if (name.type === 'block') {
		machine.run(name, range, 'a script block');
		return UNKNOWN;
	}
	const everything = taintsTogether(input?.taints ?? [], taintsOf(given.map(one => one.value)));
	if (name.text === null) {
		machine.flows(name.taints, { kind: 'execution', by: '&' }, range, 'run as a command');
		return unknown(everything);
	}
	const program = commandName(name.text);
	const own = machine.functions.get(program);
	if (own !== undefined) return unknown(taintsTogether(own.taints, everything));
	if (program === '' || program.length > 300) return unknown(everything);
	note(machine, command, program);
	protectionOff(machine, program, given, range);
	const redirect = given.find(one => one.parameter === '>');
	const result =
		HANDLERS[program]?.(machine, command, everything) ?? otherwise(machine, command, program, everything);
	if (redirect !== undefined) machine.write(redirect.value, result, range, 'writes its output');
	return result;
}

function otherwise(machine: Machine, command: Command, program: string, everything: Value['taints']): Value {
	if (isCmdlet(program)) {
		// Most cmdlets hand on what they get: Select-Object, Out-String, ConvertTo-Json …
		const { input } = command;
		return input !== null && command.given.length === 0
			? { ...input, taints: everything }
			: unknown(everything);
	}
	return runProgram(machine, program, command, everything);
}

function note(machine: Machine, { disguised, given, range }: Command, program: string): void {
	const shown = given.filter(one => one.parameter !== '>').map(one => one.value.text);
	machine.tell(range, {
		kind: 'process',
		program: program.slice(program.lastIndexOf('/') + 1),
		arguments: shown,
		shell: true,
		elevated: given.some(
			one => isParameter(one.parameter ?? '', 'verb') && one.value.text?.toLowerCase() === 'runas',
		),
		how: 'run by PowerShell',
		...(disguised && { via: ['disguised command name'] }),
	});
}

/** The argument for one of the parameters, or the one at a position among those without a name. */
export function argument(
	given: readonly Given[],
	position: number,
	...names: readonly string[]
): Given | undefined {
	const named = given.find(one => one.parameter !== undefined && isParameter(one.parameter, ...names));
	return named ?? given.filter(one => one.parameter === undefined)[position];
}

type Handler = (machine: Machine, command: Command, everything: Value['taints']) => Value;

const fetch: Handler = (machine, { given, range, input }, everything) => {
	const address = argument(given, 0, 'uri')?.value ?? input ?? UNKNOWN;
	const body = argument(given, 99, 'body', 'form', 'headers')?.value;
	const sentFile = argument(given, 99, 'infile');
	const out = argument(given, 99, 'outfile');
	const method = argument(given, 99, 'method')?.value.text?.toLowerCase() ?? 'get';
	const data =
		sentFile === undefined
			? (body ?? unknown([]))
			: machine.read(sentFile.value, range, 'reads the file to send');
	const sends = body !== undefined || sentFile !== undefined || /^(?:post|put|patch)$/.test(method);
	// What is known to be secret leaves in a query as well.
	machine.send(
		address,
		unknown(taintsTogether(data.taints, taintsTogether(address.taints, input?.taints ?? []))),
		range,
		'sends it to this address',
		'http',
	);
	const answer = machine.contact(
		address,
		range,
		sends ? 'upload' : 'download',
		sends ? 'sends data to this address' : 'fetches this address',
	);
	const result = unknown(
		taintsTogether(
			answer.taints,
			everything.filter(taint => taint.source.kind !== 'environment'),
		),
	);
	if (out !== undefined) machine.write(out.value, result, range, 'writes what was fetched');
	return result;
};

const execute: Handler = (machine, { given, input, range }) => {
	const code = argument(given, 0, 'command')?.value ?? input ?? UNKNOWN;
	machine.run(code, range, 'Invoke-Expression');
	return unknown(code.taints);
};

const readFile: Handler = (machine, { given, input, range }) => {
	const path = argument(given, 0, 'path', 'literalpath')?.value ?? input ?? UNKNOWN;
	const paths = path.items ?? [path];
	const values = paths.slice(0, 50).map(one => machine.read(one, range, 'reads this file'));
	return values.length === 1 ? (values[0] ?? UNKNOWN) : list(values);
};

const writeFile: Handler = (machine, { given, input, range }, everything) => {
	const path = argument(given, 0, 'path', 'literalpath', 'filepath')?.value ?? UNKNOWN;
	const data = argument(given, 1, 'value')?.value ?? input ?? unknown(everything);
	machine.write(path, data, range, 'writes this file');
	return known('');
};

const RUN_KEY = /currentversion[\\/](?:run|runonce|policies[\\/]explorer[\\/]run)\b|winlogon/i;

const registry: Handler = (machine, { given, range }, everything) => {
	const path = argument(given, 0, 'path', 'literalpath')?.value.text ?? '';
	if (RUN_KEY.test(path)) {
		machine.tell(range, {
			kind: 'persistence',
			mechanism: 'registry-run-key',
			target: path,
			how: 'writes a key of programs that start at log-in',
		});
	}
	return unknown(everything);
};

const HANDLERS: Readonly<Record<string, Handler>> = {
	'invoke-webrequest': fetch,
	'invoke-restmethod': fetch,
	'invoke-expression': execute,
	'get-content': readFile,
	'set-content': writeFile,
	'add-content': writeFile,
	'out-file': writeFile,
	'set-itemproperty': registry,
	'new-itemproperty': registry,
	'start-bitstransfer'(machine, { given, range }) {
		const from = argument(given, 0, 'source')?.value ?? UNKNOWN;
		const answer = machine.contact(from, range, 'download', 'fetches this address in the background');
		machine.write(
			argument(given, 1, 'destination')?.value ?? UNKNOWN,
			answer,
			range,
			'writes what was fetched',
		);
		return answer;
	},
	'start-process'(machine, command, everything) {
		const file = argument(command.given, 0, 'filepath');
		const words = argument(command.given, 1, 'argumentlist', 'args')?.value;
		const program = commandName(file?.value.text ?? '');
		if (
			/^(?:powershell|pwsh|cmd|mshta|wscript|cscript|bash|wsl|rundll32|regsvr32|certutil|curl)$/.test(program)
		) {
			const all = (words?.items ?? (words === undefined ? [] : [words])).flatMap(value =>
				(value.text ?? '')
					.split(/\s+(?=(?:[^"']*["'][^"']*["'])*[^"']*$)/)
					.map(part => known(part, value.taints)),
			);
			const inner = all.map(value => ({ value, range: command.range }));
			return runProgram(machine, program, { ...command, given: inner }, everything);
		}
		started(machine, file?.value ?? UNKNOWN, command.range);
		return unknown(everything);
	},
	'invoke-item'(machine, { given, range }) {
		started(machine, argument(given, 0, 'path')?.value ?? UNKNOWN, range);
		return UNKNOWN;
	},
	'new-object'(machine, { given, range }) {
		const type =
			argument(given, 0, 'typename')
				?.value.text?.toLowerCase()
				.replace(/^system\./, '') ?? '';
		const rest = given.filter(one => one.parameter === undefined).slice(1);
		const made = argument(given, 99, 'argumentlist')?.value ?? rest[0]?.value;
		// `New-Object Net.WebClient` in parentheses is the class with its arguments, when they stand without a space.
		const [, name = type] = /^([\w.]+)/.exec(type) ?? [];
		return madeObject(machine, name, made === undefined ? [] : (made.items ?? [made]), range);
	},
	'foreach-object'(machine, { given, input }, everything) {
		const block = given.find(one => one.value.block !== undefined)?.value.block;
		if (block === undefined || input === null) return unknown(everything);
		const items = input.items ?? [input];
		const run = (item: Value) => {
			machine.variables.set('_', item);
			machine.variables.set('psitem', item);
			return runStatements(machine, block);
		};
		if (items.length > 1 && items.length <= 2_000 && items.every(item => item.text !== null))
			return list(items.map(run));
		return run(input);
	},
	'get-childitem'(machine, { given, range }, everything) {
		const path = argument(given, 0, 'path', 'literalpath')?.value;
		if (/^env:/i.test(path?.text ?? '')) return machine.environment('', range);
		if (path?.text == null) return unknown(everything);
		return { ...machine.read(path, range, 'lists or reads what is there'), text: path.text };
	},
	'get-clipboard': (machine, { range }) =>
		unknown(machine.from({ kind: 'system', what: 'the clipboard' }, range, 'reads the clipboard')),
	'set-variable'(machine, { given }) {
		const name = argument(given, 0, 'name')?.value.text?.toLowerCase();
		const value = argument(given, 1, 'value')?.value;
		if (name !== undefined && value !== undefined) machine.variables.set(name, value);
		return known('');
	},
	'get-variable'(machine, { given }, everything) {
		const name = argument(given, 0, 'name')?.value.text?.toLowerCase() ?? '';
		return machine.variables.get(name) ?? unknown(everything);
	},
	'set-alias'(machine, command, everything) {
		machine.functions.set(
			argument(command.given, 0, 'name')?.value.text?.toLowerCase() ?? '',
			unknown(everything),
		);
		return known('');
	},
	'write-output': (_machine, { given, input }) => given[0]?.value ?? input ?? UNKNOWN,
	'get-command': (_machine, { given }) => given[0]?.value ?? UNKNOWN,
	'read-host': (machine, { range }) =>
		unknown(machine.from({ kind: 'input', what: 'what the person types' }, range, 'asks the person')),
	'register-scheduledtask'(machine, { given, range }) {
		machine.tell(range, {
			kind: 'persistence',
			mechanism: 'scheduled-task',
			target: argument(given, 0, 'taskname')?.value.text ?? null,
			how: 'sets up a scheduled task',
		});
		return UNKNOWN;
	},
	'send-mailmessage'(machine, { given, range }, everything) {
		const server = argument(given, 99, 'smtpserver')?.value.text ?? null;
		machine.tell(range, {
			kind: 'network',
			host: server,
			scheme: 'smtp',
			port: 25,
			url: null,
			action: 'upload',
			how: 'sends a mail',
		});
		const file = argument(given, 99, 'attachments')?.value;
		const data =
			file === undefined
				? everything
				: taintsTogether(everything, machine.read(file, range, 'attaches this file').taints);
		machine.flows(
			data,
			{ kind: 'network', host: server, scheme: 'smtp', url: null, channel: 'smtp' },
			range,
			'sent by mail',
		);
		return UNKNOWN;
	},
	'remove-item'(machine, { given, range }) {
		const path = argument(given, 0, 'path', 'literalpath')?.value.text ?? null;
		machine.tell(range, {
			kind: 'file',
			access: 'delete',
			path: path === null ? null : pathOf(path),
			how: 'deletes this',
		});
		return known('');
	},
	'invoke-command'(machine, { given, range }, everything) {
		const block = argument(given, 0, 'scriptblock')?.value;
		if (block?.block === undefined && block?.type === 'block') machine.run(block, range, 'Invoke-Command');
		return unknown(everything);
	},
	'resolve-dnsname'(machine, { given, range }, everything) {
		const host = argument(given, 0, 'name')?.value ?? UNKNOWN;
		machine.flows(
			host.taints,
			{ kind: 'network', host: host.text, scheme: 'dns', url: null, channel: 'dns' },
			range,
			'looked up as a name',
		);
		machine.tell(range, {
			kind: 'network',
			host: host.text,
			scheme: 'dns',
			port: 53,
			url: null,
			action: 'connect',
			how: 'looks up this name',
		});
		return unknown(
			taintsTogether(
				everything,
				machine.from(
					{ kind: 'network', host: host.text, scheme: 'dns', url: null },
					range,
					'the answer to a name look-up',
				),
			),
		);
	},
};
