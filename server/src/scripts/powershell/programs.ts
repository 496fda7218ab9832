import { taintsTogether } from '../taint';
import type { Command } from './cmdlets';
import { type Machine, pathOf } from './machine';
import { started } from './objects';
import { known, UNKNOWN, unknown, type Value } from './value';

/**
 * Programs of Windows, and programs of any system: those that fetch, run or persist on Windows are known here, the
 * others are read as the same command in a shell.
 */
export function runProgram(
	machine: Machine,
	program: string,
	command: Command,
	everything: Value['taints'],
): Value {
	const { given, range, input } = command;
	const words = given
		.filter(one => one.parameter !== '>')
		.flatMap(({ parameter, value }) => {
			const items = value.items ?? [value];
			return [
				...(parameter === undefined ? [] : [known(`-${parameter}`)]),
				...(parameter !== undefined && value.text === 'True' ? [] : items),
			];
		});
	const line = words.map(word => word.text ?? '*').join(' ');
	switch (program) {
		case 'powershell':
		case 'pwsh':
			return powershell(machine, words, range, input);
		case 'cmd':
			return cmd(machine, words, command, everything);
		case 'certutil':
		case 'bitsadmin':
		case 'certreq':
			return downloader(machine, program, words, line, range);
		case 'mshta':
		case 'regsvr32':
		case 'rundll32':
		case 'msiexec':
		case 'wscript':
		case 'cscript':
			return host(machine, program, words, range);
		case 'schtasks':
			if (/\/create/i.test(line))
				machine.tell(range, {
					kind: 'persistence',
					mechanism: 'scheduled-task',
					target: /\/tn\s+"?([^"/]+)/i.exec(line)?.[1]?.trim() ?? null,
					how: 'sets up a scheduled task',
				});
			return unknown(everything);
		case 'reg':
			if (/^add\b/i.test(line) && /currentversion\\+run|winlogon/i.test(line))
				machine.tell(range, {
					kind: 'persistence',
					mechanism: 'registry-run-key',
					target: words[1]?.text ?? null,
					how: 'writes a key of programs that start at log-in',
				});
			return unknown(everything);
		case 'nslookup': {
			const name = words.find(word => !/^[-/]/.test(word.text ?? '')) ?? UNKNOWN;
			machine.tell(range, {
				kind: 'network',
				host: name.text,
				scheme: 'dns',
				port: 53,
				url: null,
				action: 'connect',
				how: 'looks up this name',
			});
			machine.flows(
				name.taints,
				{ kind: 'network', host: name.text, scheme: 'dns', url: null, channel: 'dns' },
				range,
				'looked up as a name',
			);
			return unknown(
				machine.from(
					{ kind: 'network', host: name.text, scheme: 'dns', url: null },
					range,
					'the answer to a name look-up',
				),
			);
		}
		case 'curl':
		case 'wget': {
			const address = words.find(word => /:\/\//.test(word.text ?? ''));
			machine.inner('shell', shellLine(program, words), range, []);
			if (address === undefined) return unknown(everything);
			const out = words[words.findIndex(word => /^(?:-o|--output|-O)$/.test(word.text ?? '')) + 1];
			const answer = machine.contact(address, range, 'download', 'fetches this address');
			if (out !== undefined && out !== words[0]) machine.write(out, answer, range, 'writes what was fetched');
			machine.send(address, unknown(everything), range, 'sends it to this address', 'http');
			return answer;
		}
		default:
			return ordinary(machine, program, words, command, everything);
	}
}

function ordinary(
	machine: Machine,
	program: string,
	words: readonly Value[],
	command: Command,
	everything: Value['taints'],
): Value {
	const { range, name } = command;
	const path = pathOf(name.text ?? '');
	if (machine.written.has(path) || /^\.{1,2}\//.test(path) || /\.(?:ps1|bat|cmd|exe)$/i.test(path))
		started(machine, name, range);
	else if (/^[a-z][\w.+-]*$/.test(program)) machine.inner('shell', shellLine(program, words), range, []);
	return unknown(everything);
}

/** The command as a shell would be given it; parts that are not known are `*`. */
function shellLine(program: string, words: readonly Value[]): string {
	return [
		program,
		...words.map(word => `'${(word.text ?? '*').slice(0, 4_000).replaceAll("'", "'\\''")}'`),
	].join(' ');
}

function powershell(
	machine: Machine,
	words: readonly Value[],
	range: Command['range'],
	input: Value | null,
): Value {
	for (const [index, word] of words.entries()) {
		const option = (word.text ?? '').replace(/^[-/\u2013\u2014]+/, '-').toLowerCase();
		const next = words[index + 1];
		if (next === undefined) continue;
		if (/^-e(?:c|nc?|nco\w*)?$/.test(option) && !isPayload(next)) continue;
		if (/^-e(?:c|nc?|nco\w*)?$/.test(option))
			machine.run(machine.decoded(next, 'base64', range), range, 'powershell -EncodedCommand');
		else if (/^-f(?:i\w*)?$/.test(option)) started(machine, next, range);
		else if (/^-c(?:o\w*)?$/.test(option)) {
			const rest = words.slice(index + 1);
			const taints = rest.reduce<Value['taints']>((all, one) => taintsTogether(all, one.taints), []);
			machine.run(
				rest.some(one => one.text === null)
					? unknown(taints)
					: known(rest.map(one => one.text).join(' '), taints),
				range,
				'powershell -Command',
			);
			break;
		} else if (/^-ex?(?:ec\w*)?$|^-ep$/.test(option) && /^(?:bypass|unrestricted)$/i.test(next.text ?? '')) {
			machine.tell(range, {
				kind: 'safety-off',
				what: 'script-policy',
				how: 'PowerShell runs scripts whatever the execution policy',
			});
		}
	}
	if (words.every(word => word.text?.startsWith('-')) && input !== null)
		machine.run(input, range, 'powershell');
	// Without an option the first words are the command.
	if (words.length > 0 && !/^[-/]/.test(words[0]?.text ?? '-')) {
		machine.run(known(words.map(word => word.text ?? '*').join(' '), words[0]?.taints), range, 'powershell');
	}
	return UNKNOWN;
}

/** Whether a text may be an encoded command: what stands for one in documentation is short or in brackets. */
function isPayload({ text }: Value): boolean {
	return text === null || /^[\w+/=-]{24,}$/.test(text);
}

/** `cmd /c …`: what follows is a command of its own. */
function cmd(
	machine: Machine,
	words: readonly Value[],
	command: Command,
	everything: Value['taints'],
): Value {
	const at = words.findIndex(word => /^\/[ck]$/i.test(word.text ?? ''));
	const rest = words.slice(at + 1);
	const [first] = rest;
	machine.flows(first?.taints ?? [], { kind: 'execution', by: 'cmd' }, command.range, 'run by cmd');
	if (at < 0 || first === undefined || first.text === null) return unknown(everything);
	machine.inner('powershell', rest.map(word => word.text ?? '*').join(' '), command.range, []);
	return unknown(everything);
}

function downloader(
	machine: Machine,
	program: string,
	words: readonly Value[],
	line: string,
	range: Command['range'],
): Value {
	const at = words.findIndex(word => /^[a-z]+:\/\//i.test(word.text ?? ''));
	const address = words[at];
	if (address !== undefined) {
		const answer = machine.contact(address, range, 'download', `${program} fetches this address`);
		const target = words.slice(at + 1).find(word => !/^[-/]/.test(word.text ?? ''));
		if (target !== undefined) machine.write(target, answer, range, 'writes what was fetched');
		return answer;
	}
	if (/^[-/]decode(?:hex)?\b/i.test(line)) {
		const source = words[1] === undefined ? UNKNOWN : machine.read(words[1], range, 'decodes this file');
		if (words[2] !== undefined)
			machine.write(words[2], machine.decoded(source, 'base64', range), range, 'writes what was decoded');
	}
	return UNKNOWN;
}

/** Programs of Windows that run scripts, also from the network. */
function host(machine: Machine, program: string, words: readonly Value[], range: Command['range']): Value {
	for (const word of words) {
		const url = /(?:https?|ftp):\/\/[^\s"',)]+/i.exec(word.text ?? '')?.[0];
		if (url !== undefined) {
			const answer = machine.contact(known(url), range, 'download', `${program} fetches this address`);
			machine.flows(answer.taints, { kind: 'execution', by: program }, range, `run by ${program}`);
		} else if (machine.written.has(pathOf(word.text ?? ''))) started(machine, word, range);
	}
	return UNKNOWN;
}
