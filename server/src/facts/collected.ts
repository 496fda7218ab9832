import type { NotExamined } from '../base/finding';
import { EMPTY_RANGE } from '../base/range';
import type { FileReference, Flow, ScriptFacts, Use } from '../scripts/model';
import type { Instruction, Placed } from './model';
import { placed, type Site } from './place';

/** The facts of one file in the making, gathered from its pieces of code. */
export class CollectedCode {
	readonly uses: Placed<Use>[] = [];
	readonly flows: Placed<Flow>[] = [];
	readonly references: Placed<FileReference>[] = [];
	/** What configuration says to the model in its descriptions. */
	readonly instructions: Placed<Instruction>[] = [];
	readonly notExamined: NotExamined[] = [];

	/**
	 * Adds what a piece of code does.
	 * @param gap whether code that could not be parsed there leaves a gap in the judgement.
	 */
	add(facts: ScriptFacts, site: Site, gap: boolean): void {
		for (const use of facts.uses) this.uses.push(placed(use, use.range, site));
		for (const flow of facts.flows) this.flows.push(placedFlow(flow, site));
		for (const reference of facts.references) this.references.push(placed(reference, reference.range, site));
		for (const { range, reason } of facts.unparsed) {
			this.notExamined.push({ path: site.path, range: site.rangeOf(range), reason, gap });
		}
	}
}

/** A flow stands where its sink is; its steps keep their own places. */
function placedFlow(flow: Flow, site: Site): Placed<Flow> {
	const steps = flow.steps.map(step =>
		step.path === undefined ? { ...step, range: site.rangeOf(step.range) } : step,
	);
	const last = flow.steps.at(-1)?.range ?? EMPTY_RANGE;
	return placed({ ...flow, steps }, last, site);
}
