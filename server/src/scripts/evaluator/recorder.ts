import type { Range } from '../../base/range';
import type { Constant, FileReference, Flow, FlowSink, FlowStep, ScriptFacts, Unparsed, Use } from '../model';
import { stepsOf, type Taint } from '../taint';

/** Most facts of one kind from one text; more would tell nobody more. */
const MAX_FACTS = 3_000;

/** Gathers what the code is seen to do, each fact once. */
export class Recorder {
	private readonly uses = new Map<string, Use>();
	private readonly flows = new Map<string, Flow>();
	private readonly references = new Map<string, FileReference>();
	private readonly constants = new Map<string, Constant>();
	private readonly unparsed = new Map<string, Unparsed>();

	use(use: Use): void {
		const { range, how, confidence, ...what } = use;
		add(this.uses, `${range.start} ${range.end} ${JSON.stringify(what)}`, use);
	}

	/** Notes that data of the taint ends in the sink. */
	flow(
		taint: Taint,
		sink: FlowSink,
		last: FlowStep,
		confidence: Flow['confidence'],
		via: readonly string[] = [],
	): void {
		const steps = stepsOf(taint);
		const before = steps.at(-1);
		if (before === undefined || before.range.start !== last.range.start || before.what !== last.what)
			steps.push(last);
		const all = [...taint.via, ...via];
		const flow: Flow = {
			source: taint.source,
			sink,
			steps,
			confidence,
			...(all.length > 0 ? { via: all } : {}),
		};
		add(this.flows, `${last.range.start} ${taint.key} ${JSON.stringify(sink)}`, flow);
	}

	/** Takes over a flow found in inner code. */
	wholeFlow(flow: Flow): void {
		add(this.flows, JSON.stringify([flow.source, flow.sink, flow.steps.at(-1)]), flow);
	}

	reference(reference: FileReference): void {
		add(this.references, `${reference.range.start} ${reference.how} ${reference.path}`, reference);
	}

	constant(constant: Constant): void {
		add(this.constants, `${constant.range.start} ${constant.name} ${constant.value}`, constant);
	}

	notExamined(range: Range, reason: string): void {
		add(this.unparsed, `${range.start} ${range.end}`, { range, reason });
	}

	/** Everything noted, in the order of the text. */
	facts(length: number): ScriptFacts {
		if (this.uses.size >= MAX_FACTS || this.flows.size >= MAX_FACTS) {
			this.notExamined({ start: 0, end: length }, `Only the first ${MAX_FACTS} uses and flows are listed.`);
		}
		return {
			uses: inOrder(this.uses.values(), use => use.range).map(placed),
			flows: inOrder(this.flows.values(), flow => flow.steps.at(-1)?.range).map(flow => ({
				...flow,
				steps: flow.steps.map(placed),
			})),
			references: inOrder(this.references.values(), reference => reference.range).map(placed),
			constants: inOrder(this.constants.values(), constant => constant.range).map(placed),
			unparsed: inOrder(this.unparsed.values(), part => part.range).map(placed),
		};
	}
}

/** The fact with nothing but the ends of its range. */
function placed<T extends { readonly range: Range }>(fact: T): T {
	return { ...fact, range: { start: fact.range.start, end: fact.range.end } };
}

function add<T>(facts: Map<string, T>, key: string, fact: T): void {
	if (facts.size < MAX_FACTS && !facts.has(key)) facts.set(key, fact);
}

function inOrder<T>(facts: Iterable<T>, rangeOf: (fact: T) => Range | undefined): T[] {
	return [...facts].sort((a, b) => {
		const first = rangeOf(a);
		const second = rangeOf(b);
		return (first?.start ?? 0) - (second?.start ?? 0) || (first?.end ?? 0) - (second?.end ?? 0);
	});
}
