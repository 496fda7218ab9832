import type { HereDoc, Redirect, Redirection } from 'unbash';
import { placeIn } from './frame';
import type { Interpreter } from './interpreter';
import type { Argument, Target } from './shell';
import type { Connection } from './state';
import { concat, EMPTY, knownText, literal, newTaint, patternOf, unknownWith, type Value } from './value';

/** Where a command's streams go once its redirections are made. */
export interface Streams {
	/** `undefined`: as before. */
	readonly stdin: Value | undefined;
	/** What standard output is written to, besides nothing. */
	readonly outputs: readonly Output[];
}

type Output =
	| { readonly to: 'file'; readonly path: Argument; readonly append: boolean }
	| { readonly to: 'socket'; readonly connection: Connection };

export const NO_REDIRECTION: Streams = { stdin: undefined, outputs: [] };

/** Makes the redirections of a command: opens files and connections, in order. */
export function redirected(
	machine: Interpreter,
	redirects: readonly Redirection[],
	lasting: boolean,
): Streams {
	if (redirects.length === 0) return NO_REDIRECTION;
	let stdin: Value | undefined;
	const outputs: Output[] = [];
	const descriptors = lasting ? machine.state.descriptors : new Map(machine.state.descriptors);
	for (const redirect of redirects) {
		if (redirect.type === 'HereDoc') {
			stdin = hereDocument(machine, redirect);
			continue;
		}
		if (redirect.target === undefined) continue;
		const value = machine.expander.value(redirect.target);
		const range = placeIn(machine.frame, redirect.target.pos, redirect.target.end);
		if (redirect.type === 'HereString') {
			stdin = concat(value, literal('\n'));
			continue;
		}
		const argument = { value, range };
		const descriptor = descriptorOf(redirect);
		const duplicated = /^[<>]&$/.test(redirect.operator)
			? /^(\d+)-?$/.exec(knownText(value) ?? '')?.[1]
			: undefined;
		if (duplicated !== undefined) {
			const own = duplicated === '1' ? socketOf(outputs) : undefined;
			const source =
				descriptors.get(Number(duplicated)) ?? (own === undefined ? undefined : { connection: own });
			if (source === undefined) continue;
			descriptors.set(descriptor, source);
			if (descriptor === 0)
				stdin = 'connection' in source ? unknownWith([source.connection.taint]) : source.content;
			if (descriptor === 1 && 'connection' in source)
				outputs.push({ to: 'socket', connection: source.connection });
			continue;
		}
		const connection = connectionOf(machine, argument);
		if (connection !== null) {
			descriptors.set(descriptor, { connection });
			if (descriptor === 0 || redirect.operator === '<>') stdin = unknownWith([connection.taint]);
			if (redirect.operator.includes('>') && descriptor <= 1) outputs.push({ to: 'socket', connection });
			continue;
		}
		if (redirect.operator === '<' || redirect.operator === '<>' || redirect.operator === '<&') {
			const content = machine.read(argument, 'read by a redirection');
			if (descriptor === 0) stdin = content;
			else descriptors.set(descriptor, { content });
			continue;
		}
		const append = redirect.operator.endsWith('>>');
		if (descriptor <= 1 || redirect.operator.startsWith('&'))
			outputs.push({ to: 'file', path: argument, append });
		else machine.write(argument, EMPTY, 'error messages written by a redirection', true);
	}
	return { stdin, outputs };
}

function socketOf(outputs: readonly Output[]): Connection | undefined {
	const last = outputs.at(-1);
	return last?.to === 'socket' ? last.connection : undefined;
}

function descriptorOf(redirect: Redirect): number {
	const { descriptor, operator } = redirect;
	if (descriptor?.type === 'FileDescriptor') return descriptor.value;
	// A descriptor chosen by the shell and kept in a variable: all of them share one place here.
	if (descriptor?.type === 'FileDescriptorVariable') return 10;
	return operator.startsWith('<') ? 0 : 1;
}

/** The connection that `/dev/tcp/host/port` opens. */
function connectionOf(machine: Interpreter, path: Argument): Connection | null {
	const shape = /^\/dev\/(tcp|udp)\/([^/]*)\/(.*)$/.exec(patternOf(path.value));
	if (shape === null) return null;
	const [, protocol = 'tcp', host = '', port = ''] = shape;
	const scheme = protocol;
	const parsed = machine.target(literal(`${host}:${/^\d{1,5}$/.test(port) ? port : '0'}`), scheme);
	const target: Target = {
		...parsed,
		port: /^\d{1,5}$/.test(port) ? Number(port) : null,
		url: `${scheme}://${host}:${port}`,
	};
	machine.connect(
		path.range,
		target,
		'connect',
		`a redirection opens a ${protocol.toUpperCase()} connection`,
	);
	const source = { kind: 'network', host: target.host, scheme, url: target.url } as const;
	return {
		host: target.host,
		url: target.url,
		taint: newTaint(source, path.range, 'reads from a network connection', target.confidence),
	};
}

function hereDocument(machine: Interpreter, document: HereDoc): Value {
	const { body, delimiter } = document;
	if (document.closing === undefined && body.end > body.pos) {
		machine.collector.unparsed(
			placeIn(machine.frame, document.pos, document.end),
			`The here-document is not closed by ${delimiter?.value ?? 'its word'}: everything after it counts as its text`,
		);
	}
	if (delimiter?.quoted !== false || body.parts === undefined) {
		const { origin } = machine.frame;
		const stripped = document.operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
		const text = delimiter?.quoted === false ? stripped.replace(/\\(?:([\\$`])|\n)/g, '$1') : stripped;
		return origin === null || text !== body.text
			? literal(text)
			: { ...literal(text), origin: origin + body.pos };
	}
	return machine.expander.quoted(body.parts);
}

/** Sends a command's output where its redirections say; what is left for the next command or the caller. */
export function deliver(machine: Interpreter, streams: Streams, output: Value): Value {
	const last = streams.outputs.at(-1);
	if (last === undefined) return output;
	for (const { to, ...rest } of streams.outputs.slice(0, -1)) {
		if (to === 'file' && 'path' in rest) machine.write(rest.path, EMPTY, 'emptied by a redirection', true);
	}
	if (last.to === 'file') machine.write(last.path, output, 'written by a redirection', last.append);
	else {
		const { host, url, taint } = last.connection;
		const scheme = taint.source.kind === 'network' ? taint.source.scheme : null;
		const range = taint.trail.step.range;
		machine.sent(
			range,
			output,
			{ host, url, scheme, port: null, confidence: 'high' },
			'socket',
			'sent over the connection',
		);
	}
	return EMPTY;
}
