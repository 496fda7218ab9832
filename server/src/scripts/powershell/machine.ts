import type { Range } from '../../base/range';
import { type AnalyserOptions, DEFAULT_DECODE_DEPTH } from '../analyser';
import { decodeAs, type ScriptEncoding, textOf } from '../decode';
import { Recorder } from '../evaluator/recorder';
import type { FlowSink, FlowSource, NetworkUse, ScriptFacts, ScriptLanguage, Use } from '../model';
import { agentConfigOf, normalisePath, persistenceOf, secretClassOf } from '../paths';
import { NO_TAINTS, type Taints, taintFrom, taintsTogether, withStep } from '../taint';
import { parseUrl } from '../urls';
import { unknown, type Value } from './value';

/** Characters of values built for each character of the script, and at most; beyond, values are unknown. */
const BUILT = { each: 100, least: 50_000, most: 8_000_000 };
/** Expressions evaluated for each character of the script, and at most. */
const STEPS = { each: 50, least: 2_000, most: 400_000 };
/** Characters of programs in a whole script that are read; within a program, no more than it is long. */
const LEAST_INNER = 20_000;
/** Programs in one script that are read. */
const MAX_INNER = 500;

function bound(length: number, { each, least, most }: typeof BUILT): number {
	return Math.min(most, least + each * length);
}

type Fact = Use extends infer One ? (One extends Use ? Omit<One, 'range' | 'confidence'> : never) : never;

/** A path of Windows or any other system, in the one spelling in which paths are compared. */
export function pathOf(text: string): string {
	return normalisePath(text.replaceAll('\\', '/'));
}

/** The state of one run over a script, and what it has found. */
export class Machine {
	readonly recorder = new Recorder();
	readonly variables = new Map<string, Value>();
	readonly functions = new Map<string, Value>();
	/** What is known of files written by the script, by path. */
	readonly written = new Map<string, Value>();
	private built = 0;
	private steps = 0;
	private innerLength = 0;
	private innerCount = 0;
	private readonly maxBuilt: number;
	private readonly maxSteps: number;
	private readonly maxInner: number;

	constructor(
		private readonly text: string,
		private readonly options: AnalyserOptions & { readonly decodeDepth: number },
	) {
		this.maxBuilt = bound(text.length, BUILT);
		this.maxSteps = bound(text.length, STEPS);
		const whole = options.decodeDepth === DEFAULT_DECODE_DEPTH;
		this.maxInner = Math.max(text.length, whole ? LEAST_INNER : 0);
	}

	/** Whether there is work left to spend. */
	step(): boolean {
		return ++this.steps <= this.maxSteps;
	}

	/** The value, or one without its text when too much was built already. */
	keep(value: Value): Value {
		this.built += value.text?.length ?? 0;
		if (this.built <= this.maxBuilt && (value.text?.length ?? 0) <= 500_000) return value;
		return unknown(value.taints);
	}

	tell(range: Range, fact: Fact): void {
		this.recorder.use({ ...fact, range, confidence: 'high' } as Use);
	}

	flows(taints: Taints, sink: FlowSink, range: Range, what: string): void {
		for (const taint of taints) this.recorder.flow(taint, sink, { range, what }, 'high');
	}

	from(source: FlowSource, range: Range, what: string): Taints {
		return taintFrom(source, range, what);
	}

	/** Notes contact with an address; what comes back is tainted by it. */
	contact(address: Value, range: Range, action: NetworkUse['action'], how: string, scheme?: string): Value {
		const written =
			address.text === null
				? ''
				: /^[\w.-]+\.[a-z]{2,}(?:[:/]|$)/i.test(address.text)
					? `http://${address.text}`
					: address.text;
		const url = parseUrl(written);
		const end = {
			host: url?.host ?? null,
			scheme: scheme ?? url?.scheme ?? null,
			url: url?.url ?? null,
		};
		if (address.text !== null && url === null && scheme === undefined) return unknown(address.taints);
		this.tell(range, { kind: 'network', ...end, port: url?.port ?? null, action, how });
		return unknown(taintsTogether(this.from({ kind: 'network', ...end }, range, how), address.taints));
	}

	/** Notes that data leaves to an address. */
	send(address: Value, data: Value, range: Range, how: string, channel: string, scheme?: string): void {
		const url = address.text === null ? null : parseUrl(address.text);
		const end = {
			host: url?.host ?? (scheme === undefined ? null : address.text),
			scheme: scheme ?? url?.scheme ?? null,
			url: url?.url ?? null,
		};
		this.flows(data.taints, { kind: 'network', ...end, channel }, range, how);
	}

	read(path: Value, range: Range, how: string): Value {
		const name = path.text === null ? null : pathOf(path.text);
		if (name !== null && /^env:/i.test(name))
			return this.environment(name.slice(4).replace(/^[\\/]/, ''), range);
		this.tell(range, { kind: 'file', access: 'read', path: name, how });
		if (name === null) return unknown(path.taints);
		this.recorder.reference({ range, path: name, how: 'read' });
		const secret = secretClassOf(name);
		const taints =
			secret === null ? NO_TAINTS : this.from({ kind: 'secret-file', path: name, secret }, range, how);
		const before = this.written.get(name);
		return before === undefined
			? unknown(taints)
			: { ...before, taints: taintsTogether(before.taints, taints) };
	}

	write(path: Value, data: Value, range: Range, how: string): void {
		const name = path.text === null ? null : pathOf(path.text);
		this.tell(range, { kind: 'file', access: 'write', path: name, how });
		if (name === null) return;
		this.recorder.reference({ range, path: name, how: 'write' });
		this.written.set(name, { ...data, taints: withStep(data.taints, range, how) });
		const mechanism = /(?:^|[\\/])(?:\w+_)?profile\.ps1$/i.test(name) ? 'rc-file' : persistenceOf(name);
		if (mechanism !== null) this.tell(range, { kind: 'persistence', mechanism, target: name, how });
		if (agentConfigOf(name) !== null) {
			this.tell(range, { kind: 'agent-config', access: 'write', path: name, how });
			this.flows(data.taints, { kind: 'instructions', path: name }, range, how);
		}
	}

	/** A variable of the environment; all of them for an empty name or a wildcard. */
	environment(name: string, range: Range): Value {
		const all = name === '' || name.includes('*');
		const how = all ? 'reads the whole environment' : `reads the environment variable ${name.toUpperCase()}`;
		const variable = all ? null : name.toUpperCase();
		this.tell(range, { kind: 'environment', name: variable, access: 'read', how });
		return unknown(this.from({ kind: 'environment', name: variable }, range, how));
	}

	/** Bytes or text under an encoding, undone where they are known. */
	decoded(value: Value, encoding: ScriptEncoding, range: Range): Value {
		const data = value.bytes ?? (value.text === null ? null : new TextEncoder().encode(value.text));
		const bytes = data === null ? null : decodeAs(encoding, data);
		const encodings = [...(value.encodings ?? []), encoding];
		if (bytes === null) {
			if (value.taints.length > 0)
				return { ...unknown(withStep(value.taints, range, `decoded from ${encoding}`)), encodings };
			return {
				...unknown(
					data === null
						? NO_TAINTS
						: this.from({ kind: 'encoded', encodings, decoded: null }, range, `packed as ${encoding}`),
				),
				encodings,
			};
		}
		const text = textOf(bytes);
		const others = value.taints.filter(taint => taint.source.kind !== 'encoded');
		const source = this.from(
			{ kind: 'encoded', encodings, decoded: text },
			range,
			`decoded from ${encoding}`,
		);
		return { text, bytes, encodings, taints: taintsTogether(source, others) };
	}

	/** Text run as PowerShell: by iex, a script block, `-EncodedCommand`. */
	run(code: Value, range: Range, by: string): void {
		this.flows(code.taints, { kind: 'execution', by }, range, `run by ${by}`);
		if (code.text === null || code.taints.length > 0) {
			this.tell(range, {
				kind: 'dynamic-code',
				construct: by,
				how:
					code.text === null
						? `${by} runs text that is only known at run time`
						: `${by} runs text that was decoded or fetched`,
			});
		}
		if (code.text !== null) this.inner('powershell', code.text, range, code.encodings ?? []);
	}

	/** A program in the script, read by the analyser of its language. */
	inner(language: ScriptLanguage, code: string, range: Range, encodings: readonly string[]): void {
		const depth = this.options.decodeDepth - encodings.length;
		if (code.trim() === '' || this.options.analyseInner === undefined) return;
		if (depth < 0 || !this.step()) {
			this.recorder.notExamined(range, 'Encoded more often than is decoded here');
			return;
		}
		this.innerLength += code.length;
		if (++this.innerCount > MAX_INNER || this.innerLength > this.maxInner) {
			this.recorder.notExamined(range, 'It holds too many programs to read all of them');
			return;
		}
		const facts: ScriptFacts = this.options.analyseInner(language, code, depth);
		const via = (inner: readonly string[] | undefined) => {
			const all = [...encodings, ...(inner ?? [])];
			return all.length === 0 ? {} : { via: all };
		};
		for (const use of facts.uses) this.recorder.use({ ...use, range, ...via(use.via) });
		for (const flow of facts.flows) {
			this.recorder.wholeFlow({
				...flow,
				steps: flow.steps.map(step => ({ ...step, range })),
				...via(flow.via),
			});
		}
		for (const reference of facts.references) this.recorder.reference({ ...reference, range });
		for (const part of facts.unparsed) this.recorder.notExamined(range, part.reason);
	}

	finished(): ScriptFacts {
		if (this.steps > this.maxSteps) {
			this.recorder.notExamined(
				{ start: 0, end: this.text.length },
				'It does too much to be followed to its end',
			);
		}
		for (const [name, value] of this.variables) {
			if (value.text !== null && value.text.length < 500 && /:\/\//.test(value.text)) {
				this.recorder.constant({ name, value: value.text, range: { start: 0, end: 0 } });
			}
		}
		return this.recorder.facts(this.text.length);
	}
}
