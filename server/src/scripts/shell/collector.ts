import type { Range } from '../../base/range';
import type {
	Constant,
	FileReference,
	Flow,
	FlowSink,
	FlowSource,
	FlowStep,
	ScriptFacts,
	Unparsed,
	Use,
} from '../model';
import { LIMITS } from './budget';

/** Gathers the facts of one analysis, each once, up to the bound. */
export class Collector {
	readonly #uses = new Map<string, Use>();
	readonly #flows = new Map<string, Flow>();
	readonly #references = new Map<string, FileReference>();
	readonly #constants = new Map<string, Constant>();
	readonly #unparsed = new Map<string, Unparsed>();

	use(use: Use): void {
		put(this.#uses, `${placeKey(use.range)}${use.kind}${keyOf(use)}`, use);
	}

	flow(flow: Flow): void {
		const first = flow.steps[0]?.range ?? { start: 0, end: 0 };
		const last = flow.steps.at(-1)?.range ?? first;
		put(
			this.#flows,
			`${placeKey(first)}${placeKey(last)}${sourceKey(flow.source)}>${sinkKey(flow.sink)}`,
			flow,
		);
	}

	reference(reference: FileReference): void {
		put(this.#references, `${placeKey(reference.range)}${reference.how}${reference.path}`, reference);
	}

	constant(constant: Constant): void {
		put(this.#constants, `${placeKey(constant.range)}${constant.name}`, constant);
	}

	unparsed(range: Range, reason: string): void {
		put(this.#unparsed, `${placeKey(range)}${reason}`, { range, reason });
	}

	/** Adds what an analyser found in a program inside this text, its ranges already moved. */
	addAll(facts: ScriptFacts): void {
		for (const use of facts.uses) this.use(use);
		for (const flow of facts.flows) this.flow(flow);
		for (const reference of facts.references) this.reference(reference);
		for (const { range, reason } of facts.unparsed) this.unparsed(range, reason);
	}

	/** Everything in the order of the text. */
	facts(end: number): ScriptFacts {
		if (this.#uses.size >= LIMITS.facts || this.#flows.size >= LIMITS.facts) {
			this.unparsed({ start: 0, end }, `Only the first ${LIMITS.facts} uses and flows are listed`);
		}
		return {
			uses: ordered(this.#uses, use => use.range.start),
			flows: ordered(this.#flows, flow => flow.steps.at(-1)?.range.start ?? 0),
			references: ordered(this.#references, reference => reference.range.start),
			constants: ordered(this.#constants, constant => constant.range.start),
			unparsed: ordered(this.#unparsed, part => part.range.start),
		};
	}
}

function put<Fact>(facts: Map<string, Fact>, key: string, fact: Fact): void {
	if (facts.size < LIMITS.facts && !facts.has(key)) facts.set(key, fact);
}

function ordered<Fact>(facts: Map<string, Fact>, start: (fact: Fact) => number): Fact[] {
	return [...facts.values()].sort((a, b) => start(a) - start(b));
}

function placeKey(range: Range): string {
	return `${range.start}-${range.end} `;
}

function keyOf(use: Use): string {
	switch (use.kind) {
		case 'network':
			return `${use.action} ${use.url ?? ''} ${use.host ?? ''} ${use.port ?? ''}`;
		case 'file':
			return `${use.access} ${use.path ?? ''}`;
		case 'process':
			return `${use.program ?? ''} ${use.arguments.join(' ')}`;
		case 'environment':
			return `${use.access} ${use.name ?? ''}`;
		case 'package':
			return `${use.ecosystem} ${use.name ?? ''} ${use.version ?? ''} ${use.source} ${use.url ?? ''}`;
		case 'dynamic-code':
			return use.construct;
		case 'persistence':
			return `${use.mechanism} ${use.target ?? ''}`;
		case 'agent-config':
			return `${use.access} ${use.path}`;
		case 'safety-off':
			return use.what;
	}
}

function sourceKey(source: FlowSource): string {
	switch (source.kind) {
		case 'network':
			return `network ${source.url ?? source.host ?? ''}`;
		case 'secret-file':
			return `secret ${source.path}`;
		case 'environment':
			return `environment ${source.name ?? ''}`;
		case 'encoded':
			return `encoded ${source.encodings.join(' ')} ${source.decoded ?? ''}`;
		case 'input':
		case 'system':
			return `${source.kind} ${source.what}`;
	}
}

function sinkKey(sink: FlowSink): string {
	switch (sink.kind) {
		case 'execution':
			return `execution ${sink.by}`;
		case 'network':
			return `network ${sink.channel} ${sink.url ?? sink.host ?? ''}`;
		case 'instructions':
		case 'file':
			return `${sink.kind} ${sink.path ?? ''}`;
	}
}

/** The step as the last of a flow. */
export function withStep(steps: readonly FlowStep[], range: Range, what: string): FlowStep[] {
	return [...steps, { range, what }];
}
