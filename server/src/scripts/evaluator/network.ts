import type { Range } from '../../base/range';
import type { Confidence } from '../../base/severity';
import type { FlowSink, NetworkUse } from '../model';
import { NO_TAINTS, stepsOf, type Taints, taintFrom, taintsTogether } from '../taint';
import { canonicalHost, parseUrl } from '../urls';
import { HOLE, handleValue, optionsOf, taintsOf, textOf, union, type Value } from '../value';
import { callBack } from './apply';
import { type Call, fieldOf, type Slot } from './call';
import { noteWholeEnvironment } from './environment';
import type { Handler } from './language';
import type { Machine } from './machine';

/** Where something is sent to or fetched from. */
export interface Target {
	readonly host: string | null;
	readonly scheme: string | null;
	readonly port: number | null;
	readonly url: string | null;
}

export const UNKNOWN_TARGET: Target = { host: null, scheme: null, port: null, url: null };

/** A target, and what its address comes from. */
interface Addressed {
	readonly target: Target;
	readonly from: Taints;
}

/** The targets that an address may be, each with its taints; unknown parts of it are `*`. */
function addressesOf(address: Value | undefined, scheme: string | null = null): Addressed[] {
	if (address === undefined) return [{ target: { ...UNKNOWN_TARGET, scheme }, from: NO_TAINTS }];
	const all = optionsOf(address).map(option => {
		const text = addressText(option);
		const target =
			text === undefined ? { ...UNKNOWN_TARGET, scheme } : targetOf(text.replaceAll(HOLE, '*'), scheme);
		return { target, from: taintsOf(option) };
	});
	const known = all.filter(({ target }) => target.host !== null || target.url !== null);
	return known.length > 0 ? known : all.slice(0, 1);
}

/** The targets that an address may be. */
export function targetsOf(address: Value | undefined, scheme: string | null = null): Target[] {
	return addressesOf(address, scheme).map(({ target }) => target);
}

/** A text, or what was made from one: `new Request(url)`, `{url}`, `{hostname, path}`. */
function addressText(value: Value): string | undefined {
	const text = textOf(value);
	if (text !== undefined) return text;
	if (value.kind === 'handle') return textOf(value.fields.get('url'));
	if (value.kind !== 'mapping') return undefined;
	const whole = fieldOf(value, 'url', 'uri', 'href');
	const base = textOf(fieldOf(value, 'baseURL', 'base_url', 'prefixUrl'));
	if (whole !== undefined) return joinedUrl(base, textOf(whole));
	const host = textOf(fieldOf(value, 'hostname', 'host'));
	if (host === undefined) return undefined;
	const port = textOf(fieldOf(value, 'port'));
	const scheme = textOf(fieldOf(value, 'protocol')) ?? 'https:';
	return `${scheme.replace(/:?$/, ':')}//${host}${port === undefined || host.includes(':') ? '' : `:${port}`}${textOf(fieldOf(value, 'path', 'pathname')) ?? '/'}`;
}

/** An address relative to a base, as HTTP clients with a base address put them together. */
export function joinedUrl(base: string | undefined, path: string | undefined): string | undefined {
	if (base === undefined || (path !== undefined && /^[a-z][\w+.-]*:\/\//i.test(path))) return path;
	return `${base.replace(/\/$/, '')}/${(path ?? HOLE).replace(/^\//, '')}`;
}

function targetOf(text: string, scheme: string | null): Target {
	const parsed = parseUrl(text);
	if (parsed !== null) {
		const { host, port } = parsed;
		const known = host !== null || /[^/*:]/.test(parsed.url.replace(/^\w+:/, ''));
		return {
			host,
			port,
			scheme: parsed.scheme.includes('*') ? null : parsed.scheme,
			url: known ? parsed.url : null,
		};
	}
	if (scheme === null || text.startsWith('/')) return { ...UNKNOWN_TARGET, scheme };
	const shape = /^(\[[^\]]*\]|[^:/?#\s]+)(?::(\d{1,5}))?/.exec(text);
	const host = shape === null ? null : canonicalHost(shape[1]!);
	const port = shape?.[2] === undefined ? null : Number(shape[2]);
	return { host, scheme, port, url: null };
}

/** A target given as a host and a port of their own. */
export function hostTarget(
	host: Value | undefined,
	port: Value | undefined,
	scheme: string | null,
): Target[] {
	const number = port?.kind === 'number' ? port.number : Number(textOf(port) ?? Number.NaN);
	return targetsOf(host, scheme ?? 'tcp').map(target => ({
		...target,
		scheme,
		port: Number.isInteger(number) ? number : target.port,
	}));
}

/** Encodings an address or code was hidden in. */
export function viaOf(taints: Taints): readonly string[] | undefined {
	for (const { source } of taints) if (source.kind === 'encoded') return source.encodings;
	return undefined;
}

/** Notes a connection. */
export function connect(
	machine: Machine,
	target: Target,
	action: NetworkUse['action'],
	range: Range,
	how: string,
	taints: Taints = NO_TAINTS,
): void {
	const via = viaOf(taints);
	machine.recorder.use({
		kind: 'network',
		...target,
		action,
		range,
		how,
		confidence: target.host === null ? 'medium' : 'high',
		...(via === undefined ? {} : { via }),
	});
}

/** How data is carried; a header is where one's own key for the service belongs. */
export type Carrier = 'body' | 'address' | 'header';

/** Notes that data goes to the target. */
export function send(
	machine: Machine,
	data: Taints,
	target: Target,
	channel: string,
	range: Range,
	what: string,
	carrier: Carrier = 'body',
): void {
	const { host, scheme, url } = target;
	const sink: FlowSink = { kind: 'network', host, scheme, url, channel };
	for (const taint of data) {
		const { kind } = taint.source;
		if (kind !== 'secret-file' && kind !== 'environment' && kind !== 'system') continue;
		const named = kind === 'environment' && taint.source.name !== null;
		const confidence: Confidence =
			named && carrier === 'header'
				? 'low'
				: host === null || (carrier === 'address' && named)
					? 'medium'
					: 'high';
		if (kind === 'environment' && !named) noteWholeEnvironment(machine, stepsOf(taint)[0]?.range ?? range);
		machine.recorder.flow(taint, sink, { range, what }, confidence);
	}
}

/** What comes back from the target. */
export function received(target: Target, range: Range, what: string): Taints {
	const { host, scheme, url } = target;
	return taintFrom({ kind: 'network', host, scheme, url }, range, what);
}

export interface RequestSlots {
	readonly url: Slot;
	readonly body?: readonly Slot[];
	readonly headers?: readonly Slot[];
	/** Where the HTTP method stands, or what it is. */
	readonly method?: Slot | string;
	readonly channel?: string;
}

const SENDING = /^(?:post|put|patch)$/i;

/** An HTTP request of the usual kind; gives the response. */
export function request(slots: RequestSlots): Handler {
	return call => {
		const { url, body = [], headers = [], method } = slots;
		const parts: Payload[] = [
			...body.map(slot => ({ value: call.get(slot), carrier: 'body' as const })),
			...headers.map(slot => ({ value: call.get(slot), carrier: 'header' as const })),
		];
		const verb =
			typeof method === 'string' ? method : method === undefined ? undefined : textOf(call.get(method));
		return exchange(call, call.get(url), parts, verb, slots.channel);
	};
}

export interface Payload {
	readonly value: Value | undefined;
	readonly carrier: Carrier;
}

/** Sends a request and gives its response; safety options are the caller's. */
export function exchange(
	call: Call,
	address: Value | undefined,
	parts: readonly Payload[],
	method: string | undefined,
	channel = 'http',
): Value {
	const { machine, range } = call;
	const body = parts.some(
		part => part.carrier === 'body' && part.value !== undefined && !isNothing(part.value),
	);
	const action =
		SENDING.test(method ?? '') || (body && !/^(?:get|head)$/i.test(method ?? '')) ? 'upload' : 'download';
	let taints = NO_TAINTS;
	const base = call.receiver?.kind === 'handle' ? call.receiver.fields.get('base') : undefined;
	for (const { target, from } of addressesOf(withBase(base, address))) {
		const how =
			action === 'upload' ? `${call.shown} sends data to this address` : `${call.shown} fetches this address`;
		connect(machine, target, action, range, how, from);
		for (const { value, carrier } of parts) {
			if (value !== undefined)
				send(machine, taintsOf(value), target, channel, range, sentBy(call, carrier), carrier);
		}
		// What a client was made with goes along with everything asked through it.
		send(machine, call.receiverTaints(), target, channel, range, sentBy(call, 'header'), 'header');
		// An address that is nothing but a variable says where to, not what.
		if (target.host !== null) send(machine, from, target, channel, range, sentBy(call, 'address'), 'address');
		taints = taintsTogether(taints, received(target, range, `fetched by ${call.shown}`));
	}
	callBack(call, taints);
	return handleValue('response', {}, taints);
}

/** The address under the base address of the client it is given to. */
export function withBase(base: Value | undefined, address: Value | undefined): Value | undefined {
	if (base === undefined) return address;
	const options = (address === undefined ? [base] : optionsOf(address)).map(option => {
		const joined = joinedUrl(textOf(base), textOf(option));
		return joined === undefined
			? option
			: ({ kind: 'text', text: joined, taints: option.taints, form: null } as const);
	});
	return union(...options);
}

function isNothing(value: Value): boolean {
	return value.kind === 'constant' && value.value === null;
}

export function sentBy(call: Call, carrier: Carrier): string {
	const place = carrier === 'body' ? '' : carrier === 'header' ? ' in a header' : ' in the address';
	return `sent by ${call.shown}${place}`;
}

/** Connects to a host and port of their own; gives a handle from which comes what the other side sends. */
export function connection(
	type: string,
	host: Slot,
	port: Slot,
	scheme: string | null,
	channel: string,
): Handler {
	return call => {
		let taints = NO_TAINTS;
		for (const target of hostTarget(call.get(host), call.get(port), scheme)) {
			connect(call.machine, target, 'connect', call.range, `${call.shown} connects to this host`);
			taints = taintsTogether(taints, received(target, call.range, `received through ${call.shown}`));
		}
		callBack(call, taints);
		return handleValue(
			type,
			{ channel: { kind: 'text', text: channel, taints: NO_TAINTS, form: null } },
			taints,
		);
	};
}

/** Sends through a connection made earlier: where to is what the connection's own data came from. */
export function sendThrough(...data: readonly Slot[]): Handler {
	return call => {
		const taints = call.receiverTaints();
		const channel =
			call.receiver?.kind === 'handle' ? textOf(call.receiver.fields.get('channel')) : undefined;
		let payload = NO_TAINTS;
		for (const slot of data) {
			const value = call.get(slot);
			if (value !== undefined) payload = taintsTogether(payload, taintsOf(value));
		}
		if (data.length === 0) payload = call.taints();
		let connected = false;
		for (const { source } of taints) {
			if (source.kind !== 'network') continue;
			connected = true;
			const target = { host: source.host, scheme: source.scheme, port: null, url: source.url };
			send(call.machine, payload, target, channel ?? 'socket', call.range, sentBy(call, 'body'));
		}
		if (!connected) {
			connect(
				call.machine,
				UNKNOWN_TARGET,
				'upload',
				call.range,
				`${call.shown} sends data to a host known at run time`,
			);
			send(call.machine, payload, UNKNOWN_TARGET, channel ?? 'socket', call.range, sentBy(call, 'body'));
		}
		return handleValue('response', {}, taints);
	};
}

/** Waits for connections. */
export function listens(host: Slot, port: Slot): Handler {
	return call => {
		for (const target of hostTarget(call.get(host), call.get(port), null)) {
			connect(call.machine, target, 'listen', call.range, `${call.shown} waits for connections`);
		}
		return undefined;
	};
}

/** Looks up a name; data can leave in the name itself. */
export function resolves(name: Slot): Handler {
	return call => {
		const value = call.get(name);
		const taints = value === undefined ? NO_TAINTS : taintsOf(value);
		const sent = taints.some(({ source }) => source.kind === 'secret-file' || source.kind === 'environment');
		for (const target of hostTarget(value, undefined, 'dns')) {
			connect(
				call.machine,
				target,
				sent ? 'upload' : 'connect',
				call.range,
				`${call.shown} looks up this name`,
			);
			send(call.machine, taints, target, 'dns', call.range, `sent in a name that ${call.shown} looks up`);
		}
		callBack(call, NO_TAINTS);
		return undefined;
	};
}
