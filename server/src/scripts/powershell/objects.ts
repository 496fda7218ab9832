import type { Range } from '../../base/range';
import { asciiOf } from '../decode';
import { taintsTogether } from '../taint';
import { type Machine, pathOf } from './machine';
import { substituted } from './operators';
import { known, list, taintsOf, unknown, type Value } from './value';

/** A property of an object or class. */
export function property(machine: Machine, of: Value, name: string, range: Range): Value {
	if (of.table !== undefined) return of.table.get(name) ?? unknown(of.taints);
	if (of.type === 'clipboard' || (of.type?.endsWith('.clipboard') && name === 'text')) {
		return unknown(machine.from({ kind: 'system', what: 'the clipboard' }, range, 'reads the clipboard'));
	}
	if (name === 'length' || name === 'count') return unknown(of.taints);
	return { ...of, text: name === 'content' || name === 'line' ? of.text : null };
}

/** A method called on an object or class, which may fetch, send, decode, read, write or run something. */
export function calledMember(
	machine: Machine,
	of: Value,
	name: string,
	given: readonly Value[],
	range: Range,
): Value {
	const type = of.type ?? '';
	const [first = unknown([]), second = unknown([])] = given;
	const taints = taintsTogether(of.taints, taintsOf(given));
	switch (name) {
		case 'new':
			return madeObject(machine, type, given, range);
		case 'downloadstring':
		case 'downloaddata':
		case 'openread':
		case 'getstringasync':
		case 'getbytearrayasync':
		case 'getasync':
		case 'downloadstringasync':
			return machine.contact(first, range, 'download', 'fetches this address');
		case 'downloadfile':
		case 'downloadfileasync':
		case 'downloadfiletaskasync':
			machine.write(
				second,
				machine.contact(first, range, 'download', 'fetches this address'),
				range,
				'writes what was fetched',
			);
			return unknown(taints);
		case 'uploadstring':
		case 'uploaddata':
		case 'uploadfile':
		case 'uploadvalues':
		case 'postasync':
		case 'putasync': {
			const data =
				name === 'uploadfile'
					? machine.read(given.at(-1) ?? second, range, 'reads the file to upload')
					: unknown(taintsOf(given.slice(1)));
			machine.send(first, data, range, 'sends it to this address', 'http');
			return machine.contact(first, range, 'upload', 'sends data to this address');
		}
		case 'frombase64string':
			return machine.decoded(first, 'base64', range);
		case 'fromhexstring':
			return machine.decoded(first, 'hex', range);
		case 'getstring':
		case 'readtoend':
		case 'tostring':
			return given.length === 0
				? { ...of, taints }
				: { ...first, text: first.text ?? (first.bytes ? asciiOf(first.bytes) : null), taints };
		case 'getbytes':
			return { ...first, taints };
		case 'readalltext':
		case 'readallbytes':
		case 'readalllines':
			return machine.read(first, range, `reads it with ${name}`);
		case 'writealltext':
		case 'writeallbytes':
		case 'writealllines':
		case 'appendalltext':
			machine.write(first, second, range, `writes it with ${name}`);
			return unknown(taints);
		case 'getenvironmentvariable':
			return first.text === null ? unknown(taints) : machine.environment(first.text, range);
		case 'getenvironmentvariables':
			return machine.environment('', range);
		case 'replace':
			return substituted(of, first, second);
		case 'split':
			return of.text === null || !first.text
				? unknown(taints)
				: list(of.text.split(first.text, 2_000).map(part => known(part, of.taints)));
		case 'join': {
			const items = given.at(-1)?.items;
			return items === undefined || first.text === null || items.some(item => item.text === null)
				? unknown(taints)
				: known(items.map(item => item.text).join(first.text), taints);
		}
		case 'concat':
			return given.some(value => value.text === null)
				? unknown(taints)
				: known(given.map(value => value.text).join(''), taints);
		case 'tochararray':
			return of.text === null
				? unknown(taints)
				: list([...of.text.slice(0, 10_000)].map(one => known(one, of.taints)));
		case 'tolower':
		case 'trim':
			return of.text === null
				? unknown(taints)
				: known(name === 'trim' ? of.text.trim() : of.text.toLowerCase(), of.taints);
		case 'toupper':
			return of.text === null ? unknown(taints) : known(of.text.toUpperCase(), of.taints);
		case 'substring': {
			const from = Number(first.text);
			const length = given.length > 1 ? Number(second.text) : undefined;
			if (of.text === null || !Number.isInteger(from)) return unknown(taints);
			return known(of.text.slice(from, length === undefined ? undefined : from + length), of.taints);
		}
		case 'create':
			return type === 'scriptblock' || type.endsWith('scriptblock')
				? { ...first, type: 'block' }
				: unknown(taints);
		case 'invokescript':
		case 'addscript':
			machine.run(first, range, 'PowerShell.AddScript');
			return unknown(taints);
		case 'invoke':
		case 'invokereturnasis':
			if (type === 'block' && of.text !== null) machine.run(of, range, 'a script block');
			return unknown(taints);
		case 'load':
		case 'loadfile':
		case 'loadfrom':
		case 'unsafeloadfrom':
			if (/assembly$|^appdomain/.test(type) || of.taints.length > 0) loaded(machine, first, range);
			return unknown(taints);
		case 'start':
			if (type.startsWith('diagnostics.process')) started(machine, first, range);
			return unknown(taints);
		case 'getfield':
		case 'gettype':
			if (/^amsi(?:utils|initfailed|context|session)|amsiutils$/i.test(first.text ?? '')) {
				machine.tell(range, {
					kind: 'safety-off',
					what: 'defender',
					how: 'the scanner of scripts (AMSI) is reached into',
				});
			}
			return unknown(taints);
		default:
			return { ...unknown(taints), ...(type !== '' && { type }) };
	}
}

/** An object of a class, made by `New-Object` or `::new(…)`. */
export function madeObject(machine: Machine, type: string, given: readonly Value[], range: Range): Value {
	const [first = unknown([]), second] = given;
	const taints = taintsOf(given);
	if (/(?:^|\.)(?:tcpclient|udpclient|socket)$/.test(type)) {
		if (first.text === null) {
			machine.tell(range, {
				kind: 'network',
				host: null,
				scheme: 'tcp',
				port: null,
				url: null,
				action: 'connect',
				how: 'opens a connection',
			});
			return {
				...unknown(
					machine.from(
						{ kind: 'network', host: null, scheme: 'tcp', url: null },
						range,
						'opens a connection',
					),
				),
				type,
			};
		}
		const address = known(`tcp://${first.text}${second?.text ? `:${second.text}` : ''}`);
		return { ...machine.contact(address, range, 'connect', 'opens a connection', 'tcp'), type };
	}
	if (/gzipstream$/.test(type)) return { ...machine.decoded(first, 'gzip', range), type };
	if (/deflatestream$/.test(type)) return { ...machine.decoded(first, 'deflate', range), type };
	// Streams and readers hand on what they are given.
	if (/(?:stream|reader)$/.test(type)) return { ...first, taints, type };
	return { ...unknown(taints), type };
}

function loaded(machine: Machine, code: Value, range: Range): void {
	machine.flows(code.taints, { kind: 'execution', by: 'Assembly.Load' }, range, 'loaded as a program');
	machine.tell(range, {
		kind: 'dynamic-code',
		construct: 'Assembly.Load',
		how: 'loads a program from memory',
	});
}

/** A program or file that is started. */
export function started(machine: Machine, program: Value, range: Range): void {
	const path = program.text === null ? null : pathOf(program.text);
	const from = path === null ? undefined : machine.written.get(path);
	machine.flows(
		taintsTogether(
			program.taints.filter(taint => taint.source.kind === 'network'),
			from?.taints ?? [],
		),
		{ kind: 'execution', by: 'Start-Process' },
		range,
		'started as a program',
	);
	machine.tell(range, {
		kind: 'process',
		program: path === null ? null : path.slice(path.lastIndexOf('/') + 1),
		arguments: [],
		shell: false,
		elevated: false,
		how: 'starts a program',
	});
	if (path !== null) machine.recorder.reference({ range, path, how: 'run' });
}
