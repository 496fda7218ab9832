import type { Range } from '../../base/range';
import { CONFIDENCES, type Confidence } from '../../base/severity';
import type { FlowSink, NetworkUse, PersistenceUse, Use } from '../model';
import { agentConfigOf, normalisePath, persistenceOf, publicKeyIn, secretClassOf } from '../paths';
import { canonicalHost, parseUrl } from '../urls';
import type { Budget } from './budget';
import type { Collector } from './collector';
import { decodedValue } from './decoding';
import type { Frame } from './frame';
import type { Argument, Target, ToldUse } from './shell';
import type { State } from './state';
import {
	ANYTHING,
	concat,
	knownText,
	mergeTaints,
	newTaint,
	PLACEHOLDER_MARK,
	patternOf,
	placeOf,
	stepped,
	stepsOf,
	type Taint,
	UNKNOWN,
	unknownWith,
	type Value,
	withTaints,
} from './value';

/** Device files and streams: no files to speak of. */
const DEVICE = /^\/dev\/(?:null|zero|full|u?random|tty\w*|pts\/\d+|std(?:in|out|err)|fd\/\w+)$|^-$|^&\d$/;

/** Uses that concern the machine the command runs on. */
const HERE_ONLY: ReadonlySet<string> = new Set([
	'file',
	'environment',
	'persistence',
	'agent-config',
	'safety-off',
]);

/** Records what commands do, and follows data through files and connections. */
export abstract class Effects {
	readonly state: State;
	readonly collector: Collector;
	abstract readonly frame: Frame;
	abstract readonly budget: Budget;
	/** Follows what a start-up file, a hook or a table of jobs will run. */
	protected abstract runsLater(
		path: string,
		mechanism: PersistenceUse['mechanism'],
		content: Value,
		range: Range,
	): void;
	/** Runs the process substitution behind the path, if there is one, on what is written to it. */
	protected abstract feedReader(path: string, data: Value): void;

	#elsewhere = false;
	#later: PersistenceUse['mechanism'] | null = null;
	/** Directories that git was told to run hooks from. */
	readonly #hookFolders = new Set<string>();

	constructor(state: State, collector: Collector) {
		this.state = state;
		this.collector = collector;
	}

	tell(range: Range, told: ToldUse): void {
		this.budget.spend(1);
		if (this.#elsewhere && HERE_ONLY.has(told.kind)) return;
		this.collector.use(this.#completed(range, told));
	}

	/** Follows commands that run on another machine or in a container: files there are none of this machine's. */
	elsewhere<Result>(run: () => Result): Result {
		const outer = this.#elsewhere;
		this.#elsewhere = true;
		const result = run();
		this.#elsewhere = outer;
		return result;
	}

	/** Whether what is followed now is what runs again by itself. */
	get isLater(): boolean {
		return this.#later !== null;
	}

	/** Follows commands that the mechanism will run. */
	later<Result>(mechanism: PersistenceUse['mechanism'], run: () => Result): Result {
		const outer = this.#later;
		this.#later = mechanism;
		const result = run();
		this.#later = outer;
		return result;
	}

	hooksIn(directory: Value): void {
		const shown = this.resolve(directory);
		if (shown !== null) this.#hookFolders.add(shown.replace(/\/$/, ''));
	}

	#completed(range: Range, told: ToldUse): Use {
		const { via } = this.frame;
		const use = {
			...told,
			range,
			confidence: told.confidence ?? 'high',
			...(this.#later !== null && { later: this.#later }),
		};
		return via.length === 0 ? use : { ...use, via };
	}

	target(value: Value, assumedScheme: string | null): Target {
		const text = patternOf(value).trim();
		const placeholder = value.text.includes(PLACEHOLDER_MARK) || /[{[<]/.test(text.slice(0, 64));
		const parsed = parseUrl(text);
		if (parsed !== null) {
			const { host, scheme, port } = parsed;
			const url = host === null && !/[^/*:]/.test(parsed.url.replace(/^\w+:/, '')) ? null : parsed.url;
			return { host, scheme, port, url, confidence: host !== null ? 'high' : placeholder ? 'low' : 'medium' };
		}
		const shape = /^(?:[^@/\s]*@)?(\[[^\]]*\]|[^:/?#\s]+)(?::(\d{1,5}))?/.exec(text);
		const host = shape === null || assumedScheme === null ? null : canonicalHost(shape[1]!);
		const port = shape?.[2] === undefined ? null : Number(shape[2]);
		const known = host !== null;
		return {
			host,
			scheme: assumedScheme,
			port,
			url: known && assumedScheme !== null ? `${assumedScheme}://${text}` : null,
			confidence: known ? 'high' : placeholder ? 'low' : 'medium',
		};
	}

	connect(range: Range, target: Target, action: NetworkUse['action'], how: string): void {
		this.tell(range, { kind: 'network', ...target, action, how });
	}

	received(range: Range, target: Target, what: string): Value {
		const { host, scheme, url, confidence } = target;
		return unknownWith([newTaint({ kind: 'network', host, scheme, url }, range, what, confidence)]);
	}

	sent(range: Range, data: Value, target: Target, channel: string, what: string): void {
		const { host, scheme, url, confidence } = target;
		const sink: FlowSink = { kind: 'network', host, scheme, url, channel };
		for (const taint of data.taints) {
			const { kind } = taint.source;
			const password = kind === 'input' && taint.source.what.includes('password');
			if (kind === 'secret-file' || kind === 'environment' || kind === 'system' || password)
				this.#flow(taint, sink, range, what, confidence);
		}
	}

	executed(range: Range, data: Value, by: string, what: string): void {
		for (const taint of data.taints) {
			const { kind } = taint.source;
			if (kind === 'network' || kind === 'encoded' || kind === 'input') {
				this.#flow(taint, { kind: 'execution', by }, range, what, 'high');
			}
		}
	}

	decoded(range: Range, data: Value, encoding: string): Value {
		return decodedValue(range, data, encoding);
	}

	#flow(taint: Taint, sink: FlowSink, range: Range, what: string, confidence: Confidence): void {
		const { via } = this.frame;
		const flow = {
			source: taint.source,
			sink,
			steps: [...stepsOf(taint.trail), { range, what }],
			confidence: weaker(taint.confidence, confidence),
			...(this.#later !== null && { later: this.#later }),
		};
		this.collector.flow(via.length === 0 ? flow : { ...flow, via });
	}

	resolve(path: Value): string | null {
		const key = this.keyOf(path);
		return key === null ? null : key.replace(/\x01?\0+/g, '*');
	}

	/** The path as files are remembered by: unknown parts keep their identity. `null` when nothing of it is known. */
	protected keyOf(path: Value): string | null {
		const text = path.text.length > 4096 ? path.text.slice(0, 4096) : path.text;
		if (text === '' || text === UNKNOWN) return null;
		const normal = normalisePath(text);
		if (/^(?:\/|~|[A-Za-z]:\/)/.test(normal) || normal.startsWith(UNKNOWN)) return normal;
		const { directory } = this.state;
		if (directory === null) return `${UNKNOWN}/${normal}`;
		return directory === '' ? normal : normalisePath(`${directory}/${normal}`);
	}

	read(path: Argument, how: string, confidence?: Confidence): Value {
		const shown = this.resolve(path.value);
		if (shown !== null && DEVICE.test(shown)) return this.contentOf(path);
		const readable = shown === null || shown === '*' ? null : shown;
		this.tell(path.range, {
			kind: 'file',
			access: 'read',
			path: readable,
			how,
			confidence: confidence ?? (readable === null ? 'medium' : 'high'),
		});
		if (readable !== null) {
			if (agentConfigOf(readable) !== null)
				this.tell(path.range, { kind: 'agent-config', access: 'read', path: readable, how });
			this.refer(path, 'read');
		}
		return this.contentOf(path, confidence);
	}

	contentOf(path: Argument, confidence: Confidence = 'high'): Value {
		this.budget.spend(1);
		const key = this.keyOf(path.value);
		if (key === null)
			return unknownWith(path.value.taints.filter(taint => taint.source.kind !== 'environment'));
		const remembered = this.state.files.get(key) ?? this.#insideFolder(key);
		const shown = key.replace(/\x01?\0+/g, '*');
		// Wildcards are compared with every pattern there is.
		if (/[*?[]/.test(shown)) this.budget.spend(6);
		const secret = secretClassOf(shown);
		if (secret === null) return remembered ?? ANYTHING;
		const taint = newTaint(
			{ kind: 'secret-file', path: shown, secret },
			path.range,
			`reads ${shown}`,
			confidence,
		);
		return withTaints(remembered ?? ANYTHING, [taint]);
	}

	#insideFolder(key: string): Value | undefined {
		if (this.state.folders.size === 0) return undefined;
		for (let end = key.length; end > 0; end = key.lastIndexOf('/', end - 1)) {
			const taints = this.state.folders.get(key.slice(0, end));
			if (taints !== undefined) return unknownWith(taints);
		}
		const here = key.startsWith('/') || key.startsWith('~') ? undefined : this.state.folders.get('.');
		return here === undefined ? undefined : unknownWith(here);
	}

	write(path: Argument, content: Value, how: string, append = false): void {
		this.budget.spend(2);
		const key = this.keyOf(path.value);
		const shown = key === null ? null : key.replace(/\x01?\0+/g, '*');
		if (shown !== null && DEVICE.test(shown)) {
			if (key !== null) this.feedReader(key, content);
			return;
		}
		const known = shown === null || shown === '*' ? null : shown;
		this.tell(path.range, {
			kind: 'file',
			access: 'write',
			path: known,
			how,
			confidence: known === null ? 'medium' : 'high',
		});
		if (key === null) return;
		const taints = stepped(
			content.taints,
			path.range,
			known === null ? 'written to a file' : `written to ${known}`,
		);
		const stored = taints === content.taints ? content : { ...content, taints };
		const before = append ? this.state.files.get(key) : undefined;
		this.state.files.set(key, before === undefined ? stored : concat(before, stored));
		if (this.state.pipes.has(key)) this.state.writtenPipes++;
		if (known !== null) this.#weighWrite(path, known, stored, how);
	}

	/** Start-up files and agent settings: what writing there means. */
	#weighWrite(path: Argument, known: string, content: Value, how: string): void {
		this.refer(path, 'write');
		const mechanism = this.#hookFolders.has(known.replace(/\/[^/]*$/, ''))
			? 'git-hook'
			: persistenceOf(known);
		if (mechanism !== null) {
			const key = mechanism === 'authorized-keys' ? publicKeyIn(content.text) : null;
			this.tell(path.range, {
				kind: 'persistence',
				mechanism,
				target: known,
				how,
				...(key !== null && { key }),
			});
		}
		const agentConfig = agentConfigOf(known);
		if (agentConfig !== null)
			this.tell(path.range, { kind: 'agent-config', access: 'write', path: known, how });
		if (mechanism !== null) this.runsLater(known, mechanism, content, placeOf(content) ?? path.range);
		if (mechanism === null && agentConfig === null) return;
		const sink: FlowSink =
			agentConfig === null ? { kind: 'file', path: known } : { kind: 'instructions', path: known };
		for (const taint of content.taints) {
			if (taint.source.kind === 'network' || taint.source.kind === 'encoded')
				this.#flow(taint, sink, path.range, how, 'high');
		}
	}

	remove(path: Argument, how: string): void {
		const shown = this.resolve(path.value);
		const known = shown === null || shown === '*' ? null : shown;
		this.tell(path.range, {
			kind: 'file',
			access: 'delete',
			path: known,
			how,
			confidence: known === null ? 'medium' : 'high',
		});
	}

	fill(directory: Argument | null, taints: readonly Taint[]): void {
		const key = directory === null ? this.keyOf({ text: '.', taints: [] }) : this.keyOf(directory.value);
		if (key === null || taints.length === 0) return;
		this.state.folders.set(key, mergeTaints(this.state.folders.get(key) ?? [], taints));
	}

	/** A path that may be a file of the same extension. */
	refer(path: Argument, how: 'run' | 'import' | 'read' | 'write'): void {
		const text = knownText(path.value);
		if (text === null || text.length > 512 || /^(?:[/~-]|[A-Za-z]:|\w+:\/\/)|[*?[\s]/.test(text)) return;
		const resolved = this.resolve(path.value);
		if (resolved === null || resolved === '' || /^(?:[/~]|\.$)/.test(resolved)) return;
		// What the script itself made is no file of the extension.
		if (how !== 'write' && (this.state.files.has(resolved) || this.#insideFolder(resolved) !== undefined))
			return;
		this.collector.reference({ range: path.range, path: resolved, how });
	}
}

/** The less sure of the two. */
export function weaker(a: Confidence, b: Confidence): Confidence {
	return CONFIDENCES.indexOf(a) > CONFIDENCES.indexOf(b) ? a : b;
}
